// Ends what this process started when this process is gone: `kill -9` leaves it no time to do so itself.
import { spawn, type ChildProcess } from 'node:child_process';

// The system closes the guard's standard input when this process is gone, for whatever reason.
// A line on it means that nothing is left to end.
const SCRIPT = 'read -r _ || kill -KILL "-$1"';

/** Makes sure that the process group of a leader ends with this process, until the leader has ended. */
export const guard = (leader: ChildProcess): void => {
  if (leader.pid === undefined) return;
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(leader.pid)], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    // A signal to this process's group must not end the guard.
    detached: true,
  });
  watcher.unref();
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  leader.once('exit', () => watcher.stdin.end('\n'));
};

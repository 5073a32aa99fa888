// Ends what this process started when this process is gone: `kill -9` leaves it no time to do so itself.
import { spawn, type ChildProcess } from 'node:child_process';

// The system closes the standard input of the guard when the process at its other end is gone, however that came.
// A line on it says that there is nothing left to end.
const SCRIPT = 'read -r _ || kill -KILL "-$1"';

/** Has the group that a process leads ended with this process, until its leader has ended. */
export const guard = (leader: ChildProcess): void => {
  if (leader.pid === undefined) return;
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(leader.pid)], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    // What ends this process by a signal to its group leaves the guard.
    detached: true,
  });
  watcher.unref();
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  leader.once('exit', () => watcher.stdin.end('\n'));
};

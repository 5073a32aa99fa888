// One set-up at a time: two commands started at once on a fresh checkout must not install into each other's way.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAUSE_MILLISECONDS = 200;

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

// A lock whose holder has ended, or never wrote its number, is left over from an interrupted set-up.
const isHeld = (holder) => {
  try {
    return isAlive(Number(readFileSync(holder, 'utf8')));
  } catch {
    return false;
  }
};

const take = (lock, holder) => {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
  writeFileSync(holder, String(process.pid));
  return true;
};

/** Runs `setUp` while no other process of this checkout does; waits for its turn. */
export const withSetUpLock = (root, say, setUp) => {
  const lock = join(root, '.bootstrap', 'lock');
  const holder = join(lock, 'pid');
  mkdirSync(join(root, '.bootstrap'), { recursive: true });
  let told = false;
  while (!take(lock, holder)) {
    if (!told) say('Waiting for another command that sets up this checkout …');
    told = true;
    pause();
    if (!isHeld(holder)) {
      pause();
      if (!isHeld(holder)) rmSync(lock, { recursive: true, force: true });
    }
  }
  try {
    return setUp();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};

// One set-up of a thing at a time: two commands started at once on a fresh checkout must not install into each other's
// way.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 200;

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

/** Runs `setUp` while no other process sets up the same thing in this checkout; waits for its turn. */
export const withSetUpLock = async (root, thing, say, setUp) => {
  const lock = join(root, '.bootstrap', 'locks', thing);
  const holder = join(lock, 'pid');
  mkdirSync(join(root, '.bootstrap', 'locks'), { recursive: true });
  let isWaiting = false;
  while (!take(lock, holder)) {
    if (!isWaiting) say(`Waiting for another command that sets up ${thing} in this checkout …`);
    isWaiting = true;
    await pause(PAUSE_MILLISECONDS);
    if (!isHeld(holder)) {
      await pause(PAUSE_MILLISECONDS);
      if (!isHeld(holder)) rmSync(lock, { recursive: true, force: true });
    }
  }
  try {
    return await setUp();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};

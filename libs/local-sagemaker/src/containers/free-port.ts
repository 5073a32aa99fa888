// Free ports for programs that are started with a fixed port.
import { createServer } from 'node:net';

// Below the range from which systems give out ports by themselves, so that no other program takes one in between.
const FIRST = 20_000;
const LAST = 29_999;
const ATTEMPTS = 100;

/** Whether a port of 127.0.0.1 is free. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const handedOut = new Set<number>();

/** A free port on 127.0.0.1 that this process does not use at the moment. Rejects if it finds none. */
export const freePort = async (random: () => number = Math.random): Promise<number> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = FIRST + Math.floor(random() * (LAST - FIRST + 1));
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    if (await isFree(port)) return port;
    handedOut.delete(port);
  }
  throw new Error(`No port from ${FIRST} to ${LAST} is free on 127.0.0.1.`);
};

/** Returns a port whose program no longer listens on it. */
export const giveBackPort = (port: number): void => void handedOut.delete(port);

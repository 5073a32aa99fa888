// `main.ts group|ingest|put GROUP FILE CONCURRENCY`: does one of them and prints what it took, as JSON.
import * as E from 'fp-ts/Either';
import { byIngest, byPutRecord, makeGroup, type Registered } from './registration';

const [what = '', group = '', file = '', concurrency = '8'] = process.argv.slice(2);
const registration = { file, group, concurrency: Number(concurrency) };
const ways: Readonly<Record<string, () => Registered>> = {
  group: () => makeGroup(group),
  ingest: () => byIngest(registration),
  put: () => byPutRecord(registration),
};

const millisecondsPerSecond = 1000;

const run = async (): Promise<number> => {
  const way = ways[what];
  if (way === undefined) {
    process.stderr.write(`There is no way ${what}: expected ${Object.keys(ways).join(', ')}.\n`);
    return 1;
  }
  const started = performance.now();
  const done = await way()();
  if (E.isLeft(done)) {
    process.stderr.write(`${done.left._tag}\n`);
    return 1;
  }
  const seconds = (performance.now() - started) / millisecondsPerSecond;
  const peakMib = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ records: done.right, seconds, peakMib })}\n`);
  return 0;
};

void run().then((exitCode) => {
  process.exitCode = exitCode;
});

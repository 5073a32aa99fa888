// Calls the scoring function for a prediction many times: CPU and wall time of one request, after a warm-up. Like Lambda, it
// gives the function time after a response to deliver its prediction log, and measures the two separately.
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [bundle, requests, warmUp] = process.argv.slice(2);
const standardOutput = 1;
const microsecondsPerSecond = 1e6;

// Lambda would read the function's log; here it is dropped.
process.stdout.write = () => true;

const { handler } = await import(pathToFileURL(bundle).href);
const event = {
  version: '2.0',
  routeKey: 'GET /v1/clients/{clientId}/prediction',
  rawPath: '/v1/clients/5008806/prediction',
  rawQueryString: '',
  headers: { host: 'api.example.com', accept: 'application/json' },
  requestContext: {
    requestId: 'request',
    http: {
      method: 'GET',
      path: '/v1/clients/5008806/prediction',
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
    },
    domainName: 'api.example.com',
    stage: '$default',
    authorizer: { iam: { userArn: 'arn:aws:iam::000000000000:role/loan-desk' } },
  },
  isBase64Encoded: false,
};
// The one call to this path is the delivery.
const pathOfDelivery = '/';
let onDelivery = () => undefined;
subscribe('http.client.response.finish', ({ request }) => {
  if (request.path === pathOfDelivery) onDelivery();
});
const delivered = async () => {
  await new Promise((resolve) => {
    onDelivery = resolve;
  });
  // The rest of the response is read.
  await nextTurn();
};

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / microsecondsPerSecond;
};
const call = async (turn) => {
  const invocation = { awsRequestId: `r-${turn}`, getRemainingTimeInMillis: () => 10_000 };
  const [cpu, wall] = [cpuSeconds(), performance.now()];
  const response = await handler(event, invocation);
  const spent = { cpu: cpuSeconds() - cpu, wall: performance.now() - wall };
  if (response.statusCode !== 200) throw new Error(response.body);
  await delivered();
  return spent;
};

for (let turn = 0; turn < Number(warmUp); turn += 1) await call(turn);
const before = cpuSeconds();
const untilResponse = { cpu: 0, wall: 0 };
for (let turn = 0; turn < Number(requests); turn += 1) {
  const { cpu, wall } = await call(turn);
  untilResponse.cpu += cpu;
  untilResponse.wall += wall;
}
const result = {
  cpuSeconds: (cpuSeconds() - before) / Number(requests),
  responseCpuSeconds: untilResponse.cpu / Number(requests),
  seconds: untilResponse.wall / 1000 / Number(requests),
};
writeSync(standardOutput, `${JSON.stringify(result)}\n`);
process.exit();

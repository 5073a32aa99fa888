// The scoring function, asked for a prediction again and again: CPU and wall time of one request, after a warm-up.
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle, requests, warmUp] = process.argv.slice(2);
const standardOutput = 1;
const microsecondsPerSecond = 1e6;

// What the function logs would be read by Lambda: here it is thrown away.
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
    http: { method: 'GET', path: '/v1/clients/5008806/prediction', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' },
    domainName: 'api.example.com',
    stage: '$default',
    authorizer: { iam: { userArn: 'arn:aws:iam::000000000000:role/loan-desk' } },
  },
  isBase64Encoded: false,
};
const ask = async (times) => {
  for (let turn = 0; turn < times; turn += 1) {
    const answer = await handler(event, { awsRequestId: `r-${turn}`, getRemainingTimeInMillis: () => 10_000 });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  }
};

await ask(Number(warmUp));
const [cpu, wall] = [process.cpuUsage(), performance.now()];
await ask(Number(requests));
const { user, system } = process.cpuUsage(cpu);
const told = {
  cpuSeconds: (user + system) / microsecondsPerSecond / Number(requests),
  seconds: (performance.now() - wall) / 1000 / Number(requests),
};
writeSync(standardOutput, `${JSON.stringify(told)}\n`);
process.exit();

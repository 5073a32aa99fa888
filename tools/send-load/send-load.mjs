// Requests predictions in rounds until its standard input ends, and one round more; prints the response of each request.
//
// The first line of standard input is JSON: the URL of the API, a token, the client ids, how many connections, how many
// seconds a round lasts, and how many requests a second are sent; without a rate each connection sends the next request as soon as
// it has its response. With a rate it waits for every request of a round, so a request without a response was lost. The first line of
// standard output reports the first response, the second one is the result.
import autocannon from 'autocannon';
import { createInterface } from 'node:readline';

// How often autocannon checks whether a round is over.
const lookMilliseconds = 50;

const now = () => Date.now() / 1000;
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

const inTurn = (values) => {
  let turn = 0;
  return () => values[turn++ % values.length];
};

// The name of the model that made a prediction; of any other response, its body.
const sourceOf = (status, body) => (status === 200 ? JSON.parse(body).model.name : body);

const sendRound = async ({ url, token, connections, seconds, rate }, nextClient, onAnswer) => {
  let source = '';
  const request = {
    headers: { authorization: `Bearer ${token}` },
    setupRequest: (defaults) => ({ ...defaults, path: `/v1/clients/${nextClient()}/prediction` }),
    onResponse: (status, body) => {
      source = sourceOf(status, body);
    },
  };
  const pace = rate === null ? { duration: seconds } : { overallRate: rate, amount: rate * seconds };
  const running = autocannon({ url, connections, requests: [request], sampleInt: lookMilliseconds, ...pace });
  // It comes right after onResponse, and knows how long the response took.
  running.on('response', (_client, status, _bytes, milliseconds) =>
    onAnswer([now(), milliseconds, status, source]),
  );
  await running;
};

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const asked = JSON.parse((await lines.next()).value);
let isEnough = false;
void lines.next().then(() => {
  isEnough = true;
});

const nextClient = inTurn(asked.clientIds);
const answers = [];
const onAnswer = (answer) => {
  if (answers.length === 0) say({ hasBegun: true });
  answers.push(answer);
};
const startedAt = now();
let rounds = 0;
const send = async () => {
  await sendRound(asked, nextClient, onAnswer);
  rounds += 1;
};
do await send();
while (!isEnough);
await send();
const sent = asked.rate === null ? answers.length : asked.rate * asked.seconds * rounds;
say({ sent, startedAt, endedAt: now(), answers });

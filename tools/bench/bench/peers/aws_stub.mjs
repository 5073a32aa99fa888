// Responds like Feature Store, endpoint and Firehose, at once and always the same, so the caller's own time is left.
import { createServer } from 'node:http';

const record = {
  Record: Object.entries({
    id: '5008806',
    event_time: '2019-06-13T00:00:00.000Z',
    loan_id: '208092',
    nb_previous_loans: '8',
    avg_amount_loans_previous: '156.000751',
    age: '58',
    years_on_the_job: '3',
    flag_own_car: '0',
  }).map(([FeatureName, ValueAsString]) => ({ FeatureName, ValueAsString })),
};
const [contractVersion] = process.argv.slice(2);
const prediction = {
  contractVersion,
  modelName: 'a-model',
  modelVersion: '9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab',
  threshold: 0.0507,
  backgroundProbability: 0.0161,
  predictions: [
    {
      probabilityOfDefault: 0.0231,
      decision: 'approve',
      contributions: {
        nb_previous_loans: -0.001,
        avg_amount_loans_previous: 0.0062,
        age: 0.0011,
        years_on_the_job: 0.0007,
        flag_own_car: 0,
      },
    },
  ],
};

const answerTo = ({ url, headers }, body) => {
  if (url.startsWith('/FeatureGroup/')) return record;
  if (url.startsWith('/endpoints/')) return prediction;
  if (String(headers['x-amz-target']).startsWith('Firehose')) {
    const { Records } = JSON.parse(body);
    return { FailedPutCount: 0, RequestResponses: Records.map(() => ({ RecordId: 'r' })) };
  }
  return null;
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const answer = answerTo(request, Buffer.concat(chunks).toString());
    response.writeHead(answer === null ? 404 : 200, {
      'content-type': 'application/json',
      'x-amzn-invoked-production-variant': 'AllTraffic',
    });
    response.end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));

// A program that stands for the image of a model: it answers as the real container does, by a simple rule.
// A client of 70 years takes ten seconds; one of 80 is refused, one of 90 is answered by something else than JSON.
export const smallModel = `
const { createServer } = require('node:http');
const answerOf = ({ instances, contractVersion, contributions }) => ({
  contractVersion: process.env.TRAINED_UNDER || contractVersion,
  modelName: process.env.MODEL_NAME,
  modelVersion: 'v1',
  threshold: 0.05,
  backgroundProbability: 0.02,
  predictions: instances.map((features) => {
    const probabilityOfDefault = Math.min(1, features.nb_previous_loans / 100);
    return {
      probabilityOfDefault,
      decision: probabilityOfDefault >= 0.05 ? 'decline' : 'approve',
      ...(contributions ? { contributions: Object.fromEntries(Object.keys(features).map((name) => [name, name === 'nb_previous_loans' ? probabilityOfDefault - 0.02 : 0])) } : {}),
    };
  }),
});
const refusal = (code) => JSON.stringify({ error: { code, field: 'age', value: '80', expected: 'less' } });
createServer(async (request, response) => {
  if (request.url === '/ping') return response.end();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  const ages = body.instances.map(({ age }) => age);
  if (ages.includes(80)) return response.writeHead(400).end(refusal('invalid-request'));
  if (ages.includes(81)) return response.writeHead(400).end(refusal('contract-version-mismatch'));
  if (ages.includes(90)) return response.end('<html>');
  if (ages.includes(70)) await new Promise((resolve) => setTimeout(resolve, 10_000));
  response.end(JSON.stringify(answerOf(body)));
}).listen(Number(process.env.SAGEMAKER_BIND_TO_PORT), '127.0.0.1');
`;

// What shows that an example works, as an expression over what it exports (`example`) and a `folder` that is free to use.
// An example that is not named here has to load, and to export something. AWS itself is never called.
const answering = (output: string): string => `{ send: async () => (${output}) }`;

export const exercises: Readonly<Record<string, string>> = {
  'aws-effects-1': `(await example.inService(${answering("{ EndpointStatus: 'InService' }")}, 'e', new AbortController().signal)()).right === 'InService'`,
  'config-1': `example.image.right.endsWith('/credit-risk/training:0.1.0') && example.seed.right === 7 && example.said.left.includes("did you mean 'seed'?")`,
  'io-ts-schema-1': `example.decoded.right.instanceCount === 1 && example.sentences.left.includes('did you mean')`,
  'loan-features-1': `example.restored.right.features.age === 32`,
  'local-sagemaker-1': `(await example.registerModel(folder)) === 'arn:aws:sagemaker:eu-west-1:000000000000:model/scoring'`,
  'sagemaker-jobs-1': `example.request.right.TrainingJobName === 'credit-risk-local-training-20261124t101502-k3f9-1'`,
  'scoring-contract-1': `example.path === '/v1/clients/5008806/prediction' && example.description.openapi === '3.1.0'`,
};

/** A program that loads the examples one by one and prints what is wrong with them as JSON. */
export const exerciseProgram = (files: readonly string[], extension: string, load: string): string => `
const exercises = {
${files.map((file) => `  ${JSON.stringify(file)}: async (example, folder) => ${exercises[file] ?? 'true'},`).join('\n')}
};
const problemOf = async (file, exercise) => {
  try {
    const example = await ${load}(\`./\${file}.${extension}\`);
    const values = Object.values(example);
    if (values.length === 0 || values.some((value) => value === undefined)) return 'exports nothing, or undefined';
    return (await exercise(example, \`\${process.cwd()}/state/\${file}\`)) ? undefined : 'yields another value than it says';
  } catch (error) {
    return error instanceof Error ? error.stack : String(error);
  }
};
const main = async () => {
  const problems = {};
  for (const [file, exercise] of Object.entries(exercises)) {
    const problem = await problemOf(file, exercise);
    if (problem !== undefined) problems[file] = problem;
  }
  process.stdout.write('\\n' + JSON.stringify(problems));
};
main();
`;

// The smallest configuration that decodes; tests add to it.
export const minimal = {
  version: 1,
  project: 'credit-risk',
  environment: 'local',
  aws: { region: 'eu-west-1', accountId: '111122223333' },
  roleArn: 'arn:aws:iam::111122223333:role/credit-risk',
  artifactsUri: 's3://credit-risk/artifacts',
  dataset: { uri: 's3://credit-risk/raw/loans.csv' },
};

/** The smallest configuration without some of its members. */
export const minimalWithout = (...left: readonly (keyof typeof minimal)[]): object =>
  Object.fromEntries(Object.entries(minimal).filter(([key]) => !left.some((name) => name === key)));

// Every default of the configuration that is a plain value, in one place; those of hyperparameters are in their table.

export const defaults = {
  partition: 'aws',
  asOf: 'loan_date',
  imageTag: '0.1.0',
  repositories: {
    featureEngineering: 'credit-risk/feature-engineering',
    featureEngineeringOnSpark: 'credit-risk/feature-engineering-spark',
    training: 'credit-risk/training',
    inference: 'credit-risk/inference',
  },
  instances: {
    instanceType: 'ml.m5.xlarge',
    instanceCount: 1,
    volumeSizeInGB: 30,
    /** An hour: a job that hangs costs no more than that. */
    maxRuntimeInSeconds: 3600,
  },
  network: { subnets: [], securityGroupIds: [], isolation: false },
  kmsKeyId: null,
  engine: 'duckdb',
  registerFeatures: {
    storageType: 'Standard_V2',
    offlineStore: true,
    concurrency: 8,
    clientsWithoutLoans: 'keep',
  },
  variant: {
    name: 'AllTraffic',
    instanceType: 'ml.m5.large',
    initialInstanceCount: 1,
    initialVariantWeight: 1,
  },
  dataCapture: null,
  samplingPercentage: 100,
  api: {
    authorization: { kind: 'iam' },
    corsOrigins: [],
    throttle: { requestsPerSecond: 50, burst: 100 },
    timeBudgetMilliseconds: 3000,
    memorySizeInMB: 1024,
    logRetentionDays: 90,
    /** 25 months, for which lenders in the United States keep what a decision was based on (12 CFR 1002.12). */
    predictionLogRetentionDays: 762,
    alarms: { topicArn: null, latencyMilliseconds: 1000, faultPercentage: 1 },
  },
} as const;

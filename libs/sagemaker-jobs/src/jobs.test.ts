// The requests of the two jobs, written out for one run.
import { processingJob, trainingJob } from './index';
import { runWith } from './run.fixtures';

const role = 'arn:aws:iam::111122223333:role/credit-risk';
const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/credit-risk';
const home = 's3://credit-risk/artifacts/runs/20261124t101502-k3f9';
const network = { subnets: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] };
const vpc = { Subnets: network.subnets, SecurityGroupIds: network.securityGroupIds };
const keys = { volumeKmsKeyId: 'alias/volume', outputKmsKeyId: 'alias/output' };
const data = { featuresUri: `${home}/feature-engineering/1/features`, personsUri: 's3://b/persons/' };

const output = (name: string): object => ({
  OutputName: name,
  S3Output: {
    S3Uri: `${home}/feature-engineering/1/${name}`,
    LocalPath: `/opt/ml/processing/output/${name}`,
    S3UploadMode: 'EndOfJob',
  },
});

describe('the processing job', () => {
  it('gives the container its arguments, the loans and four outputs', () => {
    const { Tags, ...request } = processingJob(runWith());
    expect(request).toEqual({
      ProcessingJobName: 'credit-risk-local-feature-engineering-20261124t101502-k3f9-1',
      RoleArn: role,
      AppSpecification: {
        ImageUri: `${registry}/feature-engineering:0.1.0`,
        ContainerArguments: ['--as-of', 'loan_date', '--engine', 'duckdb'],
      },
      ProcessingInputs: [
        {
          InputName: 'loans',
          S3Input: {
            S3Uri: 's3://credit-risk/raw/loans.csv',
            LocalPath: '/opt/ml/processing/input/loans',
            S3DataType: 'S3Prefix',
            S3InputMode: 'File',
            S3DataDistributionType: 'FullyReplicated',
          },
        },
      ],
      ProcessingOutputConfig: { Outputs: ['features', 'persons', 'quarantine', 'summary'].map(output) },
      ProcessingResources: {
        ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
      },
      NetworkConfig: { EnableNetworkIsolation: false },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    });
    expect(Tags).toContainEqual({ Key: 'credit-risk:stage', Value: 'feature-engineering' });
  });

  it('takes over nodes, date, network and keys', () => {
    const request = processingJob(
      runWith(
        { featureEngineering: { engine: 'spark', instanceCount: 3, network, ...keys } },
        { dataset: { uri: 's3://credit-risk/raw/', asOf: '2021-01-31' } },
      ),
    );
    expect(request.AppSpecification?.ContainerArguments).toEqual([
      '--as-of',
      '2021-01-31',
      '--engine',
      'spark',
      '--loans',
      's3://credit-risk/raw/',
      '--output',
      `${home}/feature-engineering/1`,
      '--output-kms-key-id',
      'alias/output',
    ]);
    expect(request.NetworkConfig).toEqual({ EnableNetworkIsolation: false, VpcConfig: vpc });
    expect(request.ProcessingOutputConfig?.KmsKeyId).toBe('alias/output');
    expect(request.ProcessingResources?.ClusterConfig).toMatchObject({
      InstanceCount: 3,
      VolumeKmsKeyId: 'alias/volume',
    });
  });
});

describe('the processing job of a Spark cluster', () => {
  const cluster = processingJob(runWith({ featureEngineering: { engine: 'spark', instanceCount: 2 } }));

  it('runs the image with Spark, and lets the nodes read and write S3 themselves', () => {
    expect(cluster.AppSpecification?.ImageUri).toBe(`${registry}/feature-engineering-spark:0.1.0`);
    expect(cluster.ProcessingInputs).toBeUndefined();
    expect(cluster.ProcessingOutputConfig).toEqual({ Outputs: [output('summary')] });
  });

  it('is that of one node while there is one', () => {
    const single = processingJob(runWith({ featureEngineering: { engine: 'spark' } }));
    expect(single.ProcessingInputs).toHaveLength(1);
    expect(single.ProcessingOutputConfig?.Outputs).toHaveLength(4);
  });
});

describe('the training job', () => {
  it('gives the container both channels and every hyperparameter as text', () => {
    const { Tags, ...request } = trainingJob(runWith(), data);
    const channel = (ChannelName: string, S3Uri: string): object => ({
      ChannelName,
      ContentType: 'application/x-parquet',
      InputMode: 'File',
      DataSource: {
        S3DataSource: { S3Uri, S3DataType: 'S3Prefix', S3DataDistributionType: 'FullyReplicated' },
      },
    });
    expect(request).toEqual({
      TrainingJobName: 'credit-risk-local-training-20261124t101502-k3f9-1',
      RoleArn: role,
      AlgorithmSpecification: { TrainingImage: `${registry}/training:0.1.0`, TrainingInputMode: 'File' },
      HyperParameters: {
        algorithm: 'random-forest',
        seed: '123',
        split_by: 'person-and-time',
        test_share: '0.25',
        decision_threshold: 'base-rate',
        n_estimators: '100',
        max_depth: 'none',
        min_samples_leaf: '200',
        max_features: 'sqrt',
        calibration: 'sigmoid',
      },
      InputDataConfig: [
        channel('features', `${home}/feature-engineering/1/features/`),
        channel('persons', 's3://b/persons/'),
      ],
      OutputDataConfig: { S3OutputPath: `${home}/training/1` },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
      EnableNetworkIsolation: false,
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    });
    expect(Tags).toContainEqual({ Key: 'credit-risk:stage', Value: 'training' });
  });

  it('takes over another algorithm, isolation, network and keys', () => {
    const algorithm = { name: 'logistic-regression', c: 0.5 };
    const stage = { algorithm, decisionThreshold: 0.02, network: { ...network, isolation: true }, ...keys };
    const request = trainingJob(runWith({ training: stage }), data);
    expect(request.HyperParameters).toEqual({
      algorithm: 'logistic-regression',
      seed: '123',
      split_by: 'person-and-time',
      test_share: '0.25',
      decision_threshold: '0.02',
      C: '0.5',
      max_iter: '1000',
    });
    expect(request).toMatchObject({ EnableNetworkIsolation: true, VpcConfig: vpc });
    expect(request.OutputDataConfig?.KmsKeyId).toBe('alias/output');
    expect(request.ResourceConfig?.VolumeKmsKeyId).toBe('alias/volume');
  });
});

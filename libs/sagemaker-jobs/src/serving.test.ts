// The requests of everything that serves: feature group, model, endpoint, batch transform; written out for one run.
import { contractVersion, featureGroupDefinition } from '@credit-risk/loan-features';
import { createEndpoint, endpointConfig, featureGroup, model, transformJob, updateEndpoint } from './index';
import { runWith } from './run.fixtures';

const role = 'arn:aws:iam::111122223333:role/credit-risk';
const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/credit-risk';
const network = { subnets: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] };
const vpc = { Subnets: network.subnets, SecurityGroupIds: network.securityGroupIds };

const untagged = (request: object): object =>
  Object.fromEntries(Object.entries(request).filter(([member]) => member !== 'Tags'));

describe('the model', () => {
  const name = 'credit-risk-local-create-model-20261124t101502-k3f9-1';

  it('is the artifact in the inference image, with the contract that it was trained on and its own name', () => {
    const stage = { network: { ...network, isolation: true } };
    const { Tags, ...request } = model(runWith({ createModel: stage }), {
      modelDataUrl: 's3://a/model.tar.gz',
      contractVersion,
    });
    expect(request).toEqual({
      ModelName: name,
      ExecutionRoleArn: role,
      PrimaryContainer: {
        Image: `${registry}/inference:0.1.0`,
        ModelDataUrl: 's3://a/model.tar.gz',
        Environment: { CONTRACT_VERSION: contractVersion, MODEL_NAME: name },
      },
      EnableNetworkIsolation: true,
      VpcConfig: vpc,
    });
    expect(Tags).toContainEqual({ Key: 'credit-risk:stage', Value: 'create-model' });
  });
});

describe('the endpoint', () => {
  const name = 'credit-risk-local-create-endpoint-20261124t101502-k3f9-1';

  it('has a configuration with one variant by default', () => {
    expect(untagged(endpointConfig(runWith(), { modelName: 'm' }))).toEqual({
      EndpointConfigName: name,
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          ModelName: 'm',
          InstanceType: 'ml.m5.large',
          InitialInstanceCount: 1,
          InitialVariantWeight: 1,
        },
      ],
    });
  });

  it('captures data and encrypts storage where configured', () => {
    const dataCapture = { samplingPercentage: 20, destinationUri: 's3://captured' };
    const request = endpointConfig(runWith({ createEndpoint: { dataCapture, volumeKmsKeyId: 'alias/a' } }), {
      modelName: 'm',
    });
    expect(request.KmsKeyId).toBe('alias/a');
    expect(request.DataCaptureConfig).toEqual({
      EnableCapture: true,
      InitialSamplingPercentage: 20,
      DestinationS3Uri: 's3://captured',
      CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      CaptureContentTypeHeader: {
        CsvContentTypes: ['text/csv'],
        JsonContentTypes: ['application/json'],
      },
    });
  });

  it('is created and updated by the configured name', () => {
    const expected = { EndpointName: 'credit-risk-local', EndpointConfigName: name };
    expect(createEndpoint(runWith(), { endpointConfigName: name })).toMatchObject(expected);
    expect(updateEndpoint(runWith(), { endpointConfigName: name })).toEqual(expected);
  });
});

describe('the feature group', () => {
  it('has the features of the contract, an online and an offline store', () => {
    expect(untagged(featureGroup(runWith()))).toEqual({
      FeatureGroupName: `credit-risk-local-loans-${contractVersion}`,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'event_time',
      FeatureDefinitions: featureGroupDefinition.featureDefinitions,
      OnlineStoreConfig: { EnableOnlineStore: true, StorageType: 'Standard_V2' },
      OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://credit-risk/artifacts/offline-store' } },
      RoleArn: role,
    });
  });

  it('has keys, or no offline store, where configured so', () => {
    const encrypted = featureGroup(
      runWith({ registerFeatures: { onlineKmsKeyId: 'alias/on', offlineKmsKeyId: 'alias/off' } }),
    );
    expect(encrypted.OnlineStoreConfig?.SecurityConfig).toEqual({ KmsKeyId: 'alias/on' });
    expect(encrypted.OfflineStoreConfig?.S3StorageConfig?.KmsKeyId).toBe('alias/off');
    expect(featureGroup(runWith({ registerFeatures: { offlineStore: false } }))).not.toHaveProperty(
      'OfflineStoreConfig',
    );
  });

  it('is the same for every run of one configuration', () => {
    const ofAttempt = (attempt: number): object => untagged(featureGroup({ ...runWith(), attempt }));
    expect(ofAttempt(1)).toEqual(ofAttempt(2));
  });
});

describe('the transform job', () => {
  it('predicts every line of the input', () => {
    const request = transformJob(runWith(), {
      modelName: 'm',
      inputUri: 's3://a/in/',
      outputUri: 's3://a/out',
      instanceType: 'ml.m5.large',
      instanceCount: 1,
    });
    expect(untagged(request)).toEqual({
      TransformJobName: 'credit-risk-local-transform-20261124t101502-k3f9-1',
      ModelName: 'm',
      TransformInput: {
        ContentType: 'text/csv',
        SplitType: 'Line',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://a/in/' } },
      },
      TransformOutput: { S3OutputPath: 's3://a/out', Accept: 'application/json', AssembleWith: 'Line' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    });
  });
});

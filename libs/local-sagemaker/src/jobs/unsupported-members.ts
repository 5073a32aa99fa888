// Options of the service that this machine does not support: the job fails, since ignoring them would give wrong data.
import { resolve } from 'node:path';
import type {
  Channel,
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  ProcessingInput,
  ProcessingOutput,
} from '../service-model/operations.generated';

type Findings = readonly string[];

const unless = (isFine: boolean, problem: string): Findings => (isFine ? [] : [problem]);

const isProcessingPath = (path: string | undefined): boolean =>
  path === undefined || resolve(path).startsWith('/opt/ml/processing/');

const path = (place: string, value: string | undefined): Findings =>
  unless(
    isProcessingPath(value),
    `${place} has LocalPath '${value}': expected a path below /opt/ml/processing/`,
  );

const ofInput = ({ InputName, DatasetDefinition, S3Input }: ProcessingInput): Findings => {
  const place = `input '${InputName}'`;
  return [
    ...unless(DatasetDefinition === undefined, `${place} has a DatasetDefinition: only S3Input is supported`),
    ...unless(
      S3Input?.S3DataType !== 'ManifestFile',
      `${place} has S3DataType ManifestFile: only S3Prefix is supported`,
    ),
    ...unless(S3Input?.S3InputMode !== 'Pipe', `${place} has S3InputMode Pipe: only File is supported`),
    ...unless(
      S3Input?.S3CompressionType !== 'Gzip',
      `${place} has S3CompressionType Gzip: only None is supported`,
    ),
    ...path(place, S3Input?.LocalPath),
  ];
};

const ofOutput = ({ OutputName, FeatureStoreOutput, S3Output }: ProcessingOutput): Findings => [
  ...unless(
    FeatureStoreOutput === undefined,
    `output '${OutputName}' has a FeatureStoreOutput: only S3Output is supported`,
  ),
  ...path(`output '${OutputName}'`, S3Output?.LocalPath),
];

const ofChannel = (channel: Channel, defaultMode: string): Findings => {
  const { ChannelName: name, DataSource, InputMode: mode = defaultMode, CompressionType } = channel;
  const place = `channel '${name}'`;
  const { S3DataSource: source } = DataSource;
  return [
    ...unless(name !== '.' && name !== '..', `${place} has a name that cannot be a folder`),
    ...unless(source !== undefined, `${place} has no S3DataSource: only S3 is supported`),
    ...unless(
      source === undefined || source.S3DataType === 'S3Prefix',
      `${place} has S3DataType ${source?.S3DataType}: only S3Prefix is supported`,
    ),
    ...unless(mode !== 'Pipe', `${place} has the input mode Pipe: only File and FastFile are supported`),
    ...unless(CompressionType !== 'Gzip', `${place} has CompressionType Gzip: only None is supported`),
    ...unless(
      channel.RecordWrapperType !== 'RecordIO',
      `${place} has RecordWrapperType RecordIO: only None is supported`,
    ),
  ];
};

const sentence = (findings: Findings): string | undefined =>
  findings.length === 0 ? undefined : `Not possible on this machine: ${findings.join('; ')}.`;

/** Why a processing job cannot be run here; undefined if it can. */
export const unsupportedInProcessing = (request: CreateProcessingJobRequest): string | undefined =>
  sentence([
    ...(request.ProcessingInputs ?? []).flatMap(ofInput),
    ...(request.ProcessingOutputConfig?.Outputs ?? []).flatMap(ofOutput),
  ]);

/** Why a training job cannot be run here; undefined if it can. */
export const unsupportedInTraining = (request: CreateTrainingJobRequest): string | undefined =>
  sentence(
    (request.InputDataConfig ?? []).flatMap((channel) =>
      ofChannel(channel, request.AlgorithmSpecification?.TrainingInputMode ?? 'File'),
    ),
  );

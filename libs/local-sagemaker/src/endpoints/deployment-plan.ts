// From an endpoint configuration to the containers that serve it.
import type { S3Client } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { optMlOf, type ContainerSpec } from '../containers/container';
import { launcherFor, type ImageLauncher, type ImageTable } from '../containers/image-table';
import { unpack } from '../s3/archive';
import { download, downloadObject, whole } from '../s3/transfer';
import type {
  ContainerDefinition,
  DescribeModelOutput,
  ProductionVariant,
} from '../service-model/operations.generated';

export interface ServingMachine {
  readonly stateFolder: string;
  readonly images: ImageTable;
  readonly s3: S3Client;
  readonly region: string;
  readonly accountId: string;
  readonly awsEnvironment: Readonly<Record<string, string>>;
  /** Between SIGTERM and SIGKILL of a serving container. [D] */
  readonly graceMilliseconds: number;
}

/** What one instance of a variant is started from. */
export interface Planned {
  readonly variant: ProductionVariant;
  readonly container: ContainerDefinition;
  readonly launcher: ImageLauncher;
  readonly isShadow: boolean;
}

// Kinds of models that the service offers and one process per instance cannot serve.
const unsupported = (model: DescribeModelOutput | undefined): string | undefined => {
  const [container, ...more] = containersOf(model);
  const name = model?.ModelName ?? '';
  if (more.length > 0) return `The model ${name} has several containers: only one is supported here.`;
  if (container?.Mode === 'MultiModel')
    return `The model ${name} has the mode MultiModel: only SingleModel is supported here.`;
  if (container?.ModelPackageName !== undefined)
    return `The model ${name} names a model package: only an image and its data are supported here.`;
  return undefined;
};

const containersOf = (model: DescribeModelOutput | undefined): readonly ContainerDefinition[] =>
  model?.PrimaryContainer === undefined ? (model?.Containers ?? []) : [model.PrimaryContainer];

/** Finds the container and its launcher for a variant; left with the reason of the failure. */
export const planVariant = (
  images: ImageTable,
  models: readonly DescribeModelOutput[],
  variant: ProductionVariant,
  isShadow: boolean,
): E.Either<string, Planned> => {
  const model = models.find(({ ModelName }) => ModelName === variant.ModelName);
  const [container] = containersOf(model);
  if (container === undefined)
    return E.left(`The variant ${variant.VariantName} has no model with a container.`);
  const problem = unsupported(model);
  if (problem !== undefined) return E.left(problem);
  const launcher = launcherFor(images, container.Image ?? '');
  return E.isLeft(launcher) ? launcher : E.right({ variant, container, launcher: launcher.right, isShadow });
};

/** Where a container's model is, and whether it is one archive or files as they are. */
const modelOf = ({ ModelDataUrl, ModelDataSource }: ContainerDefinition) => {
  if (ModelDataUrl !== undefined) return { uri: ModelDataUrl, isArchive: true };
  const source = ModelDataSource?.S3DataSource;
  return source === undefined
    ? undefined
    : { uri: source.S3Uri, isArchive: source.CompressionType === 'Gzip' };
};

/** Lays out an instance's folder, the model's archive unpacked in it. */
export const prepareInstance = async (
  { s3 }: ServingMachine,
  { container }: Planned,
  folder: string,
  closing: AbortSignal,
): Promise<void> => {
  const target = join(optMlOf(folder), 'model');
  await mkdir(target, { recursive: true });
  const model = modelOf(container);
  if (model === undefined) return;
  if (model.isArchive) {
    const archive = join(folder, 'model.tar.gz');
    await downloadObject(s3, model.uri, archive, closing);
    await unpack(archive, target);
    await rm(archive);
  } else if ((await download(s3, model.uri, target, whole, closing)) === 0)
    throw new Error(`no objects below ${model.uri}`);
};

/** The container of an instance, once it has a port. */
export const specOfInstance =
  (machine: ServingMachine, planned: Planned, endpointName: string, folder: string, instance: string) =>
  (port: number): ContainerSpec => ({
    folder,
    command: [...planned.launcher.entrypoint, 'serve'],
    ...(planned.launcher.workingDirectory === undefined
      ? {}
      : { workingDirectory: planned.launcher.workingDirectory }),
    environment: {
      ...machine.awsEnvironment,
      ...planned.launcher.environment,
      AWS_REGION: machine.region,
      ...planned.container.Environment,
      SAGEMAKER_BIND_TO_PORT: String(port),
      SAGEMAKER_SAFE_PORT_RANGE: `${port}-${port}`,
    },
    hosts: [],
    logFile: join(
      machine.stateFolder,
      'logs',
      'endpoints',
      endpointName,
      `${planned.variant.VariantName}-${instance}.log`,
    ),
    graceMilliseconds: machine.graceMilliseconds,
  });

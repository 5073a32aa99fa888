// From an endpoint configuration to the containers that serve it.
import type { S3Client } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { optMlOf, type ContainerSpec } from '../containers/container';
import { launcherFor, type ImageLauncher, type ImageTable } from '../image-table';
import { unpack } from '../s3/archive';
import { downloadObject } from '../s3/transfer';
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
}

/** Finds the container and its launcher for a variant; left with the reason of the failure. */
export const planVariant = (
  images: ImageTable,
  models: readonly DescribeModelOutput[],
  variant: ProductionVariant,
): E.Either<string, Planned> => {
  const model = models.find(({ ModelName }) => ModelName === variant.ModelName);
  const container = model?.PrimaryContainer ?? model?.Containers?.[0];
  if (container === undefined)
    return E.left(`The variant ${variant.VariantName} has no model with a container.`);
  const launcher = launcherFor(images, container.Image ?? '');
  return E.isLeft(launcher) ? launcher : E.right({ variant, container, launcher: launcher.right });
};

/** Lays out an instance's folder, the model's archive unpacked in it. */
export const prepareInstance = async (
  { s3 }: ServingMachine,
  { container }: Planned,
  folder: string,
): Promise<void> => {
  const model = join(optMlOf(folder), 'model');
  await mkdir(model, { recursive: true });
  if (container.ModelDataUrl === undefined) return;
  const archive = join(folder, 'model.tar.gz');
  await downloadObject(s3, container.ModelDataUrl, archive);
  await unpack(archive, model);
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

// A real server on a free port with real SDK clients, over scripted jobs, fleets and an S3 in memory.
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { rmSync } from 'node:fs';
import { systemClock } from '../src/machine/clock';
import { startWith, type LocalSageMaker } from '../src/local-sagemaker';
import type { Logger } from '../src/machine/log';
import type { Operation } from '../src/protocol/operation';
import { allOperations } from '../src/operations';
import { temporaryFolder } from '../src/machine/temporary-folder.fixtures';
import { machineryOf, newScript, type Script } from './scripted-machinery.fixtures';
import { outputFaults, withoutUnknown } from '../src/service-model/validation';
import type { LocalSageMakerSettings } from '../src/settings';

/** Every response must be one that the service model allows, without further members. */
const checked = (operation: Operation): Operation => ({
  ...operation,
  run: (request) =>
    pipe(
      operation.run(request),
      TE.map((output) => {
        const faults = outputFaults(operation.name, output);
        if (faults.length > 0)
          throw new Error(`${operation.name} returns what its model forbids: ${faults.join('; ')}`);
        if (JSON.stringify(withoutUnknown(operation.name, output, 'output')) !== JSON.stringify(output))
          throw new Error(`${operation.name} returns members that its model does not have.`);
        return output;
      }),
    ),
});

export { newScript } from './scripted-machinery.fixtures';

const logTo = (lines: string[]): Logger => {
  const add = (fields: object, message: string): void =>
    void lines.push(JSON.stringify({ ...fields, message }));
  return { info: add, warn: add, error: add };
};

export const testSettings = (stateFolder: string, script: Script): LocalSageMakerSettings => ({
  port: 0,
  stateFolder,
  images: { source: 'images.json', launchers: [] },
  region: 'eu-west-1',
  accountId: '123456789012',
  s3Endpoint: 'http://127.0.0.1:9',
  minimumTransitionMilliseconds: 0,
  offlineFlushMilliseconds: 3_600_000,
  faults: [],
  clock: systemClock,
  log: logTo(script.logged),
});

export interface TestServer {
  readonly server: LocalSageMaker;
  readonly script: Script;
  readonly stateFolder: string;
  readonly sageMaker: SageMakerClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly records: SageMakerFeatureStoreRuntimeClient;
  /** Stops the server and keeps its state. */
  readonly stop: () => Promise<void>;
  /** Stops the server and removes its state. */
  readonly destroy: () => Promise<void>;
}

/** SDK clients of a server. */
export const clientsOf = (endpoint: string) => {
  const config = {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  return {
    sageMaker: new SageMakerClient(config),
    runtime: new SageMakerRuntimeClient(config),
    records: new SageMakerFeatureStoreRuntimeClient(config),
  };
};

/** Starts a server; give a folder to take up earlier state. */
export const startTestServer = async (
  settings: Partial<LocalSageMakerSettings> = {},
  script: Script = newScript(),
): Promise<TestServer> => {
  const stateFolder = settings.stateFolder ?? temporaryFolder();
  const start = startWith(
    () => machineryOf(script),
    (cloud) => allOperations(cloud).map(checked),
  );
  const started = await start({ ...testSettings(stateFolder, script), ...settings })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  const server = started.right;
  const clients = clientsOf(server.endpointUrl);
  const stop = async (): Promise<void> => {
    Object.values(clients).forEach((client) => client.destroy());
    await server.stop();
  };
  const destroy = async (): Promise<void> => {
    await stop();
    rmSync(stateFolder, { recursive: true, force: true });
  };
  return { server, script, stateFolder, ...clients, stop, destroy };
};

/** The error that a call ends in. */
export const errorOf = async (
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status?: number }> => {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
    const status =
      typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : undefined;
    return { name: error.name, message: error.message, ...(typeof status === 'number' ? { status } : {}) };
  }
  throw new Error('The call was expected to fail.');
};

/** Repeats a query until its result fits; fails after some seconds. */
export const eventually = async <A>(query: () => Promise<A>, fits: (result: A) => boolean): Promise<A> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const result = await query();
    if (fits(result)) return result;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The expected result did not come in time.');
};

// What stands for containers, fleets and S3 in tests of the operations: a test looks at it and steers it.
import * as E from 'fp-ts/Either';
import type { EndpointFleets } from '../src/endpoints/endpoint-fleets';
import type { JobRunner } from '../src/jobs/job-runner';
import type { Machinery } from '../src/machinery';
import { validationError } from '../src/protocol/api-errors';

/** What a scripted fleet was deployed from. */
export interface ScriptedFleet {
  readonly config: string;
}

/** Everything that a test may look at or steer. */
export interface Script {
  readonly objects: Map<string, Uint8Array>;
  readonly logged: string[];
  s3Fails: boolean;
  /** How many more objects S3 takes before it fails. */
  s3Takes: number;
  /** Configurations whose deployment fails. */
  readonly failing: Set<string>;
  /** Deployments wait for it. */
  gate: Promise<void>;
  readonly active: Map<string, ScriptedFleet>;
  readonly endings: Map<string, () => void>;
}

export const newScript = (): Script => ({
  objects: new Map(),
  logged: [],
  s3Fails: false,
  s3Takes: Infinity,
  failing: new Set(),
  gate: Promise.resolve(),
  active: new Map(),
  endings: new Map(),
});

// A scripted job runs until the test ends it (then it completes) or stops it.
const runnerOf = (script: Script): JobRunner => {
  const waiting = (name: string) => {
    let end: (how: 'Completed' | 'Stopped') => void = () => undefined;
    const ended = new Promise<'Completed' | 'Stopped'>((resolve) => {
      end = resolve;
    });
    script.endings.set(name, () => end('Completed'));
    return { ended, stop: () => end('Stopped') };
  };
  return {
    startProcessingJob: ({ name }, report) => {
      if (name === 'explodes')
        return { stop: () => undefined, done: Promise.reject(new Error('no container')) };
      const { ended, stop } = waiting(name);
      const done = ended.then((ProcessingJobStatus) => report({ ProcessingJobStatus, ExitMessage: 'bye' }));
      return { stop, done: done.then(() => undefined) };
    },
    startTrainingJob: ({ name }, report) => {
      const { ended, stop } = waiting(name);
      const done = ended.then((status) => report({ TrainingJobStatus: status, SecondaryStatus: status }));
      return { stop, done: done.then(() => undefined) };
    },
  };
};

const fleetsOf = (script: Script): EndpointFleets<ScriptedFleet> => {
  let giveUp = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  return {
    deploy: async ({ config }) => {
      await Promise.race([script.gate, stopped]);
      return script.failing.has(config.EndpointConfigName)
        ? E.left(
            'The primary container for production variant AllTraffic did not pass the ping health check.',
          )
        : E.right({ config: config.EndpointConfigName });
    },
    activate: async (name, fleet) => void script.active.set(name, fleet),
    invoke: async ({ EndpointName, Body, ContentType }) => {
      const fleet = script.active.get(EndpointName);
      return fleet === undefined
        ? E.left(validationError('no fleet'))
        : E.right({ Body, ContentType: ContentType ?? 'text/plain', InvokedProductionVariant: fleet.config });
    },
    retire: async (name) => void script.active.delete(name),
    stopAll: async () => {
      giveUp();
      script.active.clear();
    },
  };
};

export const machineryOf = (script: Script): Machinery<ScriptedFleet> => ({
  runner: runnerOf(script),
  fleets: fleetsOf(script),
  hasObjects: async (uri) => E.right(!uri.includes('empty')),
  putObject: async (uri, body) => {
    script.s3Takes -= 1;
    if (script.s3Fails || script.s3Takes < 0) return E.left('S3 cannot be reached');
    script.objects.set(uri, body);
    return E.right(undefined);
  },
  endOrphans: async () => undefined,
});

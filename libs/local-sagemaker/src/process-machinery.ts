// The machinery that really runs: jobs and endpoints as processes, objects in the S3 of the settings.
import { S3Client } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WHOLLY } from './machine/disk';
import { probeIsolation } from './containers/mount-namespace';
import { endOrphans } from './containers/process-record';
import { processEndpointFleets, type DeployedFleet } from './endpoints/process-endpoint-fleets';
import { clientEnvironment } from './machine/environment';
import { processJobRunner } from './jobs/process-job-runner';
import type { MakeMachinery } from './machinery';
import { objectStore } from './s3/object-store';

const JOB_GRACE_MILLISECONDS = 120_000;
const SERVING_GRACE_MILLISECONDS = 30_000;
const STARTUP_MILLISECONDS = 240_000;
const PING_INTERVAL_MILLISECONDS = 50;
const ID_BYTES = 6;
// An S3 that has died must not hold up jobs, or the end of the server, for ever.
const CONNECTION_MILLISECONDS = 10_000;
const IDLE_MILLISECONDS = 120_000;

/** Jobs and endpoints as processes. */
export const processMachinery: MakeMachinery<DeployedFleet> = (settings) => {
  const { stateFolder, images, region, accountId, s3Endpoint, clock } = settings;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({
    endpoint: s3Endpoint,
    region,
    forcePathStyle: true,
    credentials,
    requestHandler: { connectionTimeout: CONNECTION_MILLISECONDS, socketTimeout: IDLE_MILLISECONDS },
  });
  const objects = objectStore(s3Endpoint, region);
  const isolate = probeIsolation();
  // A job has no business with SageMaker itself; its S3 is the one of the settings.
  const others = clientEnvironment({ sageMaker: '', other: s3Endpoint, region });
  const awsEnvironment = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== ''));
  const machine = { stateFolder, images, s3, region, accountId, awsEnvironment };
  return {
    runner: processJobRunner({ ...machine, clock, isolate, graceMilliseconds: JOB_GRACE_MILLISECONDS }),
    fleets: processEndpointFleets({
      machine: { ...machine, graceMilliseconds: SERVING_GRACE_MILLISECONDS },
      instances: {
        isolate,
        startupMilliseconds: STARTUP_MILLISECONDS,
        pingIntervalMilliseconds: PING_INTERVAL_MILLISECONDS,
      },
      random: Math.random,
      newId: () => randomBytes(ID_BYTES).toString('hex'),
    }),
    hasObjects: objects.hasObjects,
    putObject: objects.putObject,
    endOrphans: async () => {
      const containers = join(stateFolder, 'containers');
      await endOrphans(containers);
      // Their contents are of no use without their processes.
      if (!existsSync(containers)) return;
      for (const name of readdirSync(containers)) rmSync(join(containers, name), WHOLLY);
    },
  };
};

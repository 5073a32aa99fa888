#!/usr/bin/env node
// The composition root: builds the real ports from the AWS environment, and runs the program.
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { systemClock } from '@credit-risk/aws-effects';
import { sageMakerFeatureGroups, sageMakerOnlineStore } from '@credit-risk/feature-store';
import * as TE from 'fp-ts/TaskEither';
import { readFile } from 'node:fs/promises';
import { versionedObjects } from './infra/s3/versioned-objects';
import { program, type World } from './program';

// A service that takes calls and says nothing must become an error that can be told.
const requestHandler = {
  connectionTimeout: 5_000,
  requestTimeout: 20_000,
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
};

const world: World = {
  ports: ({ aws }) => {
    const settings = { region: process.env['AWS_REGION'] ?? aws.region, requestHandler };
    const records = new SageMakerFeatureStoreRuntimeClient(settings);
    return {
      groups: sageMakerFeatureGroups(new SageMakerClient(settings)),
      onlineStore: (group) => sageMakerOnlineStore(records, group),
      objects: versionedObjects(new S3Client({ ...settings, forcePathStyle: true })),
      clock: systemClock,
    };
  },
  readFile: (path) =>
    TE.tryCatch(
      () => readFile(path, 'utf8'),
      () => 'expected a file that can be read',
    ),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (text) => void process.stderr.write(text),
};

void program(process.argv.slice(2), world).then((exitCode) => {
  process.exitCode = exitCode;
});

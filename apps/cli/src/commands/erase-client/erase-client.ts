// `erase-client`: one client, from the stores of a deployment and from its prediction log.
import { systemClock } from '@credit-risk/aws-effects';
import { sageMakerFeatureGroups, sageMakerOnlineStore } from '@credit-risk/feature-store';
import { decode, renderDecodeErrors } from '@credit-risk/io-ts-schema';
import { ClientId, contractVersion } from '@credit-risk/loan-features';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { AwsClients } from '../../aws/aws-clients';
import { badArguments, type CliError, commandFailed } from '../../world/cli-error';
import type { Command } from '../../world/command';
import { type ConfigOptions, loadConfig } from '../../world/load-config';
import { erase, type ErasureError, type ErasurePorts } from './erasure';
import { versionedObjects } from './versioned-objects';

/** Options of `erase-client`. */
export interface EraseOptions extends ConfigOptions {
  readonly client: string;
  readonly predictionLog?: string;
}

const readClient = ({ client }: EraseOptions): E.Either<CliError, ClientId> =>
  pipe(
    decode(ClientId)(client),
    E.mapLeft((errors) => badArguments(`--client: ${renderDecodeErrors(errors)}`)),
  );

const readLogUri = ({ predictionLog: uri }: EraseOptions): E.Either<CliError, string | null> =>
  uri === undefined || /^s3:\/\/[^/]+\/.*$/.test(uri)
    ? E.right(uri ?? null)
    : E.left(badArguments(`--prediction-log is ${JSON.stringify(uri)}; expected s3://bucket/prefix/`));

const portsOf = ({ s3, sageMaker, featureStoreRuntime }: AwsClients): ErasurePorts => ({
  groups: sageMakerFeatureGroups(sageMaker),
  onlineStore: (group) => sageMakerOnlineStore(featureStoreRuntime, group),
  objects: versionedObjects(s3),
  clock: systemClock,
});

// No message holds the client's id.
const failure = (error: ErasureError): CliError => {
  switch (error._tag) {
    case 'NotErased':
      return commandFailed(
        'retryable',
        'The record is in the online store again, or still: another program writes it. Stop that program, and erase again.',
      );
    case 'ObjectNotErased':
      return commandFailed('permanent', `Nothing was erased from ${error.uri}: ${error.reason}.`);
    default:
      return { _tag: 'CallFailed', doing: 'erase the client', cause: error };
  }
};

/** Erases one client. */
export const eraseClient =
  (options: EraseOptions): Command =>
  (world) =>
    pipe(
      TE.Do,
      TE.bind('clientId', () => TE.fromEither(readClient(options))),
      TE.bind('predictionLogUri', () => TE.fromEither(readLogUri(options))),
      TE.bind('config', () => loadConfig(world, options)),
      TE.flatMap(({ config, ...erasure }) => {
        const featureGroup = featureGroupName(config, contractVersion);
        return pipe(
          erase({ ...erasure, featureGroup })(portsOf(world.clients(config.aws.region))),
          TE.bimap(failure, (erased) => JSON.stringify({ featureGroup, ...erased })),
        );
      }),
    );

// Asks the new endpoint about one client, as a service would: features from the Feature Store, then InvokeEndpoint.
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { renderAwsError, send } from '@credit-risk/aws-effects';
import { getLoan, newestLoans, sageMakerOnlineStore } from '@credit-risk/feature-store';
import { type ClientId, endpointRequest, type Loan } from '@credit-risk/loan-features';
import { s3Objects } from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import type { RunResult } from './pipeline';
import { startError, type StartError } from './start-error';

export interface Prediction {
  readonly clientId: string;
  readonly probabilityOfDefault: number;
  readonly decision: string;
  readonly features: Loan['features'];
}

const Answer = t.type({
  predictions: t.array(t.type({ probabilityOfDefault: t.number, decision: t.string })),
});

const clientOptions = (environment: Readonly<Record<string, string>>, service: string) => ({
  region: environment['AWS_REGION'] ?? '',
  endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
  credentials: {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
  },
});

const failed = (doing: string, why: string): StartError => startError(`Could not ${doing}: ${why}`);

/** The first client of the features: any client serves as an example. */
const someClient = (
  environment: Readonly<Record<string, string>>,
  uri: string,
): TE.TaskEither<StartError, ClientId> => {
  const objects = s3Objects(new S3Client({ ...clientOptions(environment, 'S3'), forcePathStyle: true }));
  const range = (file: string) => async (start: number, end: number) => {
    const bytes = await objects.readRange(file, start, end)();
    if (E.isLeft(bytes)) throw new Error(renderAwsError(bytes.left));
    return new Uint8Array(bytes.right).buffer;
  };
  return pipe(
    objects.list(`${uri}/`),
    TE.mapLeft((error) => failed(`list ${uri}`, renderAwsError(error))),
    TE.flatMap((files) =>
      TE.tryCatch(
        async () => {
          const parquet = files.map((file) => ({
            name: file.uri,
            open: async () => ({
              byteLength: file.size,
              slice: (start: number, end = file.size) => range(file.uri)(start, end),
            }),
          }));
          for await (const loan of newestLoans(parquet)) if (E.isRight(loan)) return loan.right.clientId;
          throw new Error('there is no client in it');
        },
        (cause) => failed(`read ${uri}`, String(cause)),
      ),
    ),
  );
};

const featuresOf = (
  environment: Readonly<Record<string, string>>,
  group: string,
  clientId: ClientId,
): TE.TaskEither<StartError, Loan> =>
  pipe(
    getLoan(
      sageMakerOnlineStore(
        new SageMakerFeatureStoreRuntimeClient(clientOptions(environment, 'SAGEMAKER_FEATURESTORE_RUNTIME')),
        group,
      ),
    )(clientId),
    TE.mapLeft((error) => failed('get features from the Feature Store', error._tag)),
    TE.flatMapOption(
      (found): O.Option<Loan> => found,
      () => failed('get features from the Feature Store', `the client is not in ${group}`),
    ),
  );

const decodeAnswer = (body: Uint8Array | undefined): E.Either<StartError, t.TypeOf<typeof Answer>> =>
  pipe(
    E.tryCatch(
      (): unknown => JSON.parse(new TextDecoder().decode(body)),
      () => failed('read the answer of the endpoint', 'it is no JSON'),
    ),
    E.flatMap((json) =>
      pipe(
        Answer.decode(json),
        E.mapLeft(() => failed('read the answer of the endpoint', 'it has no predictions')),
      ),
    ),
  );

const invoke = (
  environment: Readonly<Record<string, string>>,
  endpoint: string,
  loan: Loan,
): TE.TaskEither<StartError, Prediction> =>
  pipe(
    send(
      new SageMakerRuntimeClient(clientOptions(environment, 'SAGEMAKER_RUNTIME')),
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        ContentType: 'application/json',
        Body: JSON.stringify(endpointRequest([loan.features])),
      }),
    ),
    TE.mapLeft((error) => failed(`invoke ${endpoint}`, renderAwsError(error))),
    TE.flatMapEither(({ Body }) => decodeAnswer(Body)),
    TE.flatMapNullable(
      ({ predictions }) => predictions[0],
      () => failed('read the answer of the endpoint', 'it is empty'),
    ),
    TE.map((answer) => ({ clientId: loan.clientId, features: loan.features, ...answer })),
  );

/** The prediction for one client of a run. */
export const predict = (
  environment: Readonly<Record<string, string>>,
  run: RunResult,
): TE.TaskEither<StartError, Prediction> =>
  pipe(
    someClient(environment, run.features.uri),
    TE.flatMap((clientId) => featuresOf(environment, run.featureGroup, clientId)),
    TE.flatMap((loan) => invoke(environment, run.endpoint, loan)),
  );

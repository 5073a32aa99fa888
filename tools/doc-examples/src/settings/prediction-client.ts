// What the examples of prediction-client name. What is only declared wants a service: examples with it are compiled, and not run.
import type { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { ClientId } from '@credit-risk/loan-features';
import type { PredictionClient, PredictionError } from '@credit-risk/prediction-client';
import type { SageMakerSettings } from '@credit-risk/prediction-client/sagemaker';
import type { InvokeEndpoint, PredictionSources } from '@credit-risk/prediction-client/sources';
import type { OnlineReader } from '@credit-risk/feature-store/reading';
import type { BatchResponse } from '@credit-risk/scoring-contract';
import type { TaskEither } from 'fp-ts/TaskEither';

export { systemClock } from '@credit-risk/aws-effects';

export declare const baseUrl: string;
export declare const accessToken: string;
export declare const token: () => Promise<string>;
export declare const client: PredictionClient;
export declare const clientId: ClientId;
export declare const clientIds: readonly ClientId[];
export declare const ask: (batch: readonly ClientId[]) => TaskEither<PredictionError, BatchResponse>;
export declare const look: (signal: AbortSignal) => TaskEither<PredictionError, void>;
export declare const settings: SageMakerSettings;
export declare const featureStoreRuntime: SageMakerFeatureStoreRuntimeClient;
export declare const runtime: SageMakerRuntimeClient;
export declare const featureGroup: string;
export declare const endpointName: string;
export declare const store: (signal: AbortSignal) => OnlineReader;
export declare const invoke: InvokeEndpoint;
export declare const sources: PredictionSources;

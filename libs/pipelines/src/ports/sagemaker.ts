// The port to SageMaker: creating resources, and reading their state.
import type {
  CreateEndpointCommandInput,
  CreateEndpointConfigCommandInput,
  CreateModelCommandInput,
  CreateProcessingJobCommandInput,
  CreateTrainingJobCommandInput,
  UpdateEndpointCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { AwsError } from '@credit-risk/aws-effects';
import type * as TE from 'fp-ts/TaskEither';

/** A processing or training job. */
export interface JobState {
  readonly arn: string;
  /** `InProgress`, `Stopping`, `Completed`, `Failed`, `Stopped`, or a later addition. */
  readonly status: string;
  readonly failureReason: string | null;
  /** The text that the container wrote to its message file. */
  readonly exitMessage: string | null;
}

/** A model: it exists or it does not. */
export interface ModelState {
  readonly arn: string;
}

/** An endpoint configuration. */
export interface EndpointConfigState {
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** An endpoint. */
export interface EndpointState {
  readonly arn: string;
  /** `Creating`, `Updating`, `RollingBack`, `InService`, `Failed`, ... */
  readonly status: string;
  /** The configuration that is live now. */
  readonly configName: string;
  /** The configuration that a deployment in progress leads to. */
  readonly pendingConfigName: string | null;
  readonly failureReason: string | null;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

type Create<I> = (input: I) => TE.TaskEither<AwsError, void>;
type Describe<A> = (name: string) => TE.TaskEither<AwsError, A>;
type Stop = (name: string) => TE.TaskEither<AwsError, void>;

/** SageMaker, as far as pipelines need it. */
export interface SageMaker {
  readonly createProcessingJob: Create<CreateProcessingJobCommandInput>;
  readonly describeProcessingJob: Describe<JobState>;
  readonly stopProcessingJob: Stop;
  readonly createTrainingJob: Create<CreateTrainingJobCommandInput>;
  readonly describeTrainingJob: Describe<JobState>;
  readonly stopTrainingJob: Stop;
  readonly createModel: Create<CreateModelCommandInput>;
  readonly describeModel: Describe<ModelState>;
  readonly createEndpointConfig: Create<CreateEndpointConfigCommandInput>;
  readonly describeEndpointConfig: Describe<EndpointConfigState>;
  readonly createEndpoint: Create<CreateEndpointCommandInput>;
  readonly updateEndpoint: Create<UpdateEndpointCommandInput>;
  readonly describeEndpoint: Describe<EndpointState>;
  /** The tags of a resource, by its ARN. */
  readonly tags: (arn: string) => TE.TaskEither<AwsError, Readonly<Record<string, string>>>;
}

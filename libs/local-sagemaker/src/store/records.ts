// What is stored of each resource: its description, and what is needed to bring it back after a restart.
import type {
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeFeatureGroupResponse,
  DescribeModelOutput,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  UpdateEndpointInput,
} from '../service-model/operations.generated';

export interface JobRecord<Request, Description> {
  readonly name: string;
  readonly arn: string;
  readonly request: Request;
  readonly description: Description;
}
export type ProcessingJobRecord = JobRecord<CreateProcessingJobRequest, DescribeProcessingJobResponse>;
export type TrainingJobRecord = JobRecord<CreateTrainingJobRequest, DescribeTrainingJobResponse>;

export interface ModelRecord {
  readonly name: string;
  readonly arn: string;
  readonly description: DescribeModelOutput;
}

export interface EndpointConfigRecord {
  readonly name: string;
  readonly arn: string;
  readonly description: DescribeEndpointConfigOutput;
}

/** A configuration with its models as they were at deployment: deleting either does not touch a live endpoint. */
export interface Deployment {
  readonly config: DescribeEndpointConfigOutput;
  readonly models: readonly DescribeModelOutput[];
}

export interface EndpointRecord {
  readonly name: string;
  readonly arn: string;
  readonly description: DescribeEndpointOutput;
  /** What serves now; absent until the first deployment is in service. */
  readonly live?: Deployment;
  /** What is being deployed. */
  readonly next?: { readonly deployment: Deployment; readonly update?: UpdateEndpointInput };
}

export interface FeatureGroupRecord {
  readonly name: string;
  readonly arn: string;
  /** Separates this group's records from those of an earlier group of the same name. */
  readonly id: string;
  readonly description: DescribeFeatureGroupResponse;
  /** From when, in milliseconds since the epoch, the group is Created, an update Successful, a deletion complete. */
  readonly settledAt: number;
}

/** Whether a status is final: a job in it never changes. */
export const isTerminal = (status: string): boolean =>
  status === 'Completed' || status === 'Failed' || status === 'Stopped';

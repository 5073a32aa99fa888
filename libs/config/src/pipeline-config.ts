// The decoded configuration: what every stage reads, with every default filled in.

/** A container image: a repository and tag in the account's own registry, or a full URI. */
export type Image = { readonly repository: string; readonly tag: string } | { readonly uri: string };

/** Where a job's or model's containers live. Empty lists: no VPC. */
export interface Network {
  readonly subnets: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** No network calls in or out of the container at all. */
  readonly isolation: boolean;
}

/** The machines of a job, and what they run. */
export interface Instances {
  readonly instanceType: string;
  readonly instanceCount: number;
  readonly volumeSizeInGB: number;
  readonly maxRuntimeInSeconds: number;
  readonly image: Image;
  readonly roleArn: string;
  readonly network: Network;
  readonly volumeKmsKeyId: string | null;
  readonly outputKmsKeyId: string | null;
}

/** The AWS account and region that a pipeline runs in. */
export interface Aws {
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly region: string;
  readonly accountId: string;
}

/** The learning algorithm with its hyperparameters. */
export type Algorithm =
  | {
      readonly name: 'random-forest';
      readonly nEstimators: number;
      /** `null`: as deep as the leaves' minimum size allows. */
      readonly maxDepth: number | null;
      readonly minSamplesLeaf: number;
      readonly maxFeatures: number | 'sqrt';
    }
  | { readonly name: 'logistic-regression'; readonly c: number; readonly maxIter: number };

export interface FeatureEngineering extends Instances {
  readonly engine: 'duckdb' | 'spark';
}

export interface RegisterFeatures {
  readonly roleArn: string;
  readonly storageType: 'Standard_V2' | 'InMemory';
  readonly offlineStore: boolean;
  readonly onlineKmsKeyId: string | null;
  readonly offlineKmsKeyId: string | null;
  /** Batches of records in flight at once. */
  readonly concurrency: number;
}

export interface Training extends Instances {
  readonly algorithm: Algorithm;
  readonly seed: number;
  readonly split: { readonly by: 'person-and-time' | 'person' | 'time'; readonly testShare: number };
  /** A probability in (0, 1), or `base-rate`: flag the share of loans that equals the base rate. */
  readonly decisionThreshold: number | 'base-rate';
}

export interface CreateModel {
  readonly image: Image;
  readonly roleArn: string;
  readonly network: Network;
}

export interface Variant {
  readonly name: string;
  readonly instanceType: string;
  readonly initialInstanceCount: number;
  readonly initialVariantWeight: number;
}

export interface CreateEndpoint {
  readonly endpointName: string;
  readonly variants: readonly Variant[];
  readonly dataCapture: { readonly samplingPercentage: number; readonly destinationUri: string } | null;
  readonly volumeKmsKeyId: string | null;
}

/** The configuration of one pipeline in one environment; `config.json` with every default filled in. */
export interface PipelineConfig {
  readonly version: 1;
  readonly project: string;
  readonly environment: string;
  readonly aws: Aws;
  /** `s3://bucket[/prefix]`, without a trailing slash. */
  readonly artifactsUri: string;
  readonly dataset: {
    /** `s3://…`: one CSV file, or the prefix of several. */
    readonly uri: string;
    /** `loan_date`, or one ISO date on which every age and tenure is computed. */
    readonly asOf: string;
  };
  readonly stages: {
    readonly featureEngineering: FeatureEngineering;
    readonly registerFeatures: RegisterFeatures;
    readonly training: Training;
    readonly createModel: CreateModel;
    readonly createEndpoint: CreateEndpoint;
  };
  readonly tags: Readonly<Record<string, string>>;
}

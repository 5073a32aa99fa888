// A model's input: the features in order, and the request to an endpoint.
import { contractVersionOf } from './contract-version';
import type { FeatureTable, FeatureType } from './feature-table';
import type { VectorOf } from './feature-vector';

/** The model's input schema: names and types in order. */
export interface ModelInput<V> {
  readonly contractVersion: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: FeatureType;
    readonly nullable: boolean;
  }[];
  /** The JSON body of a request to an endpoint for these vectors, as a value; on demand with contributions. */
  readonly endpointRequest: (vectors: readonly V[], contributions?: boolean) => EndpointRequest<V>;
}

/** The JSON body of a request to an endpoint, as a value. */
export interface EndpointRequest<V> {
  readonly contractVersion: string;
  readonly instances: readonly V[];
  /** Whether the response shall list how much each feature contributed. */
  readonly contributions?: true;
}

/**
 * The model's input of a table.
 *
 * @example
 * modelInputOf(featureTable).columns.map(({ name }) => name); // ['nb_previous_loans', …]
 */
export const modelInputOf = <const T extends FeatureTable>(table: T): ModelInput<VectorOf<T>> => {
  const contractVersion = contractVersionOf(table);
  return {
    contractVersion,
    columns: table.map(({ name, type, nullable }) => ({ name, type, nullable })),
    endpointRequest: (instances, contributions = false) => ({
      contractVersion,
      instances,
      ...(contributions ? { contributions } : {}),
    }),
  };
};

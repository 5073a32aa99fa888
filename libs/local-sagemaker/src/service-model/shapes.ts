// The service models that requests and responses are checked against, as extracted from botocore.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operations } from './operations.generated';

/** How one shape refers to another, and where on the wire it travels (in the body when no location is given). */
export interface Member {
  readonly shape: string;
  readonly location?: 'uri' | 'header' | 'querystring';
  readonly locationName?: string;
}

export interface Shape {
  readonly type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'integer'
    | 'long'
    | 'float'
    | 'double'
    | 'boolean'
    | 'timestamp'
    | 'blob';
  readonly required?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Name of the member that is the whole body. */
  readonly payload?: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
  readonly error?: { readonly httpStatusCode: number };
}

export interface Http {
  readonly method: string;
  readonly requestUri: string;
  readonly responseCode?: number;
}

export interface OperationModel {
  readonly http: Http;
  readonly errors: readonly string[];
  readonly input?: string;
  readonly output?: string;
}

export interface ServiceModel {
  readonly botocore: string;
  readonly service: ServiceName;
  readonly protocol: 'json' | 'rest-json';
  readonly targetPrefix: string | null;
  readonly operations: Readonly<Record<string, OperationModel>>;
  /** The service's other operations, which this stand-in refuses by name. */
  readonly notImplemented: readonly string[] | Readonly<Record<string, { readonly http: Http }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export type ServiceName = 'sagemaker' | 'sagemaker-runtime' | 'sagemaker-featurestore-runtime';
export type OperationName = keyof Operations;

const folder = join(__dirname, '..', '..', 'service-model');

// The files are this package's own, written by tools/extract-service-model: no decoding needed.
const load = (service: ServiceName): ServiceModel =>
  JSON.parse(readFileSync(join(folder, `${service}.json`), 'utf8'));

/** The models of the three services, read once. */
export const serviceModels: readonly ServiceModel[] = [
  load('sagemaker'),
  load('sagemaker-runtime'),
  load('sagemaker-featurestore-runtime'),
];

/** The model of the service that has an operation, or undefined when none of the implemented ones has it. */
export const modelOf = (operation: string): ServiceModel | undefined =>
  serviceModels.find((model) => Object.hasOwn(model.operations, operation));

/** Whether requests of an operation travel as JSON 1.1 bodies, as all of the control plane do; others are REST. */
export const usesJsonProtocol = (operation: OperationName): boolean =>
  modelOf(operation)?.protocol === 'json';

/** True for the name of an implemented operation. */
export const isOperationName = (name: string): name is OperationName => modelOf(name) !== undefined;

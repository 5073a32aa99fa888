// The answers for names that are taken and names that are not there, which differ from kind to kind.
import * as E from 'fp-ts/Either';
import type { Account } from '../machine/arns';
import { arnOf } from '../machine/arns';
import {
  resourceInUse,
  resourceNotFound,
  validationException,
  type ServiceFault,
} from '../protocol/service-faults';

type Kind = 'model' | 'endpoint-config' | 'endpoint';
const spoken: Readonly<Record<Kind, string>> = {
  model: 'model',
  'endpoint-config': 'endpoint configuration',
  endpoint: 'endpoint',
};

/** [D] */
export const couldNotFind = (account: Account, kind: Kind, name: string): ServiceFault =>
  validationException(`Could not find ${spoken[kind]} "${arnOf(account, kind, name)}".`);

/** [W] */
export const alreadyExisting = (account: Account, kind: Kind, name: string): ServiceFault =>
  validationException(`Cannot create already existing ${spoken[kind]} "${arnOf(account, kind, name)}".`);

/** [D] */
export const noProcessingJob = (name: string): ServiceFault =>
  validationException(`Could not find requested job with name: ${name}`);

/** [D] */
export const noTrainingJob: ServiceFault = validationException('Requested resource not found.');

/** [W] */
export const processingJobExists = (arn: string): ServiceFault =>
  resourceInUse(
    `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
  );

/** [W] */
export const trainingJobExists = (arn: string): ServiceFault =>
  resourceInUse(
    `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
  );

/** The text is shared with the runtime, which has codes of its own for it. [W] */
export const noFeatureGroupText = (name: string): string =>
  `Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name ${name}`;
export const noFeatureGroup = (name: string): ServiceFault => resourceNotFound(noFeatureGroupText(name));

/** [W] */
export const featureGroupExists = (name: string): ServiceFault =>
  resourceInUse(
    `Resource Already Exists: FeatureGroup with name ${name} already exists. Choose a different name.`,
  );

/** A record that must be there. */
export const required = <A>(found: A | undefined, fault: ServiceFault): E.Either<ServiceFault, A> =>
  found === undefined ? E.left(fault) : E.right(found);

// The errors for names that are taken and names that are not there.
import { resourceInUse, resourceNotFound, type ApiError } from '../protocol/api-errors';

/** The text is shared with the runtime, which has its own codes for it. [W] */
export const noFeatureGroupText = (name: string): string =>
  `Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name ${name}`;
export const noFeatureGroup = (name: string): ApiError => resourceNotFound(noFeatureGroupText(name));

/** [W] */
export const featureGroupExists = (name: string): ApiError =>
  resourceInUse(
    `Resource Already Exists: FeatureGroup with name ${name} already exists. Choose a different name.`,
  );

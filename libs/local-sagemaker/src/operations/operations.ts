// All operations that the stand-in has.
import { addTags } from './add-tags';
import { batchGetRecord } from './batch-get-record';
import { batchWriteRecord } from './batch-write-record';
import { createEndpoint } from './create-endpoint';
import { createEndpointConfig } from './create-endpoint-config';
import { createFeatureGroup } from './create-feature-group';
import { createModel } from './create-model';
import { createProcessingJob } from './create-processing-job';
import { createTrainingJob } from './create-training-job';
import { deleteEndpoint } from './delete-endpoint';
import { deleteEndpointConfig } from './delete-endpoint-config';
import { deleteFeatureGroup } from './delete-feature-group';
import { deleteModel } from './delete-model';
import { deleteRecord } from './delete-record';
import { deleteTags } from './delete-tags';
import { describeEndpoint } from './describe-endpoint';
import { describeEndpointConfig } from './describe-endpoint-config';
import { describeFeatureGroup } from './describe-feature-group';
import { describeModel } from './describe-model';
import { describeProcessingJob } from './describe-processing-job';
import { describeTrainingJob } from './describe-training-job';
import { getRecord } from './get-record';
import { invokeEndpoint } from './invoke-endpoint';
import { listEndpointConfigs } from './list-endpoint-configs';
import { listEndpoints } from './list-endpoints';
import { listFeatureGroups } from './list-feature-groups';
import { listModels } from './list-models';
import { listProcessingJobs } from './list-processing-jobs';
import { listRecords } from './list-records';
import { listTags } from './list-tags';
import { listTrainingJobs } from './list-training-jobs';
import type { Operation } from './operation';
import { putRecord } from './put-record';
import { stopProcessingJob } from './stop-processing-job';
import { stopTrainingJob } from './stop-training-job';
import { updateEndpoint } from './update-endpoint';
import { updateFeatureGroup } from './update-feature-group';
import { updateRecord } from './update-record';

const jobs = [
  ...[createProcessingJob, describeProcessingJob, stopProcessingJob, listProcessingJobs],
  ...[createTrainingJob, describeTrainingJob, stopTrainingJob, listTrainingJobs],
];
const serving = [
  ...[createModel, describeModel, deleteModel, listModels],
  ...[createEndpointConfig, describeEndpointConfig, deleteEndpointConfig, listEndpointConfigs],
  ...[createEndpoint, describeEndpoint, updateEndpoint, deleteEndpoint, listEndpoints, invokeEndpoint],
];
const featureGroups = [
  ...[createFeatureGroup, describeFeatureGroup, updateFeatureGroup, deleteFeatureGroup, listFeatureGroups],
];
const records = [
  ...[putRecord, getRecord, updateRecord, deleteRecord, batchGetRecord, batchWriteRecord, listRecords],
];

/** Every operation, once. */
export const allOperations: readonly Operation[] = [
  ...[...jobs, ...serving, ...featureGroups, ...records],
  ...[addTags, listTags, deleteTags],
];

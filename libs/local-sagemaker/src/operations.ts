// All operations that the stand-in has.
import { addTags } from './tags/add-tags';
import { batchGetRecord } from './feature-store/batch-get-record';
import { batchWriteRecord } from './feature-store/batch-write-record';
import { createEndpoint } from './endpoints/create-endpoint';
import { createEndpointConfig } from './endpoints/create-endpoint-config';
import { createFeatureGroup } from './feature-store/create-feature-group';
import { createModel } from './endpoints/create-model';
import { createProcessingJob } from './jobs/create-processing-job';
import { createTrainingJob } from './jobs/create-training-job';
import { deleteEndpoint } from './endpoints/delete-endpoint';
import { deleteEndpointConfig } from './endpoints/delete-endpoint-config';
import { deleteFeatureGroup } from './feature-store/delete-feature-group';
import { deleteModel } from './endpoints/delete-model';
import { deleteRecord } from './feature-store/delete-record';
import { deleteTags } from './tags/delete-tags';
import { describeEndpoint } from './endpoints/describe-endpoint';
import { describeEndpointConfig } from './endpoints/describe-endpoint-config';
import { describeFeatureGroup } from './feature-store/describe-feature-group';
import { describeModel } from './endpoints/describe-model';
import { describeProcessingJob } from './jobs/describe-processing-job';
import { describeTrainingJob } from './jobs/describe-training-job';
import { getRecord } from './feature-store/get-record';
import { invokeEndpoint } from './endpoints/invoke-endpoint';
import { listEndpointConfigs } from './endpoints/list-endpoint-configs';
import { listEndpoints } from './endpoints/list-endpoints';
import { listFeatureGroups } from './feature-store/list-feature-groups';
import { listModels } from './endpoints/list-models';
import { listProcessingJobs } from './jobs/list-processing-jobs';
import { listRecords } from './feature-store/list-records';
import { listTags } from './tags/list-tags';
import { listTrainingJobs } from './jobs/list-training-jobs';
import type { Operation } from './operation/operation';
import { putRecord } from './feature-store/put-record';
import { stopProcessingJob } from './jobs/stop-processing-job';
import { stopTrainingJob } from './jobs/stop-training-job';
import { updateEndpoint } from './endpoints/update-endpoint';
import { updateFeatureGroup } from './feature-store/update-feature-group';
import { updateRecord } from './feature-store/update-record';

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

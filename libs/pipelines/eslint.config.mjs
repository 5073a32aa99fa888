import workspace, { pure, testsMayUse } from '../../eslint.config.mjs';

// One contract suite runs against a local cloud and against the world in memory.
export default [...workspace, ...pure, testsMayUse('pipelines', 'local-sagemaker')];

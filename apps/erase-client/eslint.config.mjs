import workspace, { testsMayUse } from '../../eslint.config.mjs';

export default [...workspace, testsMayUse('erase-client', 'local-sagemaker')];

import workspace, { testsMayUse } from '../../eslint.config.mjs';

// Its tests deploy to a local cloud.
export default [...workspace, testsMayUse('infra', 'local-sagemaker', 'tools')];

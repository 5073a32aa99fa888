import workspace, { testsMayUse } from '../../eslint.config.mjs';

// Its tests run pipelines in the worlds of tools/pipeline-worlds, and erase clients from the stand-in.
export default [...workspace, testsMayUse('cli', 'local-sagemaker', 'tools')];

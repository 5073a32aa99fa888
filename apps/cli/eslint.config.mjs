import workspace, { testsMayUse } from '../../eslint.config.mjs';

// Its tests run pipelines in the worlds of tools/pipeline-worlds.
export default [...workspace, testsMayUse('cli', 'tools')];

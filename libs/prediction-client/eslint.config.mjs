import workspace, { pure, testsMayUse } from '../../eslint.config.mjs';

export default [...workspace, ...pure, testsMayUse('prediction-client', 'tools')];

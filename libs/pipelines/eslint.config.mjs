import workspace, { pure } from '../../eslint.config.mjs';

export default [...workspace, ...pure];

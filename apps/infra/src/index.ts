export { deployTo } from './app/deploy-to';
export type { Deployment } from './app/prepare';
export type { Deployed } from './app/deployed';
export { type DeployError, exitCodes, type Severity } from './app/deploy-error';

export { type DevIssuer, type IssuerError, startDevIssuer } from './dev-issuer';
export { requestToken, type TokenError, type TokenRequest } from './request-token';
export type { DevIssuerSettings, IssuerClient } from './settings';

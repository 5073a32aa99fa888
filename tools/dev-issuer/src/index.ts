export {
  type DevIssuer,
  type DevIssuerSettings,
  type IssuerClient,
  type IssuerError,
  startDevIssuer,
} from './dev-issuer';
export { requestToken, type TokenError, type TokenRequest } from './request-token';

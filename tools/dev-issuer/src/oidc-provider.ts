// oidc-provider without its entry, which prints a warning on Node 20 before anything else is printed. Nothing behind the
// entry needs a newer Node: the tests of this package and of every sign-in run on Node 20.
export { Provider } from 'oidc-provider/lib/provider.js';
export { InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';

// A caller and its permissions.
import type { Scope } from '@credit-risk/scoring-contract';

/** A caller that the authorizer knows. */
export interface Caller {
  /** Subject of the token, or ARN of the IAM principal. */
  readonly id: string;
  /** `'all'` if IAM has already decided on the route. */
  readonly scopes: ReadonlySet<string> | 'all';
}

/** Whether the caller has the scope. */
export const mayDo = ({ scopes }: Caller, scope: Scope): boolean => scopes === 'all' || scopes.has(scope);

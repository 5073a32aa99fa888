// Who asks, and what they may do.
import type { Scope } from '@credit-risk/scoring-contract';

/** A caller that the authorizer knows. */
export interface Caller {
  /** Subject of the token, or ARN of the IAM principal. */
  readonly id: string;
  /** `'all'` where IAM has decided on the route itself. */
  readonly scopes: ReadonlySet<string> | 'all';
}

/** Whether the caller may do this. */
export const mayDo = ({ scopes }: Caller, scope: Scope): boolean => scopes === 'all' || scopes.has(scope);

// What an issuer is started with.

/** A program that may have tokens. */
export interface IssuerClient {
  readonly id: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

/** What to start. */
export interface DevIssuerSettings {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The audiences that tokens can have. A request without an audience gets the first. */
  readonly audiences: readonly [string, ...string[]];
  readonly clients: readonly IssuerClient[];
}

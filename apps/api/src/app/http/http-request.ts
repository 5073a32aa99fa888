// A request as the API reads it, whatever has brought it.

/** A request over HTTP. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query: no operation has one. */
  readonly path: string;
  /** The value of a header, by its name in lower case; null where it is not there. */
  readonly header: (name: string) => string | null;
  readonly body: () => Promise<Uint8Array>;
}

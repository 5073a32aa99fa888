// The body of a request: read up to a limit, as JSON of a codec.
import { type Codec, decode } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { HttpRequest } from './http-request';
import { faultsOf, malformed, type ApiError } from './problems';

/** The largest body, in bytes: a hundred clients take two thousand. */
const mostBytes = 16_384;

const tooLarge = (bytes: number): ApiError => ({
  kind: 'too-large',
  detail: `The request body has ${bytes} bytes or more: at most ${mostBytes} are allowed.`,
});

const checkType = (request: HttpRequest): E.Either<ApiError, HttpRequest> => {
  const type = request.header('content-type') ?? 'of no type';
  return type.split(';')[0]?.trim().toLowerCase() === 'application/json'
    ? E.right(request)
    : E.left({
        kind: 'unsupported-media-type',
        detail: `The request body is ${type.slice(0, 100)}: expected application/json.`,
      });
};

const readText =
  (request: HttpRequest): TE.TaskEither<ApiError, string> =>
  async () => {
    const declared = Number(request.header('content-length') ?? 0);
    if (declared > mostBytes) return E.left(tooLarge(declared));
    const bytes = await request.body();
    return bytes.byteLength > mostBytes
      ? E.left(tooLarge(bytes.byteLength))
      : E.right(new TextDecoder().decode(bytes));
  };

const parse = (json: string): E.Either<ApiError, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(json),
    () => malformed([{ path: '$', expectation: 'JSON' }]),
  );

/** The body of a request, decoded. */
export const readBody =
  <A>(codec: Codec<A>) =>
  (request: HttpRequest): TE.TaskEither<ApiError, A> =>
    pipe(
      TE.fromEither(checkType(request)),
      TE.flatMap(readText),
      TE.flatMapEither(parse),
      TE.flatMapEither((json) =>
        pipe(
          decode(codec)(json),
          E.mapLeft((errors) => malformed(faultsOf(errors, '$'))),
        ),
      ),
    );

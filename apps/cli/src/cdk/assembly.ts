// The templates of a deployment, as the CDK app in `apps/infra` describes them on standard output.
import {
  array,
  decode,
  literals,
  object,
  record,
  renderDecodeErrors,
  text,
  union,
} from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type * as t from 'io-ts';
import { type CliError, commandFailed } from '../world/cli-error';

/** What the app in `apps/infra` prints about the templates that it made. */
export const Assembly = object({
  /** Folder of the templates. */
  templates: text(),
  /** Names of the stacks. */
  stacks: object({ data: text(), api: text() }),
  /** Values of the parameters of the API's template. */
  parameters: record(text(), text()),
  /** Buckets that stay when the stacks are deleted. */
  retainedBuckets: array(text()),
});

/** What the app in `apps/infra` prints about the templates that it made. */
export type Assembly = t.TypeOf<typeof Assembly>;

const Problem = object({
  problem: object({ severity: literals(['configuration', 'permanent']), message: text() }),
});

const AppResult = union([Assembly, Problem]);

/** The assembly from the line that the app printed. */
export const assemblyOf = (line: string): E.Either<CliError, Assembly> =>
  pipe(
    E.tryCatch(
      (): unknown => JSON.parse(line),
      () => commandFailed('permanent', 'The templates could not be made, see above.'),
    ),
    E.flatMap((json) =>
      pipe(
        decode(AppResult)(json),
        E.mapLeft((errors) =>
          commandFailed(
            'permanent',
            `The result of apps/infra is not as expected:\n${renderDecodeErrors(errors)}`,
          ),
        ),
      ),
    ),
    E.flatMap((result) =>
      'problem' in result
        ? E.left(commandFailed(result.problem.severity, result.problem.message))
        : E.right(result),
    ),
  );

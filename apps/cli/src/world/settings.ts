// The program's own settings, from the environment: how long it waits. All else about AWS is the SDK's.
import { badArguments, type BadArguments } from './cli-error';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';

/** How long the program waits. */
export interface Settings {
  /** Milliseconds after which one request to AWS counts as not answered. */
  readonly requestTimeout: number;
  /** Milliseconds that an interrupted command may take to stop its remote work. */
  readonly stopTimeout: number;
}

/** The variables of the settings, with their defaults in seconds. */
export const settingVariables = {
  requestTimeout: { name: 'CREDIT_RISK_REQUEST_TIMEOUT', seconds: 20 },
  stopTimeout: { name: 'CREDIT_RISK_STOP_TIMEOUT', seconds: 8 },
} as const;

const millisecondsPerSecond = 1000;
const longestSeconds = 3600;

type Environment = Readonly<Record<string, string | undefined>>;

const millisecondsOf = (
  environment: Environment,
  { name, seconds }: { readonly name: string; readonly seconds: number },
): E.Either<BadArguments, number> => {
  const text = environment[name] ?? '';
  const given = text === '' ? seconds : Number(text);
  return given > 0 && given <= longestSeconds
    ? E.right(given * millisecondsPerSecond)
    : E.left(
        badArguments(
          `${name} is ${JSON.stringify(text)}; expected seconds, more than 0 and at most ${longestSeconds}`,
        ),
      );
};

/**
 * The settings of an environment.
 *
 * @example
 * settingsOf({ CREDIT_RISK_STOP_TIMEOUT: '2.5' }); // right({ requestTimeout: 20000, stopTimeout: 2500 })
 */
export const settingsOf = (environment: Environment): E.Either<BadArguments, Settings> =>
  pipe(
    E.Do,
    E.bind('requestTimeout', () => millisecondsOf(environment, settingVariables.requestTimeout)),
    E.bind('stopTimeout', () => millisecondsOf(environment, settingVariables.stopTimeout)),
  );

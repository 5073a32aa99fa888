// A run of the pipeline: its configuration, its id, and which attempt at the stage this is.
import type { PipelineConfig } from '@credit-risk/config';
import * as t from 'io-ts';

interface RunIdBrand {
  readonly RunId: unique symbol;
}

export type RunId = t.Branded<string, RunIdBrand>;

const longestRunId = 24;
const slug = /^[a-z0-9](?:-?[a-z0-9])*$/;

/** A run's id: words of lower-case letters and digits joined by single hyphens, at most 24 characters. */
export const RunId = t.brand(
  t.string,
  (text): text is RunId => text.length <= longestRunId && slug.test(text),
  'RunId',
);

/** Everything that the builders derive names, places and requests from. */
export interface Run {
  readonly config: PipelineConfig;
  readonly runId: RunId;
  /** From 1; a stage whose attempt failed for good opens the next. */
  readonly attempt: number;
}

// Narrows a text that is a run id by construction; a property test holds `makeRunId` to it.
function runIdByConstruction(text: string): RunId;
function runIdByConstruction(text: string): string {
  return text;
}

const dateLength = 15;
const randomLength = 8;

/**
 * An id from the moment of the run (UTC) and up to 8 letters or digits of the random text.
 *
 * @example
 * makeRunId(new Date('2026-11-24T10:15:02Z'), 'k3f9'); // '20261124t101502-k3f9'
 */
export const makeRunId = (date: Date, randomText: string): RunId => {
  const moment = date
    .toISOString()
    .replace(/[^0-9T]/g, '')
    .slice(0, dateLength)
    .toLowerCase();
  const random = randomText
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, randomLength);
  return runIdByConstruction(random === '' ? moment : `${moment}-${random}`);
};

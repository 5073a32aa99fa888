// How often a runner looks at remote work, and how long it waits for it.
import type { Patience } from '@credit-risk/aws-effects';
import * as O from 'fp-ts/Option';
import type { Ports } from '../ports/ports';

const second = 1000;
const minute = 60 * second;

const firstDelay = 250;
const longestDelay = 30 * second;
const shareOfWait = 0.25;

/** Looks again after a quarter of the time waited so far: a result is seen at most a quarter late. */
export const lookAgain: Patience['policy'] = ({ cumulativeDelay }) =>
  O.some(Math.min(longestDelay, Math.max(firstDelay, cumulativeDelay * shareOfWait)));

/** How a runner waits: on the clock of its ports, through two minutes without an answer. */
export const patienceOf = ({ clock, random, signal }: Ports): Patience => ({
  policy: lookAgain,
  random,
  clock,
  surviveErrorsFor: 2 * minute,
  signal,
});

/** What a job may need on top of its own limit: waiting for machines, images and uploads. */
export const overhead = 30 * minute;

/** The longest wait for a job with this limit. */
export const longestJob = (maxRuntimeInSeconds: number): number => maxRuntimeInSeconds * second + overhead;

/** The longest wait for what is made without a job of its own. */
export const longestResource = 60 * minute;

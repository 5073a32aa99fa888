// How often a runner observes remote work, and how long it waits for it.
import type { Patience } from '@credit-risk/aws-effects';
import * as O from 'fp-ts/Option';
import type { Ports } from '../ports/ports';

const second = 1000;
const minute = 60 * second;

const firstDelay = 250;
const longestDelay = 30 * second;
const shareOfWait = 0.25;

/** Observes again after a quarter of the time waited so far: a result is seen at most a quarter late. */
export const observeAgain: Patience['policy'] = ({ cumulativeDelay }) =>
  O.some(Math.min(longestDelay, Math.max(firstDelay, cumulativeDelay * shareOfWait)));

/** How a runner waits: on the clock of its ports, through two minutes without a response. */
export const patienceOf = ({ clock, random, signal }: Ports): Patience => ({
  policy: observeAgain,
  random,
  clock,
  surviveErrorsFor: 2 * minute,
  signal,
});

/** The time that a job may need in addition to its own limit: for machines, images and uploads. */
export const overhead = 30 * minute;

/** The longest wait for a job with this limit. */
export const longestJob = (maxRuntimeInSeconds: number): number => maxRuntimeInSeconds * second + overhead;

/** The longest wait for a resource that is created without a job. */
export const longestResource = 60 * minute;

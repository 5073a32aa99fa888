// How many calls may be in flight: one more after a round of success, half after a throttled one.

/** A limit and its state; immutable, so that a sequence of steps can be tested. */
export interface AdaptiveLimit {
  readonly largest: number;
  /** Calls that may be in flight: the whole part of it, 1 at least. */
  readonly size: number;
  /** Calls that must end before the limit is halved again: those that were in flight at the last cut. */
  readonly immune: number;
}

/** A limit that starts at its largest. */
export const adaptiveLimit = (largest: number): AdaptiveLimit => ({ largest, size: largest, immune: 0 });

/** Calls that may be in flight now. */
export const allowed = ({ size }: AdaptiveLimit): number => Math.max(1, Math.floor(size));

/** The limit after a call that was not throttled: about one more for each round of calls. */
export const afterSuccess = ({ largest, size, immune }: AdaptiveLimit): AdaptiveLimit => ({
  largest,
  size: Math.min(largest, size + 1 / size),
  immune: Math.max(0, immune - 1),
});

/** The limit after a throttled call: half, once for all the calls that were in flight together. */
export const afterThrottling = ({ largest, size, immune }: AdaptiveLimit): AdaptiveLimit =>
  immune > 0
    ? { largest, size, immune: immune - 1 }
    : { largest, size: Math.max(1, size / 2), immune: Math.floor(size) - 1 };

import type { Milliseconds } from './events.ts';

/**
 * Time as the core sees it: the wall clock stamps, the monotonic clock measures and wakes.
 * TVs boot in 1970 and learn the time later, so no length is ever taken from the wall clock.
 */
export interface Clock {
  /** UTC milliseconds. */
  wall(): Milliseconds;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): Milliseconds;
  /** Calls `wake` once after `delay`; returns its undoing. */
  after(delay: Milliseconds, wake: () => void): () => void;
}

/** The page's own clock. Without `performance.now` (engines before 2012) the wall clock has to do, held from going back. */
export function createClock(): Clock {
  let latest = 0;
  const precise = typeof performance !== 'undefined' && typeof performance.now === 'function';
  return {
    wall: () => Date.now(),
    monotonic: () => (latest = Math.max(latest, precise ? performance.now() : Date.now())),
    after(delay, wake) {
      const timer = setTimeout(wake, delay);
      return () => clearTimeout(timer);
    },
  };
}

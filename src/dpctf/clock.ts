import type { Clock } from '../core/clock.ts';

const now = typeof performance !== 'undefined' && typeof performance.now === 'function' ? performance : Date;

/** The page's own clock; engines before 2012 have the wall clock only. */
export const pageClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => now.now(),
  after(delay, wake) {
    const timer = setTimeout(wake, delay);
    return () => clearTimeout(timer);
  },
};

import type { Clock } from '../core/clock.ts';

/** The page's own clock. The core's is not shared: the overlay takes types only from the core. */
export const pageClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(delay, wake) {
    const timer = setTimeout(wake, delay);
    return () => clearTimeout(timer);
  },
};

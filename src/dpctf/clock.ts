import type { SessionClock } from './asking.ts';

/** The page's own clock. */
export const pageClock: SessionClock = {
  wall: () => Date.now(),
  after(delay, wake) {
    const timer = setTimeout(wake, delay);
    return () => clearTimeout(timer);
  },
};

import type { Clock } from '../../src/core/clock.ts';

/** Time that passes when told. */
export interface HandClock extends Clock {
  readonly pass: (ms: number) => void;
  /** Lets time pass without waking anybody, as on a TV in standby; whoever is due wakes once time passes again. */
  readonly sleep: (ms: number) => void;
  /** Sets the wall clock, as a TV does that learns the time. */
  readonly setWall: (utc: number) => void;
  /** How many wait to be woken. */
  readonly timers: () => number;
  /** The shortest delay anybody asked for. */
  readonly shortest: () => number;
}

export function handClock(utc = 1.7e12): HandClock {
  let timers: { readonly at: number; readonly wake: () => void }[] = [];
  let now = 5000;
  let epoch = utc - now;
  let shortest = Infinity;
  return {
    wall: () => epoch + now,
    monotonic: () => now,
    after(delay, wake) {
      const timer = { at: now + delay, wake };
      shortest = Math.min(shortest, delay);
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.wake();
      }
      now = end;
    },
    sleep(ms) {
      now += ms;
    },
    setWall(to) {
      epoch = to - now;
    },
    timers: () => timers.length,
    shortest: () => shortest,
  };
}

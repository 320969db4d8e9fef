import type { Clock } from './clock.ts';
import type { Milliseconds } from './events.ts';

/** Beats at a fixed interval: without drift, and once, not in a burst, after a device has slept. */
export interface Heartbeat {
  /** Starts over. Without an interval the default counts. */
  start(interval: Milliseconds | undefined): void;
  stop(): void;
  interval(): Milliseconds;
}

export function createHeartbeat(clock: Clock, fallback: Milliseconds, beat: () => void): Heartbeat {
  let interval = fallback;
  let cancel: (() => void) | null = null;

  const stop = (): void => {
    if (cancel) cancel();
    cancel = null;
  };

  const waitFor = (due: Milliseconds): void => {
    cancel = clock.after(Math.max(due - clock.monotonic(), 0), () => {
      const missed = Math.floor(Math.max(clock.monotonic() - due, 0) / interval);
      // First the next one: `beat` may stop it.
      waitFor(due + (missed + 1) * interval);
      beat();
    });
  };

  return {
    start(answered) {
      stop();
      interval = answered ?? fallback;
      waitFor(clock.monotonic() + interval);
    },
    stop,
    interval: () => interval,
  };
}

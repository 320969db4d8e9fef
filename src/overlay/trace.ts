import type { Milliseconds } from '../core/events.ts';

/** Two samples a second for two minutes. */
export const SLOT: Milliseconds = 500;
export const SLOTS = 240;

/** What was seen at one moment; undefined for what nobody saw. */
export interface Sample {
  /** Seconds. */
  readonly buffer?: number | undefined;
  readonly kbps?: number | undefined;
  readonly stalled?: boolean | undefined;
}

/** What the full height of the chart stands for: seconds of buffer, kbps of rendition. */
export interface Scale {
  readonly seconds: number;
  readonly kbps: number;
}

/** The last two minutes, for the chart: a ring that never grows. */
export interface Trace {
  /** Notes what holds at `time`. */
  note(time: Milliseconds, sample: Sample): void;
  /** Notes what held from one moment up to another: what the record history tells. */
  fill(from: Milliseconds, to: Milliseconds, sample: Sample): void;
  /** Number of the newest slot. */
  newest(): number;
  /** Holds the highest values so far; grows in steps, so that the picture seldom has to be drawn anew. */
  scale(): Scale;
  /** Calls `draw` for each of the newest `count` slots that holds something; the newest is number SLOTS − 1. */
  each(count: number, draw: (index: number, sample: Sample) => void): void;
}

/** The first of 5, 10, 20, 40 … that holds a value. */
const ceiling = (value: number): number => (value > 5 ? 2 * ceiling(value / 2) : 5);

export function createTrace(): Trace {
  // Each sample carries its slot: what an earlier round left, or a clock that was set since, is told by that.
  const ring: (readonly [slot: number, sample: Sample])[] = [];
  let newest = 0;
  let seconds = 0;
  let kbps = 0;
  const put = (slot: number, sample: Sample): void => {
    newest = slot;
    seconds = Math.max(seconds, sample.buffer || 0);
    kbps = Math.max(kbps, sample.kbps || 0);
    ring[slot % SLOTS] = [slot, sample];
  };
  return {
    note(time, sample) {
      const slot = Math.floor(time / SLOT);
      // A timer that comes late skips a slot now and then; a longer gap is one.
      if (slot - newest === 2) put(slot - 1, sample);
      put(slot, sample);
    },
    fill(from, to, sample) {
      const last = Math.floor(to / SLOT);
      for (let slot = Math.max(Math.floor(from / SLOT), last - SLOTS + 1); slot <= last; slot++) put(slot, sample);
    },
    newest: () => newest,
    scale: () => ({ seconds: ceiling(seconds), kbps: ceiling(kbps) }),
    each(count, draw) {
      for (let index = SLOTS - count; index < SLOTS; index++) {
        const slot = newest - SLOTS + 1 + index;
        const found = slot >= 0 && ring[slot % SLOTS];
        if (found && found[0] === slot) draw(index, found[1]);
      }
    },
  };
}

import type { Milliseconds } from '../core/events.ts';

/** Two samples a second for two minutes. */
export const SLOT: Milliseconds = 500;
export const SLOTS = 240;

/** What was seen at one moment; NaN for what nobody saw. */
export interface Sample {
  /** Seconds. */
  readonly buffer: number;
  readonly kbps: number;
  readonly stalled: boolean;
}

/** The last two minutes, for the chart: a ring that never grows. */
export interface Trace {
  /** Notes what holds at `time`; later than before, or the trace starts anew. */
  sample(time: Milliseconds, sample: Sample): void;
  /** Notes what held from one moment up to another, buffer unknown: what the record history tells. */
  fill(from: Milliseconds, to: Milliseconds, kbps: number, stalled: boolean): void;
  /** Calls `draw` for each slot, oldest first; the newest is number SLOTS − 1. */
  each(draw: (index: number, buffer: number, kbps: number, stalled: boolean) => void): void;
}

export function createTrace(): Trace {
  const buffers = new Float32Array(SLOTS).fill(NaN);
  const rates = new Float32Array(SLOTS).fill(NaN);
  const stalls = new Uint8Array(SLOTS);
  let newest = -1;

  const put = (slot: number, buffer: number, kbps: number, stalled: boolean): void => {
    buffers[slot % SLOTS] = buffer;
    rates[slot % SLOTS] = kbps;
    stalls[slot % SLOTS] = stalled ? 1 : 0;
  };

  /** Moves on to `slot`, leaving gaps as gaps; a clock that was set makes all that was before worthless. */
  const reach = (slot: number): void => {
    const from = slot < newest ? slot - SLOTS : Math.max(newest, slot - SLOTS);
    for (let gap = from + 1; gap <= slot; gap++) put(Math.max(0, gap), NaN, NaN, false);
    newest = slot;
  };

  return {
    sample(time, { buffer, kbps, stalled }) {
      const slot = Math.floor(time / SLOT);
      if (slot !== newest) reach(slot);
      put(slot, buffer, kbps, stalled);
    },
    fill(from, to, kbps, stalled) {
      const last = Math.floor(to / SLOT);
      for (let slot = Math.max(Math.floor(from / SLOT), last - SLOTS + 1); slot <= last; slot++) {
        if (slot > newest) reach(slot);
        put(slot, NaN, kbps, stalled);
      }
    },
    each(draw) {
      for (let index = 0; index < SLOTS; index++) {
        const at = (newest + 1 + index) % SLOTS;
        draw(index, buffers[at] ?? NaN, rates[at] ?? NaN, stalls[at] === 1);
      }
    },
  };
}

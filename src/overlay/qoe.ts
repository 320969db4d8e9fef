import type { AnalyticsEvent, EventName, Milliseconds } from '../core/events.ts';

/**
 * Quality of experience of one viewing session, told from its events alone, under the names of CTA-2066.
 * Times count up to `until`.
 */
export interface Qoe {
  /** Whether the session was seen from its `init` on; if not, everything counts from `since`. */
  readonly whole: boolean;
  readonly since: Milliseconds;
  readonly until: Milliseconds;
  /** Initial startup time: from the first request to play to the first frame; undefined until then. */
  readonly startup?: Milliseconds;
  /** Whether the startup time runs from `init`: EPAS 0.2 has no event for the request to play. */
  readonly fromInit?: boolean;
  /** Playback stall count and duration. */
  readonly stalls: number;
  readonly stallTime: Milliseconds;
  readonly watched: Milliseconds;
  readonly asked?: Milliseconds;
  readonly playing?: boolean;
  readonly stalled?: boolean;
  readonly seeking?: boolean;
}

/** Nothing seen yet, from `since` on. */
export const freshQoe = (since: Milliseconds, whole = false): Qoe => ({
  whole,
  since,
  until: since,
  stalls: 0,
  stallTime: 0,
  watched: 0,
});

/** The same session at a later time: what goes on has gone on. */
export function advance(qoe: Qoe, until: Milliseconds): Qoe {
  const passed = Math.max(0, until - qoe.until);
  const watching = qoe.playing && !qoe.seeking && !qoe.stalled;
  return {
    ...qoe,
    until: qoe.until + passed,
    stallTime: qoe.stallTime + (qoe.stalled ? passed : 0),
    watched: qoe.watched + (watching ? passed : 0),
  };
}

type Change = (qoe: Qoe, at: Milliseconds) => Partial<Qoe>;

const over: Change = () => ({ playing: false, stalled: false, seeking: false });
const paused: Change = () => ({ playing: false });

const moves: Change = ({ startup, whole, asked, since }, at) => ({
  playing: true,
  ...(startup === undefined && whole ? { startup: at - (asked || since), fromInit: asked === undefined } : null),
});

/** What each event changes; events not named here change nothing. */
const CHANGES: Readonly<Partial<Record<EventName, Change>>> = {
  play: ({ asked }, at) => ({ asked: asked || at }),
  playing: moves,
  resume: moves,
  pause: paused,
  paused,
  buffering: ({ stalls }) => ({ stalled: true, stalls: stalls + 1 }),
  buffered: () => ({ stalled: false }),
  // EPAS 0.2 leaves out the `buffered` of a stall that a seek cuts short.
  seeking: () => ({ seeking: true, stalled: false }),
  seeked: () => ({ seeking: false }),
  error: over,
  stopped: over,
};

/** The session after one more of its events. */
export function step(qoe: Qoe, { event, timestamp }: AnalyticsEvent): Qoe {
  if (event === 'init') return freshQoe(timestamp, true);
  const now = advance(qoe, timestamp);
  return { ...now, ...CHANGES[event]?.(now, timestamp) };
}

import type { Milliseconds, Seconds } from './events.ts';
import type { MediaReading } from './signals.ts';

/**
 * No film is this long. Live streams come as Infinity, as 2^32 (Shaka without `setLiveSeekableRange`),
 * as 1.7e308 (older TVs): all of them are beyond it.
 */
const LONGEST_VOD: Seconds = 1e7;
/** Past the year 2096 as seconds since 1970 (some live timelines count so), and below 2^32: beyond it is no time at all. */
const LAST_SECOND: Seconds = 4e9;
/** hls.js lets the duration of a live stream grow; one step may be a late correction of a film's length, two are live. */
const GROWTHS_OF_LIVE = 2;
/** A live edge that falls back by more than this belongs to a new timeline. */
const EDGE_RESET: Milliseconds = 10000;
/** How far a playhead is trusted to have gone on since it was last seen: one tick of the core and some. */
const LONGEST_ADVANCE: Milliseconds = 2000;

/** Playhead and duration the way EPAS asks for them, with what playback rules need beside them. */
export interface Look {
  /** Monotonic. */
  readonly at: Milliseconds;
  /** How long nobody looked before this. */
  readonly gap: Milliseconds;
  /** VOD: position, 0 is 0. Live: UTC of the content at the playhead. -1: unknown. */
  readonly playhead: Milliseconds;
  /** VOD: length. Live with a seekable range: UTC of the live edge. -1: live without one, or unknown. */
  readonly duration: Milliseconds;
  readonly live: boolean;
  /** Position on the media's own timeline, whatever the playhead counts in. */
  readonly media: Milliseconds;
  /** What is left to play; Infinity for live and unknown. */
  readonly remaining: Milliseconds;
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly ended: boolean;
  /** There is enough to play on (HAVE_FUTURE_DATA). */
  readonly ready: boolean;
  readonly loop: boolean;
  readonly rate: number;
}

/** What one reading leaves behind for the next. */
export interface Memory {
  readonly at: Milliseconds;
  readonly length: Seconds;
  readonly growths: number;
  /** The live edge on the media timeline. */
  readonly edge: Milliseconds;
  /** The best estimate so far of the UTC of media time zero. */
  readonly zero: Milliseconds;
}

export const NOTHING_SEEN: Memory = { at: NaN, length: NaN, growths: 0, edge: -1, zero: Infinity };

const toMs = (seconds: Seconds): Milliseconds => Math.round(seconds * 1000);
const isLength = (value: Seconds): boolean => value >= 0 && value < LAST_SECOND;

/**
 * Reads playhead and duration the way EPAS asks for them (0.1 "JSON Schema", 0.2 "playhead" for live).
 *
 * Position zero is a position: `currentTime` 0 is reported as 0, not as unknown. Before the duration is known
 * nobody can say whether a position or a date is meant, so both stay unknown.
 *
 * @param utc the wall clock now: without a date of the stream's own, the live edge is taken to be now
 * @param dvrThreshold a live seekable range shorter than this is no DVR
 */
export function lookAt(
  reading: MediaReading,
  memory: Memory,
  at: Milliseconds,
  utc: Milliseconds,
  dvrThreshold: Seconds,
): { readonly look: Look; readonly memory: Memory } {
  const { duration, currentTime } = reading;
  const grew = isLength(memory.length) && isLength(duration) && duration > memory.length + 1;
  const growths = memory.growths + (grew ? 1 : 0);
  const live = reading.live !== undefined ? reading.live : duration >= LONGEST_VOD || growths >= GROWTHS_OF_LIVE;
  const known = reading.readyState > 0 && isLength(currentTime) && duration >= 0;

  const range = reading.seekable;
  const edge = toMs(range && isLength(range.end) ? range.end : isLength(currentTime) ? currentTime : 0);
  const guess = utc - edge;
  // The edge moves in steps of a segment, so the least guess is the freshest one.
  const estimate = edge < memory.edge - EDGE_RESET ? guess : Math.min(memory.zero, guess);
  const zero = reading.startDate > 0 ? reading.startDate : estimate;
  const hasDvr = live && range !== null && range.end - range.start >= dvrThreshold;

  const length = live ? (hasDvr ? Math.round(zero + edge) : -1) : isLength(duration) ? toMs(duration) : -1;
  const look: Look = {
    at,
    gap: at - memory.at || 0,
    playhead: known ? (live ? Math.round(zero + currentTime * 1000) : toMs(currentTime)) : -1,
    duration: known ? length : -1,
    live: known && live,
    media: currentTime * 1000 || 0,
    remaining: !live && isLength(duration) ? duration * 1000 - currentTime * 1000 : Infinity,
    paused: reading.paused,
    seeking: reading.seeking,
    ended: reading.ended,
    ready: reading.readyState >= 3,
    loop: reading.loop,
    rate: reading.playbackRate,
  };
  return { look, memory: { at, length: duration, growths, edge, zero: live ? estimate : Infinity } };
}

/** Where nothing can be read: no media, or none any more. */
export const lookAtNothing = (at: Milliseconds): Look => ({
  at,
  gap: 0,
  playhead: -1,
  duration: -1,
  live: false,
  media: 0,
  remaining: Infinity,
  paused: true,
  seeking: false,
  ended: false,
  ready: false,
  loop: false,
  rate: 1,
});

/**
 * Where a moving playhead, last seen at `mark`, is at `at`: EPAS wants `seeking` to carry "the current playhead
 * time NOT the target", but an element that says `seeking` has already moved.
 */
export function advance(mark: Look, at: Milliseconds): Look {
  const passed = Math.min(Math.max(at - mark.at, 0), LONGEST_ADVANCE) * Math.max(mark.rate, 0);
  const gone = Math.round(Math.min(passed, Math.max(mark.remaining, 0)));
  return { ...mark, at, media: mark.media + gone, playhead: mark.playhead < 0 ? -1 : mark.playhead + gone };
}

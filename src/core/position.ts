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

/** A reading as EPAS sees it: playhead and duration, with what playback rules need beside them. */
export interface Look extends MediaReading {
  /** Monotonic. */
  readonly at: Milliseconds;
  /** How long nobody looked before this. */
  readonly gap: Milliseconds;
  /** VOD: position, 0 is 0. Live: UTC of the content on screen. -1: unknown. */
  readonly playhead: Milliseconds;
  /** VOD: length. Live with a seekable range: UTC of the live edge. -1: live without one, or unknown. */
  readonly length: Milliseconds;
  readonly live: boolean;
  /** Position on the media's own timeline, whatever the playhead counts in. */
  readonly media: Milliseconds;
  /** What is left to play; Infinity for live and unknown. */
  readonly remaining: Milliseconds;
}

/** What one look leaves behind for the next. */
export interface Memory {
  readonly at: Milliseconds;
  readonly duration: Seconds;
  readonly growths: number;
  /** The live edge on the media timeline. */
  readonly edge: Milliseconds;
  /** The best estimate so far of the UTC of media time zero. */
  readonly zero: Milliseconds;
}

export const NOTHING_SEEN: Memory = { at: NaN, duration: NaN, growths: 0, edge: 0, zero: Infinity };

/** What there is to read where there is no media, or none any more. */
export const NO_MEDIA: MediaReading = {
  currentTime: 0,
  duration: NaN,
  paused: true,
  ended: false,
  seeking: false,
  readyState: 0,
  playbackRate: 1,
  loop: false,
  seekable: null,
  startDate: NaN,
};

const isLive = ({ live, duration }: MediaReading, growths: number): boolean =>
  live === undefined ? duration >= LONGEST_VOD || growths >= GROWTHS_OF_LIVE : live;

const isTime = (value: Seconds): boolean => value >= 0 && value < LAST_SECOND;

const isKnown = ({ readyState, currentTime, duration }: MediaReading): boolean =>
  readyState > 0 && isTime(currentTime) && duration >= 0;

/** The edge moves in steps of a segment, so the least guess is the freshest one. */
const estimateZero = (memory: Memory, edge: Milliseconds, utc: Milliseconds): Milliseconds =>
  edge < memory.edge - EDGE_RESET ? utc - edge : Math.min(memory.zero, utc - edge);

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
  const { duration, currentTime, seekable, startDate } = reading;
  const growths = memory.growths + (isTime(duration) && duration > memory.duration + 1 ? 1 : 0);
  const live = isLive(reading, growths);
  const known = isKnown(reading);
  const media = isTime(currentTime) ? currentTime * 1000 : 0;

  const edge = seekable && isTime(seekable.end) ? seekable.end * 1000 : media;
  const estimate = estimateZero(memory, edge, utc);
  const zero = startDate > 0 && isTime(startDate / 1000) ? startDate : estimate;
  const hasDvr = seekable && seekable.end - seekable.start >= dvrThreshold;
  const isFilm = !live && isTime(duration);

  const length = isFilm ? duration * 1000 : hasDvr && live ? zero + edge : -1;
  const look: Look = {
    ...reading,
    at,
    gap: at - memory.at || 0,
    // On a TV that believes it is 1970, what lies behind the live edge may lie before time itself.
    playhead: known ? Math.max(-1, Math.round(live ? zero + media : media)) : -1,
    length: known ? Math.max(-1, Math.round(length)) : -1,
    live: known && live,
    media,
    remaining: isFilm ? length - media : Infinity,
  };
  return { look, memory: { at, duration, growths, edge, zero: live ? estimate : Infinity } };
}

/**
 * Where a moving playhead, last seen at `mark`, is at `at`: EPAS wants `seeking` to carry "the current playhead
 * time NOT the target", but an element that says `seeking` has already moved.
 */
export function advance(mark: Look, at: Milliseconds): Look {
  const { playhead, remaining, playbackRate } = mark;
  const passed = Math.min(Math.max(at - mark.at, 0), LONGEST_ADVANCE) * Math.max(playbackRate, 0);
  const gone = Math.min(passed, Math.max(remaining, 0));
  return { ...mark, at, playhead: playhead < 0 ? -1 : Math.round(playhead + gone) };
}

import type { ErrorDetails, Milliseconds, Rendition, ReportedError, ReportedRendition, Seconds } from './events.ts';

/** One look at a media element, in the element's own units. */
export interface MediaReading {
  readonly currentTime: Seconds;
  readonly duration: Seconds;
  readonly paused: boolean;
  readonly ended: boolean;
  /** True also while the viewer drags the playhead (Video.js `scrubbing`): the pause in it is not the viewer's. */
  readonly seeking: boolean;
  /** HTMLMediaElement.readyState, 0…4. */
  readonly readyState: number;
  readonly playbackRate: number;
  readonly loop: boolean;
  /** The whole seekable span, or null where nothing is seekable. */
  readonly seekable: { readonly start: Seconds; readonly end: Seconds } | null;
  /** UTC of media time zero, NaN where unknown (HTMLMediaElement.getStartDate). */
  readonly startDate: Milliseconds;
  /** Whether the presentation is live; left out where only the duration can tell. */
  readonly live?: boolean;
}

/**
 * What a player knows better than its media element. Each is asked at every reading;
 * undefined means "ask the element instead".
 */
export interface PlayerHints {
  /** Whether the presentation is live now. */
  isLive?(): boolean | undefined;
  /** The span a viewer may seek in; null where there is none. */
  seekRange?(): { readonly start: Seconds; readonly end: Seconds } | null | undefined;
  /** UTC of media time zero. */
  startDate?(): Milliseconds | undefined;
  /** Whether the player, not the element, says when a source comes and goes (`source`, `emptied`). */
  readonly announcesSources?: boolean;
}

/** The part of an HTMLMediaElement the core needs; a `<video>` or anything that behaves like one. */
export interface MediaLike {
  readonly currentTime: Seconds;
  readonly duration: Seconds;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  readonly readyState: number;
  readonly networkState?: number;
  readonly playbackRate: number;
  readonly loop?: boolean;
  readonly currentSrc?: string;
  readonly seekable: { readonly length: number; start(index: number): Seconds; end(index: number): Seconds };
  readonly error?: { readonly code?: number; readonly message?: string } | null;
  readonly videoWidth?: number;
  readonly videoHeight?: number;
  /** HTML: a Date, invalid where unknown. Missing on most engines. */
  getStartDate?(): Date;
  addEventListener(type: string, listener: (event?: unknown) => void): void;
  removeEventListener(type: string, listener: (event?: unknown) => void): void;
}

type Told<SomeRendition, SomeError> = (
  | {
      readonly type:
        /** The URL is attached (EPAS `loading`). */
        | 'loadstart'
        /** Playback could start (EPAS `loaded`). */
        | 'canplay'
        | 'play'
        | 'pause'
        | 'playing'
        | 'timeupdate'
        | 'waiting'
        | 'seeked'
        | 'ended'
        /** The source is gone: ends the viewing session. */
        | 'emptied';
    }
  /** A source is about to load: ends the viewing session before it and starts the next (EPAS `init`). */
  | { readonly type: 'source'; readonly url?: string }
  /** `automatic`: a jump the viewer did not ask for (gap, live edge); not an EPAS seek. */
  | { readonly type: 'seeking'; readonly automatic?: boolean }
  | { readonly type: 'rendition'; readonly rendition: SomeRendition }
  | { readonly type: 'warning'; readonly error: SomeError }
  /** Fatal: ends the viewing session. */
  | { readonly type: 'error'; readonly error: SomeError }
) & {
  /** The reading that goes with it; by default the attached media is read when the signal arrives. */
  readonly reading?: MediaReading;
  /**
   * When it happened, on the scale of the clock's `monotonic` (DOM: `event.timeStamp`); by default when it arrives. Believed up to
   * two seconds back: a busy device hands its events over late.
   */
  readonly at?: Milliseconds | undefined;
};

/**
 * What a player tells the core. Names are the HTML media events where there is one;
 * `source`, `rendition` and `warning` have none.
 */
export type Signal = Told<ReportedRendition, ReportedError>;

/** Signals as the core believes them, and what only the core itself says: time passed; the session is to end. */
export type Input =
  Told<Rendition, ErrorDetails> | { readonly type: 'tick' } | { readonly type: 'stop'; readonly reason: string };

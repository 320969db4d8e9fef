/** Whole milliseconds: instants are UTC since 1970 or a clock's own count, lengths are differences. */
export type Milliseconds = number;
/** Seconds the way media elements report them: may be NaN, Infinity or nonsense. Converted in `position.ts` only. */
export type Seconds = number;

/** A version of the Eyevinn Player Analytics Specification (EPAS) as it goes over the wire. */
export type Dialect = '0.1' | '0.2';

/** Every event name of either dialect (EPAS, "Event flow"). */
export type EventName =
  | 'init'
  | 'metadata'
  | 'heartbeat'
  | 'loading'
  | 'loaded'
  | 'play'
  | 'playing'
  | 'pause'
  | 'paused'
  | 'resume'
  | 'buffering'
  | 'buffered'
  | 'seeking'
  | 'seeked'
  | 'bitrate_changed'
  | 'stopped'
  | 'error'
  | 'warn'
  | 'warning';

export type Payload = Record<string, unknown>;

/**
 * One analytics event as it is sent, but for the session id: that one belongs to the viewing session
 * and may still be unknown (EPAS lets the sink make it).
 */
export interface AnalyticsEvent {
  readonly event: EventName;
  /** UTC, strictly increasing within a viewing session. */
  readonly timestamp: Milliseconds;
  /** VOD: position. Live: UTC of the content on screen. -1 while unknown. */
  readonly playhead: Milliseconds;
  /** VOD: length. Live with a seekable range: UTC of the live edge. -1 for live without one, and while unknown. */
  readonly duration: Milliseconds;
  readonly payload?: Payload;
}

/** What EPAS `error` and `warn`/`warning` carry. */
export interface ErrorDetails {
  /** For example NETWORK, MEDIA, DECODER, DRM or APP. */
  readonly category?: string;
  readonly code: string;
  readonly message?: string;
  /** Anything; made safe and cut to size before it leaves. Not sent in dialect 0.2, whose schema allows no content. */
  readonly data?: unknown;
}

/** An error as players and apps tell it: what is missing or empty is unknown, a code may be a number. */
export interface ReportedError {
  readonly category?: string | undefined;
  readonly code?: string | number | undefined;
  readonly message?: string | undefined;
  readonly data?: unknown;
}

/** What EPAS `bitrate_changed` carries. Rates are kbps, sizes pixels; what the player does not say is left out. */
export interface Rendition {
  readonly bitrate: number;
  readonly width?: number;
  readonly height?: number;
  readonly videoBitrate?: number;
  readonly audioBitrate?: number;
}

/** A rendition as players and apps tell it: null, 0 and NaN mean unknown, fractions are rounded; none without a bitrate. */
export type ReportedRendition = { readonly [detail in keyof Rendition]?: number | null | undefined };

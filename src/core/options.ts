import type { Clock } from './clock.ts';
import type { Dialect, Milliseconds, Payload } from './events.ts';

/** What EPAS `init` (0.1) and `metadata` (0.2) say about content, viewer and device. */
export interface ContentFields {
  readonly contentId?: string;
  /** By default the URL of the source, without credentials, query and fragment. */
  readonly contentUrl?: string;
  readonly userId?: string;
  readonly deviceId?: string;
  readonly deviceModel?: string;
  readonly deviceType?: string;
  /** Further fields; a sink may ignore them. */
  readonly payload?: Payload;
}

export interface AnalyticsOptions extends ContentFields {
  /** Where events are POSTed: an absolute http(s) URL. */
  readonly eventSinkUrl: string;
  /** EPAS version on the wire. Default '0.1'. */
  readonly dialect?: Dialect;
  /** Called for each source with its URL; what it returns overrides the fields above for that viewing session. */
  content?(url: string): ContentFields | undefined;
  /**
   * Id of the first viewing session. Default: made here, so that a repeated `init` is the same session.
   * The empty string leaves it to the sink. Whatever the sink answers to `init` wins.
   */
  readonly sessionId?: string;
  /** Seconds between heartbeats until the sink says otherwise. Default 30. */
  readonly heartbeatInterval?: number;
  /** How long a batch gathers. At least 1000, the default. */
  readonly flushDelay?: Milliseconds;
  /** Default 500. */
  readonly maxQueueEvents?: number;
  /** Default 262144. */
  readonly maxQueueBytes?: number;
  /** Keep unsent events and the open session in localStorage, to survive a power cut. Default true. */
  readonly persist?: boolean;
  /** A live stream with a seekable range shorter than this (seconds) has no DVR: its duration is -1. Default 20. */
  readonly dvrThreshold?: number;
  /** Share of viewing sessions that are reported, 0…1, decided once per session. Default 1. */
  readonly sampleRate?: number;
  /** False: no listener, no request, no storage. Default true. */
  readonly enabled?: boolean;
  /** Send URLs with credentials, query and fragment. Default false. */
  readonly keepUrlQuery?: boolean;
  /** For tests and simulations. Default: the page's clock. */
  readonly clock?: Clock;
}

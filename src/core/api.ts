import type { Milliseconds, Payload, Rendition, ReportedError, ReportedRendition } from './events.ts';
import type { AnalyticsRecord, PlaybackState } from './records.ts';
import type { MediaLike, PlayerHints, Signal } from './signals.ts';

/** What `report` takes: what no player can know. */
export interface Reports {
  /** 0.2: an event of its own. 0.1 has none: it joins the next `init` or heartbeat payload. */
  readonly metadata: Payload;
  /** Non-fatal (EPAS `warn`/`warning`). */
  readonly warning: ReportedError;
  /** Fatal: `error`, then `stopped` `error`. */
  readonly error: ReportedError;
  readonly bitrate_changed: ReportedRendition;
  /** Ends the viewing session with this reason. */
  readonly stopped: { readonly reason: string };
}

/** Where things stand now; for displays. */
export interface Snapshot {
  /** Counts viewing sessions; 0 before the first. */
  readonly session: number;
  /** Empty until known. */
  readonly sessionId: string;
  readonly state: PlaybackState;
  /** As EPAS would send them now. */
  readonly playhead: Milliseconds;
  readonly duration: Milliseconds;
  readonly live: boolean;
  readonly rendition: Rendition | null;
  readonly heartbeatInterval: Milliseconds;
  readonly queued: { readonly events: number; readonly bytes: number };
  readonly eventSinkUrl: string;
  readonly dialect: string;
}

/** The client: lives as long as its player; each content it plays is a viewing session of its own. */
export interface Analytics {
  /**
   * Watches a media element, one at a time: attaching the next one detaches the one before. Returns its undoing,
   * which also ends the viewing session (`stopped` `aborted`). Attaching the same element again returns the same undoing.
   */
  attach(media: MediaLike, hints?: PlayerHints): () => void;
  /** Tells the core what a media element can't: the way in for player plugins. */
  signal(signal: Signal): void;
  /** Says what no player can know. Unknown types and malformed payloads are ignored. */
  report<Type extends keyof Reports>(type: Type, payload: Reports[Type]): void;
  /**
   * Calls `listener` with each record from now on; with `history`, first with the last 50. A listener that throws
   * disturbs nobody. Returns its undoing.
   */
  subscribe(listener: (record: AnalyticsRecord) => void, options?: { readonly history?: boolean }): () => void;
  snapshot(): Snapshot;
  /** Sends what is queued without waiting for the batch to fill. */
  flush(): void;
  /** Ends the viewing session (`stopped` `aborted`), delivers what is left in a bounded time, then is silent. */
  destroy(): void;
}

import type { AnalyticsEvent, EventName, Milliseconds } from './events.ts';

/** Where a viewing session stands, in HTML media words. */
export type PlaybackState =
  'idle' | 'loading' | 'ready' | 'starting' | 'playing' | 'paused' | 'buffering' | 'seeking' | 'stopped';

/** Why events were lost, each on the record. */
export type DropReason =
  /** The queue was full (`maxQueueEvents`, `maxQueueBytes`). */
  | 'queue-full'
  /** The event alone is larger than the queue or the sink takes. */
  | 'too-large'
  /** The sink refused it for good (a 4xx on the event alone). */
  | 'rejected'
  /** The client was destroyed, or the page left, and nothing could keep it. */
  | 'abandoned';

/** An event entered the queue. `id` counts up over the life of the client; `session` over its viewing sessions. */
export interface EventRecord {
  readonly type: 'event';
  readonly id: number;
  readonly session: number;
  readonly event: AnalyticsEvent;
}

/** The playback state changed, or the session got its id from the sink. */
export interface StateRecord {
  readonly type: 'state';
  readonly session: number;
  /** Empty until known. */
  readonly sessionId: string;
  readonly state: PlaybackState;
}

/** What became of one request to the sink. */
export interface DeliveryRecord {
  readonly type: 'delivery';
  /**
   * `sent`: it left; `acknowledged`: the sink took it (2xx), or for `beacon` the browser did;
   * `retry`: it failed and is tried again after `retryIn`; `refused`: the sink will never take it as it is.
   */
  readonly outcome: 'sent' | 'acknowledged' | 'retry' | 'refused';
  readonly via: 'request' | 'beacon';
  /** The ids of the events in it. */
  readonly ids: readonly number[];
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** HTTP status; 0 for a network error, a timeout or a request still under way. */
  readonly status: number;
  readonly roundTrip?: Milliseconds;
  readonly retryIn?: Milliseconds;
  /** What waits behind it, the request itself included. */
  readonly queued: { readonly events: number; readonly bytes: number };
}

/** Events are lost. */
export interface DroppedRecord {
  readonly type: 'dropped';
  readonly reason: DropReason;
  readonly count: number;
  readonly ids: readonly number[];
  readonly events: readonly EventName[];
}

/** One line of the record stream (`Analytics.subscribe`). */
export type AnalyticsRecord = EventRecord | StateRecord | DeliveryRecord | DroppedRecord;

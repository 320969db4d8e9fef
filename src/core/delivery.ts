import type { Clock } from './clock.ts';
import type { WireFormat } from './dialect.ts';
import type { AnalyticsEvent, Milliseconds } from './events.ts';
import type { AnalyticsRecord } from './records.ts';
import type { Post } from './transport.ts';

/** What the sink answered to `init`; what it did not say is left out. */
export interface InitAnswer {
  readonly sessionId?: string;
  readonly heartbeatInterval?: Milliseconds;
}

/** The way out: takes events in order, and sees to it that each reaches the sink or is dropped on the record. */
export interface Delivery {
  /**
   * Queues an event and puts it on the record stream; returns its id there.
   * `sessionId` is the client's own name for the session ('' leaves it to the sink); the answer to `init` overrides it.
   */
  readonly add: (session: number, sessionId: string, event: AnalyticsEvent) => number;
  /** Sends what is queued now instead of after the flush delay. */
  readonly flush: () => void;
  /**
   * The page may be frozen after this call, or with `forGood` is being left: everything queued leaves by beacon or is
   * written down. A request under way is waited for, but not when the page is left: then its events leave again.
   */
  readonly leave: (forGood?: boolean) => void;
  /** No more events: delivers what is left within a bounded time, then goes quiet. */
  readonly close: () => void;
  /** What waits now, the request under way included. */
  readonly queued: () => { readonly events: number; readonly bytes: number };
}

/** What the way out tells the viewing sessions. */
export interface DeliveryListener {
  /** The sink answered the `init` of a session. */
  readonly opened: (session: number, answer: InitAnswer) => void;
  /**
   * The sink is back after events were lost: `reasons` counts them by reason. Called again with the next answer when
   * no event was added meanwhile: between two viewing sessions nobody can say it.
   */
  readonly recovered: (count: number, reasons: Readonly<Record<string, number>>) => void;
}

/** What delivery needs. */
export interface DeliveryDeps {
  readonly url: string;
  readonly format: WireFormat;
  readonly clock: Clock;
  readonly flushDelay: Milliseconds;
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
  readonly persist: boolean;
  readonly listener: DeliveryListener;
  readonly record: (record: AnalyticsRecord) => void;
  /** For tests. Default: Math.random. */
  readonly random?: () => number;
  /** For tests. Default: fetch or XMLHttpRequest. */
  readonly post?: Post;
}

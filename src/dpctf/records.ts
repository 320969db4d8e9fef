import type { SessionEvent, SessionEvents, SessionEventType, SessionStatus } from './events.ts';

/** `unknown` until the runner has answered, `gone` once it says that there is no such session. */
export type KnownStatus = SessionStatus | 'unknown' | 'gone';

/** Why an arrival was not taken for an event. */
export type IgnoreReason =
  | 'unknown-type'
  | 'malformed'
  | 'too-large'
  /** A `resume` with this session's own token, or with one the runner does not know. */
  | 'foreign-token';

/** One line of what goes on in a test session. */
export type SessionRecord =
  | { readonly type: 'event'; readonly event: SessionEvent }
  /** The status as it is known now, whether or not it changed. */
  | { readonly type: 'status'; readonly status: KnownStatus }
  | { readonly type: 'ignored'; readonly reason: IgnoreReason; readonly number: number }
  /** Events that the runner lost or forgot: it keeps them for a minute. */
  | { readonly type: 'missed'; readonly count: number }
  /** The runner restarted and counts from 0 again. */
  | { readonly type: 'restarted' }
  /** A push was given up. */
  | { readonly type: 'dropped' };

/** Where things stand, for displays; and where the parts of the client write it down. */
export interface SessionBooks {
  token: string;
  status: KnownStatus;
  /** The number of the last event, -1 before the first. */
  last: number;
  polls: number;
  pushed: number;
  queued: number;
  dropped: number;
  ignored: number;
  received: SessionEvent | null;
}

export type SessionSnapshot = Readonly<SessionBooks>;

/** A test session as everyone on the page shares it: however many listen, one request listens to the runner. */
export interface TestSession {
  /**
   * Calls `listener` with each record from now on; one that throws disturbs nobody. The page polls as long as there is
   * one. Returns its undoing.
   */
  readonly subscribe: (listener: (record: SessionRecord) => void) => () => void;
  /** Sends an event to everyone in the session, this page included: in order, and again while the runner is away. */
  readonly push: <Type extends SessionEventType>(type: Type, data: SessionEvents[Type]) => void;
  readonly snapshot: () => SessionSnapshot;
}

import type { SessionEvent, SessionEvents, SessionEventType, SessionStatus } from './events.ts';

/** `unknown` until the runner has answered, `gone` once it says that there is no such session. */
export type KnownStatus = SessionStatus | 'gone' | 'unknown';

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

/** Where things stand, always up to date; for displays. */
export interface SessionView {
  /** Empty without a session. */
  readonly token: string;
  readonly status: KnownStatus;
  /** The number of the last event received; -1 before the first. */
  readonly lastNumber: number;
  /** Requests for events so far. */
  readonly polls: number;
  /** Events pushed so far, and taken. */
  readonly forwarded: number;
  readonly queued: number;
  readonly dropped: number;
  readonly ignored: number;
  readonly lastReceived: SessionEvent | null;
}

/** The same for who keeps it. */
export type SessionBooks = { -readonly [Name in keyof SessionView]: SessionView[Name] };

/** A test session as everyone on the page shares it: however many listen, one request listens to the runner. */
export interface TestSession extends SessionView {
  /**
   * Calls `listener` with each record from now on; one that throws disturbs nobody. The page polls as long as there is
   * one. Returns its undoing.
   */
  readonly subscribe: (listener: (record: SessionRecord) => void) => () => void;
  /** Sends an event to everyone in the session, this page included: in order, and again while the runner is away. */
  readonly push: <Type extends SessionEventType>(type: Type, data: SessionEvents[Type]) => void;
}

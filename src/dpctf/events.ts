/** What a test session can be in: `pending` before its start; only the other four are announced by an event. */
export type SessionStatus = 'pending' | 'paused' | 'running' | 'completed' | 'aborted';

/** One thing a person or a framework checks while a test plays (Session Event Types, "Test Ready"). */
export interface Observation {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The verdict on one observation (Session Event Types, "Observation Completed"). */
export interface ObservationResult {
  readonly id: string;
  readonly name: string;
  readonly status: 'PASS' | 'FAIL' | 'TIMEOUT' | 'NOT_RUN';
  /** Why it did not pass; null if it did. */
  readonly message: string | null;
}

export interface TestReady {
  /** Relative to the root of the test runner. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** The query parameters of the page. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly observations: readonly Observation[];
}

/** What each event type carries, in both directions (Session Event Types). */
export interface SessionEvents {
  readonly status: Exclude<SessionStatus, 'pending'>;
  /** The token of the session to go on in. */
  readonly resume: string;
  /** The test that the runner received a result for. */
  readonly test_completed: string;
  readonly test_ready: TestReady;
  readonly observation_ready: { readonly test_path: string };
  readonly observation_completed: readonly ObservationResult[];
  readonly playback: { readonly type: string; readonly data: unknown };
}

export type SessionEventType = keyof SessionEvents;

/** An event as it arrived, validated. */
export type SessionEvent = {
  [Type in SessionEventType]: {
    readonly type: Type;
    readonly data: SessionEvents[Type];
    /** Counts up from 0 within a test session, until the server restarts. */
    readonly number: number;
    /** It was waiting when listening began: up to a minute old, and maybe no longer true. */
    readonly backlog: boolean;
  };
}[SessionEventType];

/** One entry of the server's answer, before anybody looked at what it says. */
export interface Arrival {
  readonly type: unknown;
  readonly data: unknown;
  readonly number: number;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const isList = (value: unknown, check: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(check);

/** Session Event Types, "Payload" of each. What a person may leave out (names, descriptions) may be missing. */
const SHAPES: Record<SessionEventType, (data: unknown) => boolean> = {
  status: (data) => isText(data) && /^(paused|running|completed|aborted)$/.test(data),
  resume: (data) => isText(data) && isToken(data),
  test_completed: isText,
  test_ready: (data) =>
    isText(field(data, 'path')) && isList(field(data, 'observations'), (entry) => isText(field(entry, 'id'))),
  observation_ready: (data) => isText(field(data, 'test_path')),
  observation_completed: (data) =>
    isList(
      data,
      (entry) => isText(field(entry, 'id')) && /^(PASS|FAIL|TIMEOUT|NOT_RUN)$/.test(String(field(entry, 'status'))),
    ),
  playback: (data) => isText(field(data, 'type')),
};

/** Tokens end up in addresses: letters, digits and dashes only (the runner makes UUIDs). */
export const isToken = (value: string): boolean => /^[\w-]{1,64}$/.test(value);

export const isStatus = (value: unknown): value is SessionStatus =>
  isText(value) && /^(pending|paused|running|completed|aborted)$/.test(value);

/** Whether an arrival is an event of the specification: the event, or why not. */
export function validate(arrival: Arrival, backlog: boolean): SessionEvent | 'unknown-type' | 'malformed' {
  const { type, data, number } = arrival;
  if (!isText(type) || !Object.prototype.hasOwnProperty.call(SHAPES, type)) return 'unknown-type';
  // The table decides at run time what the type system cannot follow here.
  return SHAPES[type as SessionEventType](data) ? ({ type, data, number, backlog } as SessionEvent) : 'malformed';
}

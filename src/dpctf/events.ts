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
  /** Beyond the specification: tells a run of the page from an earlier one. Ours only. */
  readonly run?: number;
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

/** One entry of the runner's answer, before anybody looked at what it says. */
export interface Arrival {
  readonly type: unknown;
  readonly data: unknown;
  readonly number: number;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const matches = (value: unknown, pattern: RegExp): boolean => isText(value) && pattern.test(value);
export const field = (value: unknown, name: string): unknown => value && (value as Record<string, unknown>)[name];
const isList = (value: unknown, check: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(check);
const hasId = (value: unknown): boolean => isText(field(value, 'id'));

export const isStatus = (value: unknown): value is SessionStatus =>
  matches(value, /^(pending|paused|running|completed|aborted)$/);

/** Tokens become part of addresses: letters, digits, dashes (the runner makes UUIDs). */
export const isToken = (value: unknown): value is string => matches(value, /^[\w-]{1,64}$/);

/** Session Event Types, "Payload" of each; names and descriptions, meant for people, may be missing. */
const SHAPES: Record<SessionEventType, (data: unknown) => boolean> = {
  status: (data) => isStatus(data) && data !== 'pending',
  resume: isToken,
  test_completed: isText,
  test_ready: (data) => isText(field(data, 'path')) && isList(field(data, 'observations'), hasId),
  observation_ready: (data) => isText(field(data, 'test_path')),
  observation_completed: (data) =>
    isList(data, (entry) => hasId(entry) && matches(field(entry, 'status'), /^(PASS|FAIL|TIMEOUT|NOT_RUN)$/)),
  playback: (data) => isText(field(data, 'type')),
};

export const isKnownType = (type: unknown): type is SessionEventType =>
  isText(type) && Object.keys(SHAPES).indexOf(type) >= 0;

/** Whether `data` is what the specification says of an event of this type. */
export const isWellFormed = (type: SessionEventType, data: unknown): boolean => SHAPES[type](data);

export type {
  Observation,
  ObservationResult,
  SessionEvent,
  SessionEvents,
  SessionEventType,
  SessionStatus,
  TestReady,
} from './events.ts';
export { observeTest, type ObservationOptions, type ObservedTest, type WaitOutcome } from './handshake.ts';
export type { Controls } from './hold.ts';
export { joinTestSession, type JoinedSession, type JoinOptions } from './join.ts';
export { pageParameters, type PageParameters } from './query.ts';
export type { IgnoreReason, KnownStatus, SessionRecord, SessionView, TestSession } from './records.ts';
export { openSession, type OpenSession, type SessionOptions } from './session.ts';

import type { SessionBook, Status, StoredSession } from './session-book.ts';

/** What the routes share. */
export interface RunnerState {
  readonly book: SessionBook;
  readonly push: (token: string, type: string, data: unknown) => void;
  readonly setStatus: (session: StoredSession, status: Status, from: readonly Status[]) => void;
  readonly pause: number;
  /** Timers to be cleared when the runner ends. */
  readonly timers: Set<NodeJS.Timeout>;
}

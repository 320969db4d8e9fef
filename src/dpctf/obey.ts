import type { KnownStatus } from './records.ts';
import type { OwnedSession } from './session.ts';

/** What a test session orders, as far as it is to be believed. */
export interface Orders {
  /** The session's status as confirmed now. */
  status(status: KnownStatus): void;
  /** Go on in the session with this token: the runner knows it. */
  resume(token: string): void;
}

/** Tells orders from mere messages. Returns its undoing. */
export function obey(session: OwnedSession, orders: Orders): () => void {
  let stopAsking = (): void => {};
  /** A `resume` that was waiting for us may be old; it counts if its session is gone, for the runner deletes it along. */
  let stale: (() => void) | null = null;

  const resume = (token: string, number: number): void => {
    const refuse = (): void => session.note({ type: 'ignored', reason: 'foreign-token', number });
    stopAsking();
    if (token === session.snapshot().token) return refuse();
    stopAsking = session.ask(token, (status) => {
      if (status === 'gone') return refuse();
      stale = null;
      orders.resume(token);
    });
  };

  const unsubscribe = session.subscribe((record) => {
    if (record.type === 'event' && record.event.type === 'resume') {
      const { data, number, backlog } = record.event;
      stale = () => resume(data, number);
      if (!backlog) stale();
    }
    if (record.type !== 'status') return;
    if (record.status === 'gone' && stale) stale();
    orders.status(record.status);
  });
  return () => {
    unsubscribe();
    stopAsking();
  };
}

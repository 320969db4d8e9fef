import type { AnalyticsEvent, Milliseconds } from '../core/events.ts';
import type { AnalyticsRecord, DeliveryRecord, DropReason } from '../core/records.ts';

/** How far an event has come on its way to the sink. */
export type Fate = 'queued' | 'sent' | 'acknowledged' | 'dropped';

/** One event and what became of it. */
export interface Entry {
  readonly id: number;
  readonly session: number;
  readonly event: AnalyticsEvent;
  readonly fate: Fate;
  /** Why it was dropped. */
  readonly reason?: DropReason;
  /** The last request that carried it. */
  readonly request?: DeliveryRecord;
}

/** What the records say about the way to the sink, since the ledger was opened. */
export interface Traffic {
  readonly acknowledged: number;
  readonly retries: number;
  readonly lost: number;
  /** Losses by reason, only those that happened. */
  readonly losses: Readonly<Partial<Record<DropReason, number>>>;
  readonly roundTrip?: Milliseconds | undefined;
  /** The last answer, or the lack of one; undefined before the first. */
  readonly answer?: DeliveryRecord;
  /** Monotonic time at which a failed request is tried again. */
  readonly nextAttempt?: Milliseconds | undefined;
}

/** Keeps the newest events with their fates. */
export interface Ledger {
  take(record: AnalyticsRecord, now: Milliseconds): void;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  readonly traffic: Traffic;
}

/** A ledger of the newest `limit` events. What it has forgotten no later record brings back. */
export function createLedger(limit = 200): Ledger {
  const entries: Entry[] = [];
  const losses: Partial<Record<DropReason, number>> = {};
  const traffic: { -readonly [Key in keyof Traffic]: Traffic[Key] } = { acknowledged: 0, retries: 0, lost: 0, losses };

  const amend = (ids: readonly number[], change: Partial<Entry>): void => {
    entries.forEach((entry, index) => {
      if (ids.indexOf(entry.id) >= 0 && entry.fate !== 'dropped') entries[index] = { ...entry, ...change };
    });
  };

  return {
    take(record, now) {
      if (record.type === 'event') {
        entries.push({ id: record.id, session: record.session, event: record.event, fate: 'queued' });
        if (entries.length > limit) entries.shift();
      } else if (record.type === 'dropped') {
        const { ids, reason, count } = record;
        amend(ids, { fate: 'dropped', reason });
        traffic.lost += count;
        losses[reason] = (losses[reason] || 0) + count;
      } else if (record.type === 'delivery') {
        const { ids, outcome, retryIn = 0, roundTrip = traffic.roundTrip } = record;
        const again = outcome === 'retry';
        // A refused batch is halved and tried again: its events still wait, until a `dropped` record says otherwise.
        amend(ids, { fate: again || outcome === 'refused' ? 'queued' : outcome, request: record });
        traffic.roundTrip = roundTrip;
        traffic.nextAttempt = again ? now + retryIn : undefined;
        if (outcome !== 'sent') traffic.answer = record;
        if (again) traffic.retries++;
        if (outcome === 'acknowledged') traffic.acknowledged += ids.length;
      }
    },
    entries,
    traffic,
  };
}

import type { AnalyticsEvent, Milliseconds } from '../core/events.ts';
import type { AnalyticsRecord, DeliveryRecord, DroppedRecord, DropReason } from '../core/records.ts';

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
  readonly roundTrip?: Milliseconds;
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
  let traffic: Traffic = { acknowledged: 0, retries: 0, lost: 0, losses: {} };

  const amend = (ids: readonly number[], change: Partial<Entry>): void => {
    entries.forEach((entry, index) => {
      if (ids.indexOf(entry.id) >= 0 && entry.fate !== 'dropped') entries[index] = { ...entry, ...change };
    });
  };

  const deliver = (record: DeliveryRecord, now: Milliseconds): void => {
    const { outcome, roundTrip, retryIn = 0 } = record;
    // A refused batch is halved and tried again: its events still wait, until a `dropped` record says otherwise.
    amend(record.ids, { fate: outcome === 'retry' || outcome === 'refused' ? 'queued' : outcome, request: record });
    traffic = {
      ...traffic,
      ...(roundTrip === undefined ? null : { roundTrip }),
      ...(outcome === 'sent' ? null : { answer: record }),
      nextAttempt: outcome === 'retry' ? now + retryIn : undefined,
      retries: traffic.retries + (outcome === 'retry' ? 1 : 0),
      acknowledged: traffic.acknowledged + (outcome === 'acknowledged' ? record.ids.length : 0),
    };
  };

  const lose = ({ ids, reason, count }: DroppedRecord): void => {
    amend(ids, { fate: 'dropped', reason });
    const { lost, losses } = traffic;
    traffic = { ...traffic, lost: lost + count, losses: { ...losses, [reason]: (losses[reason] ?? 0) + count } };
  };

  return {
    take(record, now) {
      if (record.type === 'event') {
        entries.push({ id: record.id, session: record.session, event: record.event, fate: 'queued' });
        if (entries.length > limit) entries.shift();
      } else if (record.type === 'delivery') deliver(record, now);
      else if (record.type === 'dropped') lose(record);
    },
    entries,
    get traffic() {
      return traffic;
    },
  };
}

import type { Arrival } from './sink.ts';
import type { Noted } from './stage.ts';

/** One row of the matrix. */
export interface Balance {
  readonly sent: number;
  readonly received: number;
  /** Lost, and a `dropped` record says so. */
  readonly onRecord: number;
  /** Must be 0. */
  readonly silently: number;
  /** Arrived more than once, never acknowledged before (an answer was lost), and identical. */
  readonly repeated: number;
  /** Sent again after the client had its acknowledgment, or not identical: must be 0. */
  readonly duplicated: number;
  /** Arrived after a later event of its session: must be 0. */
  readonly disordered: number;
}

const keyOf = ({ event, timestamp }: { event: string; timestamp: number }): string => `${event}@${timestamp}`;

/** Compares what the client says it did, life by life, with what arrived. */
export function balance(lives: readonly (readonly Noted[])[], arrivals: readonly Arrival[]): Balance {
  const sent = new Set<string>();
  const dropped = new Set<string>();
  const acknowledged = new Map<string, { at: number; beacon: boolean }>();
  for (const notes of lives) {
    const names = new Map<number, string>();
    const named = (ids: readonly number[]): string[] => ids.map((id) => names.get(id) ?? `?${id}`);
    for (const { at, record } of notes) {
      if (record.type === 'event') {
        names.set(record.id, keyOf(record.event));
        sent.add(keyOf(record.event));
      } else if (record.type === 'dropped') {
        named(record.ids).forEach((key) => dropped.add(key));
      } else if (record.type === 'delivery' && record.outcome === 'acknowledged') {
        named(record.ids).forEach((key) => acknowledged.set(key, { at, beacon: record.via === 'beacon' }));
      }
    }
  }
  const seen = new Map<string, Arrival[]>();
  const latest = new Map<string, number>();
  let disordered = 0;
  for (const arrival of arrivals) {
    const before = seen.get(keyOf(arrival));
    if (before) before.push(arrival);
    else {
      seen.set(keyOf(arrival), [arrival]);
      if (arrival.timestamp <= (latest.get(arrival.sessionId) ?? 0)) disordered++;
      latest.set(arrival.sessionId, Math.max(arrival.timestamp, latest.get(arrival.sessionId) ?? 0));
    }
  }
  let duplicated = 0;
  let repeated = 0;
  for (const [key, copies] of seen) {
    const told = acknowledged.get(key);
    const after = told ? copies.filter(({ at }) => at > told.at).length - (told.beacon ? 1 : 0) : 0;
    const different = new Set(copies.map(({ text }) => text)).size - 1;
    duplicated += Math.max(0, after) + different;
    if (copies.length > 1 && after <= 0) repeated++;
  }
  const arrived = (key: string): boolean => seen.has(key);
  return {
    sent: sent.size,
    received: [...sent].filter(arrived).length,
    onRecord: [...dropped].filter((key) => !arrived(key)).length,
    silently: [...sent].filter((key) => !arrived(key) && !dropped.has(key)).length,
    ...{ repeated, duplicated, disordered },
  };
}

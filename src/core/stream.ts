import type { AnalyticsRecord } from './records.ts';

type Listener = (record: AnalyticsRecord) => void;

/** How many records a late subscriber can look back on. */
const HISTORY = 50;

/** The record stream: subscribers are shielded from each other, and the core from all of them. */
export interface Stream {
  publish(record: AnalyticsRecord): void;
  subscribe(listener: Listener, history?: boolean): () => void;
  close(): void;
}

export function createStream(): Stream {
  let listeners: readonly Listener[] = [];
  let latest: AnalyticsRecord[] = [];

  const tell = (listener: Listener, record: AnalyticsRecord): void => {
    try {
      listener(record);
    } catch (error) {
      // Not ours to handle, not ours to hide: it surfaces as the subscriber's own uncaught error.
      setTimeout(() => {
        throw error;
      });
    }
  };

  return {
    publish(record) {
      latest = latest.concat(record).slice(-HISTORY);
      // A list of its own: who comes or goes meanwhile neither misses this record nor makes others miss it.
      listeners.forEach((listener) => tell(listener, record));
    },
    subscribe(listener, history) {
      const subscriber: Listener = (record) => listener(record);
      if (history) latest.forEach((record) => tell(subscriber, record));
      listeners = listeners.concat(subscriber);
      return () => {
        listeners = listeners.filter((other) => other !== subscriber);
      };
    },
    close() {
      listeners = [];
      latest = [];
    },
  };
}

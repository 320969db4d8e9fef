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
      // Not ours to handle, not ours to hide; rethrown later it would be an unhandled error of the page.
      if (typeof console !== 'undefined') console.error(error);
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

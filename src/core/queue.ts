import type { AnalyticsEvent, EventName } from './events.ts';
import type { DropReason } from './records.ts';

/** One viewing session on its way out. */
export interface OutgoingSession {
  /** As on the record stream; 0 for one of an earlier life of the page. */
  readonly number: number;
  /** What the sink knows it by. */
  id: string;
  /** Why the sink will never hear of it: its `init` is lost. */
  gone?: DropReason;
  /** Its latest event, while it is open. */
  last?: AnalyticsEvent | undefined;
}

export interface Entry {
  readonly id: number;
  readonly session: OutgoingSession;
  readonly event: AnalyticsEvent;
  readonly bytes: number;
  /** It reports a loss itself: losing it is not reported again. */
  readonly quiet: boolean;
}

export type Entries = readonly Entry[];

export interface Limits {
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
}

/** The bounded queue. */
export interface Queue {
  readonly all: () => Entries;
  readonly size: () => { readonly events: number; readonly bytes: number };
  /** Puts an event at the end; the bounds hold again after `trim`. */
  readonly add: (entry: Entry) => void;
  readonly trim: () => void;
  /** What the next request carries; it is not dropped to make room until `release`. */
  readonly hold: (most: number) => Entries;
  readonly release: () => void;
  /** Removes entries: undelivered if there is a reason. */
  readonly remove: (gone: Entries, reason?: DropReason) => void;
  /** Removes one that is lost, and with an `init` its whole session. */
  readonly drop: (reason: DropReason, entry: Entry) => void;
}

/** Far below the 64 KiB a browser takes for all beacons of a page together (Beacon, 3.2): several fit. */
const MOST_BYTES = 16384;

export const isInit = ({ event }: Entry): boolean => event.event === 'init';

/** What an event is worth to its reader: without the dear ones a viewing session cannot be told. */
const DEAR: readonly EventName[] = ['init', 'loaded', 'error', 'stopped'];
const worth = ({ event }: Entry): number => (event.event === 'heartbeat' ? 0 : DEAR.indexOf(event.event) < 0 ? 1 : 2);

/** How many from the front fit one request: an `init` alone, or events of one session. */
function requestSize(entries: Entries, most: number): number {
  let bytes = 0;
  let count = 0;
  entries.every((entry, index) => {
    const first = entries[0] as Entry;
    bytes += entry.bytes;
    const fits = !index || (index < most && !isInit(first) && !isInit(entry) && entry.session === first.session);
    return fits && (!index || bytes <= MOST_BYTES) && ++count;
  });
  return count;
}

/** `lost` is told of everything that is dropped, once the queue is right again. */
export function createQueue(limits: Limits, lost: (reason: DropReason, entries: Entries) => void): Queue {
  let entries: Entry[] = [];
  let bytes = 0;
  let held = 0;

  function remove(gone: Entries, reason?: DropReason): void {
    entries = entries.filter((entry) => gone.indexOf(entry) < 0);
    bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (reason && gone.length) lost(reason, gone);
  }

  function drop(reason: DropReason, entry: Entry): void {
    // Without its `init` the other events of a session mean nothing to the sink.
    if (isInit(entry)) entry.session.gone = reason;
    remove(
      entries.filter((other) => other === entry || (other.session.gone && other.session === entry.session)),
      reason,
    );
  }

  return {
    all: () => entries,
    size: () => ({ events: entries.length, bytes }),
    add(entry) {
      entries.push(entry);
      bytes += entry.bytes;
    },
    trim() {
      const latest = entries[entries.length - 1] as Entry;
      const gone = latest.session.gone || (latest.bytes > limits.maxQueueBytes && 'too-large');
      if (gone) drop(gone, latest);
      while (entries.length > held && (entries.length > limits.maxQueueEvents || bytes > limits.maxQueueBytes)) {
        // The least worth, and of that the oldest; what is in a request stays.
        drop(
          'queue-full',
          entries.slice(held).reduce((least, entry) => (worth(entry) < worth(least) ? entry : least)),
        );
      }
    },
    hold(most) {
      held = held || requestSize(entries, most);
      return entries.slice(0, held);
    },
    release() {
      held = 0;
    },
    remove,
    drop,
  };
}

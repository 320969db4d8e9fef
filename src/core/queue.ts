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

export interface Limits {
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
  /** Whether one request may carry several events. */
  readonly batches: boolean;
}

export interface Queue {
  entries(): readonly Entry[];
  size(): { readonly events: number; readonly bytes: number };
  /** Puts an event at the end; the bounds hold again after `trim`. */
  add(entry: Entry): void;
  trim(): void;
  /** What the next request carries: an `init` alone, or events of one session; held until `take`, `drop` or `release`. */
  hold(most: number): readonly Entry[];
  release(): void;
  /** Removes an entry that is lost, and with an `init` its whole session. */
  drop(reason: DropReason, entry: Entry): void;
  dropAll(reason: DropReason): void;
  /** Removes what is delivered, or in another page's hands. */
  take(which: (entry: Entry) => boolean): void;
}

/** One request: small enough for a beacon (64 KiB, Beacon 3.2 and Fetch keepalive) with room for what waits behind. */
const MOST_EVENTS = 50;
const MOST_BYTES = 16384;

/** What an event is worth to its reader: without the dear ones a viewing session cannot be told. */
const DEAR: readonly EventName[] = ['init', 'loaded', 'error', 'stopped'];
const worth = ({ event }: AnalyticsEvent): number => (event === 'heartbeat' ? 0 : DEAR.indexOf(event) < 0 ? 1 : 2);

type Picks = (entry: Entry, index: number) => boolean;

/** The bounded queue. `lost` is told of everything that is dropped, once the queue is right again. */
export function createQueue(limits: Limits, lost: (reason: DropReason, entries: readonly Entry[]) => void): Queue {
  let entries: Entry[] = [];
  let bytes = 0;
  let held = 0;

  function remove(which: Picks): Entry[] {
    const gone = entries.filter(which);
    entries = entries.filter((entry) => gone.indexOf(entry) < 0);
    gone.forEach((entry) => (bytes -= entry.bytes));
    return gone;
  }

  function drop(reason: DropReason, which: Picks): void {
    const gone = remove(which);
    if (gone.length) lost(reason, gone);
  }

  /** An `init` that never leaves takes its session along: without it the other events mean nothing to the sink. */
  function dropEntry(reason: DropReason, victim: Entry): void {
    if (victim.event.event === 'init') victim.session.gone = reason;
    drop(reason, (entry) => entry === victim || (entry.session === victim.session && !!entry.session.gone));
  }

  /** What is worth least, and of that the oldest; what is in a request stays. */
  function cheapest(): Entry | undefined {
    return entries
      .slice(held)
      .reduce<Entry | undefined>(
        (least, entry) => (least && worth(least.event) <= worth(entry.event) ? least : entry),
        undefined,
      );
  }

  return {
    entries: () => entries,
    size: () => ({ events: entries.length, bytes }),
    add(entry) {
      entries.push(entry);
      bytes += entry.bytes;
    },
    trim() {
      entries.slice(held).forEach((entry) => {
        if (entry.session.gone) dropEntry(entry.session.gone, entry);
        else if (entry.bytes > limits.maxQueueBytes) dropEntry('too-large', entry);
      });
      for (
        let victim = cheapest();
        victim && (entries.length > limits.maxQueueEvents || bytes > limits.maxQueueBytes);
      ) {
        dropEntry('queue-full', victim);
        victim = cheapest();
      }
    },
    hold(most) {
      if (!held) held = requestSize(entries, limits.batches ? Math.min(most, MOST_EVENTS) : 1);
      return entries.slice(0, held);
    },
    release() {
      held = 0;
    },
    drop: dropEntry,
    dropAll: (reason) => drop(reason, () => true),
    take(which) {
      held = 0;
      remove(which);
    },
  };
}

/** How many from the front fit one request: an `init` alone, or events of one session. */
function requestSize(entries: readonly Entry[], most: number): number {
  const first = entries[0];
  let count = 0;
  let bytes = 0;
  for (const { session, event, bytes: own } of entries) {
    const alone = event.event === 'init';
    bytes += own;
    if (count && (count >= most || alone || !first || session !== first.session || bytes > MOST_BYTES)) break;
    count++;
    if (alone) break;
  }
  return count;
}

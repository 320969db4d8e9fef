import type { AnalyticsEvent, Milliseconds } from './events.ts';
import { openJournal } from './journal.ts';
import type { DeliveryDeps } from './delivery.ts';
import type { Entries, OutgoingSession, Queue } from './queue.ts';

/** Decides when the journal is written: rarely while the sink takes what it gets, soon when it does not. */
export interface Keeper {
  /** Writes down everything that waits, and the open session. False: it is in memory only. */
  readonly keep: () => boolean;
  /** The sink fails and something changed: writes soon. */
  readonly troubled: () => void;
  /** The sink took something: what is kept must not be sent again. `opened`: a session is open from now on. */
  readonly delivered: (opened: boolean) => void;
  /** Lets go of what another page took over while this one was frozen: it is sent from there. */
  readonly yieldTaken: () => void;
  /** Goes quiet; what is kept is for whoever starts next. */
  readonly close: () => void;
}

/** How stale the last known place of the open session may get. */
const REFRESH: Milliseconds = 60000;
/**
 * Chromium brings localStorage to the disk 60 times an hour, and a few MB (storage_area_impl.cc): who writes more is
 * written later. So the pause after a write grows with its size.
 */
const PAUSE: Milliseconds = 5000;

/** The sink, then session id and event, row by row; the last may be one that had not happened yet. */
type Row = readonly [id: string, event: AnalyticsEvent, foreseen?: 1];
type Kept = readonly [url: string, dialect: string, ...rows: Row[]];

/** What waits, and the end of the open session at its last known place: nobody will be there to write it later. */
function describe(url: string, dialect: string, entries: Entries, current: OutgoingSession | undefined): string {
  const rows = entries.map(({ session, event }) => [session.id, event] as Row);
  const last = current && !current.gone && current.last;
  if (last) {
    const { timestamp, playhead, duration } = last;
    const payload = { reason: 'aborted' };
    // A millisecond on: timestamps are strictly increasing within a session.
    rows.push([current.id, { event: 'stopped', timestamp: timestamp + 1, playhead, duration, payload }, 1]);
  }
  return rows.length ? JSON.stringify(([url, dialect] as unknown[]).concat(rows)) : '';
}

/**
 * Reads what an earlier life of the page left, event by event. False: it is for another sink. What cannot be read is
 * taken and forgotten.
 */
export function restore(
  text: string,
  url: string,
  dialect: string,
  now: Milliseconds,
  add: (session: OutgoingSession, event: AnalyticsEvent) => void,
): boolean {
  let session: OutgoingSession | undefined;
  try {
    const kept = JSON.parse(text) as Kept;
    if (kept[0] !== url || kept[1] !== dialect) return false;
    (kept.slice(2) as Row[]).forEach(([id, event, foreseen]) => {
      if (!session || session.id !== id || event.event === 'init') session = { number: 0, id };
      // After it was written the sink heard of the session for a while: its end comes behind that, and before now.
      const later = Math.max(event.timestamp, Math.min(now, event.timestamp + REFRESH + PAUSE));
      add(session, foreseen ? { ...event, timestamp: later } : event);
    });
  } catch {
    // Cut off, or scribbled over.
  }
  return true;
}

/** `found` gets what an earlier life of the page left, event by event; then `ready`. */
export function createKeeper(
  { clock, persist, url, format }: DeliveryDeps,
  queue: Queue,
  current: () => OutgoingSession | undefined,
  found: (session: OutgoingSession, event: AnalyticsEvent) => void,
  ready: () => void,
): Keeper {
  const { dialect } = format;
  let written = -REFRESH;
  let size = 0;
  let kept: Entries = [];
  let cancel: (() => void) | undefined;
  const journal = openJournal(clock, persist, (text) => {
    const known = restore(text, url, dialect, clock.wall(), found);
    keep();
    ready();
    return known;
  });

  function stop(): void {
    if (cancel) cancel();
    cancel = undefined;
  }

  function yieldTaken(): void {
    if (journal.taken()) queue.remove(kept);
  }

  function write(entries: Entries): boolean {
    const text = describe(url, dialect, entries, current());
    stop();
    kept = entries.slice();
    size = text.length;
    written = clock.monotonic();
    return journal.write(text);
  }

  function keep(): boolean {
    yieldTaken();
    return write(queue.all());
  }

  return {
    keep,
    yieldTaken,
    troubled() {
      if (!persist) return;
      const rest = written + PAUSE + size / 2 - clock.monotonic();
      if (rest <= 0) keep();
      else if (!cancel) cancel = clock.after(Math.max(1000, rest), keep);
    },
    delivered(opened) {
      const session = current();
      stop();
      if (kept.length) keep();
      else if (opened || !(session && session.last) || clock.monotonic() - written >= REFRESH) write([]);
    },
    close() {
      stop();
      journal.close();
    },
  };
}

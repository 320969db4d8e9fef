import type { Clock } from './clock.ts';
import type { AnalyticsEvent, Milliseconds } from './events.ts';
import type { Journal } from './journal.ts';
import type { OutgoingSession, Queue } from './queue.ts';
import { parseFields } from './safe-json.ts';

/** Decides when the journal is written: rarely while the sink takes what it gets, soon when it does not. */
export interface Keeper {
  /** Writes down everything that waits, and the open session. False: it is in memory only. */
  keepAll(): boolean;
  /** The sink failed, or fails and something changed: write soon. */
  troubled(): void;
  /** The sink took something: what is kept must not be sent again. */
  delivered(): void;
  /** Writes down that a session is open. */
  opened(): void;
  /** Lets go of what another page took over while this one was frozen: it is sent from there. */
  yieldTaken(): void;
  stop(): void;
}

/** How stale the last known place of the open session may get. */
const REFRESH: Milliseconds = 60000;
/**
 * Chromium puts localStorage on the disk 60 times an hour, and a few MB (storage_area_impl.cc): who writes more often
 * is written later. So the pause between two writes grows with what there is to write.
 */
const PAUSE: Milliseconds = 5000;

/** Text form of what waits: `s` sessions with their id and, while open, their latest event; `e` events by session. */
function describe(queue: Queue, current: OutgoingSession | undefined, withEvents: boolean, label: object): string {
  const sessions: OutgoingSession[] = current && current.last && !current.gone ? [current] : [];
  const events = (withEvents ? queue.entries() : []).map(({ session, event }) => {
    if (sessions.indexOf(session) < 0) sessions.push(session);
    return [sessions.indexOf(session), event];
  });
  const open = sessions.map(({ id, last }) => [id, last && { ...last, payload: undefined }]);
  return sessions.length ? JSON.stringify({ ...label, s: open, e: events }) : '';
}

const isEvent = (value: unknown): value is AnalyticsEvent => {
  const { event, timestamp, playhead, duration } = (value || {}) as Partial<AnalyticsEvent>;
  return typeof event === 'string' && isFinite((timestamp as number) + (playhead as number) + (duration as number));
};

/**
 * Reads what an earlier life of the page left. Each event is handed to `add`; sessions that were open are closed at
 * their last known place. False: the text is for another sink; what cannot be read is taken and forgotten.
 */
export function restore(
  text: string,
  label: Readonly<Record<string, string>>,
  add: (session: OutgoingSession, event: AnalyticsEvent) => void,
): boolean {
  const left = parseFields(text);
  if (!Array.isArray(left.s) || !Array.isArray(left.e)) return true;
  for (const name in label) if (left[name] !== label[name]) return false;
  const rows = (left.s as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[]) : []));
  const sessions = rows.map(([id]): OutgoingSession => ({ number: 0, id: typeof id === 'string' ? id : '' }));
  (left.e as unknown[]).forEach((row) => {
    const [index, event] = Array.isArray(row) ? (row as unknown[]) : [];
    const session = sessions[index as number];
    if (session && isEvent(event)) add(session, event);
  });
  rows.forEach(([, last], index) => {
    const session = sessions[index];
    if (!session || !isEvent(last)) return;
    const { timestamp, playhead, duration } = last;
    // Timestamps are strictly increasing within a session.
    add(session, { event: 'stopped', timestamp: timestamp + 1, playhead, duration, payload: { reason: 'aborted' } });
  });
  return true;
}

export function createKeeper(
  clock: Clock,
  journal: Journal,
  queue: Queue,
  label: Readonly<Record<string, string>>,
  current: () => OutgoingSession | undefined,
): Keeper {
  let written = -Infinity;
  let size = 0;
  let withEvents = false;
  let latest = 0;
  let cancel: (() => void) | undefined;

  function stop(): void {
    if (cancel) cancel();
    cancel = undefined;
  }

  function yieldTaken(): void {
    if (!journal.taken()) return;
    queue.take(({ id }) => id <= latest);
    latest = 0;
  }

  function write(all: boolean): boolean {
    stop();
    yieldTaken();
    const entries = queue.entries();
    const text = describe(queue, current(), all, label);
    size = text.length;
    written = clock.monotonic();
    withEvents = all && entries.length > 0;
    if (withEvents) latest = entries[entries.length - 1]?.id || 0;
    return journal.write(text);
  }

  return {
    keepAll: () => write(true),
    opened: () => {
      write(withEvents);
    },
    troubled() {
      const rest = written + PAUSE + size / 2 - clock.monotonic();
      if (rest <= 0) write(true);
      else if (!cancel) cancel = clock.after(Math.max(1000, rest), () => write(true));
    },
    delivered() {
      if (withEvents || !current()?.last || clock.monotonic() - written >= REFRESH) write(withEvents);
    },
    yieldTaken,
    stop,
  };
}

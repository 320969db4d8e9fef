import { parseAnswer } from './answer.ts';
import type { Clock } from './clock.ts';
import type { Delivery, DeliveryListener } from './delivery.ts';
import type { WireFormat } from './dialect.ts';
import type { AnalyticsEvent, Milliseconds, Payload } from './events.ts';
import { openJournal } from './journal.ts';
import { createKeeper, restore } from './keeper.ts';
import { createQueue, type Entry, type OutgoingSession } from './queue.ts';
import type { AnalyticsRecord, DropReason } from './records.ts';
import { byteLength, makeSafe } from './safe-json.ts';
import { createSender } from './sender.ts';
import { beacon, post, type Post } from './transport.ts';

export interface DeliveryDeps {
  readonly url: string;
  readonly format: WireFormat;
  readonly clock: Clock;
  readonly flushDelay: Milliseconds;
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
  readonly persist: boolean;
  readonly listener: DeliveryListener;
  record(record: AnalyticsRecord): void;
  /** For tests. Default: Math.random. */
  readonly random?: () => number;
  /** For tests. Default: fetch or XMLHttpRequest. */
  readonly post?: Post;
}

/** How long a closed client goes on trying. */
const LAST_TRIES: Milliseconds = 10000;
/** A queue this long does not wait for the flush delay. */
const ENOUGH = 25;

/** Counts what is lost until the sink can be told. */
function createLosses(deps: DeliveryDeps) {
  let count = 0;
  let reasons: Record<string, number> = {};
  let telling = false;
  return {
    /** True while the report of a loss is being queued: losing that one is not reported again. */
    telling: () => telling,
    lost(reason: DropReason, entries: readonly Entry[]): void {
      const known = entries.filter(({ quiet }) => !quiet).length;
      count += known;
      if (known) reasons[reason] = (reasons[reason] || 0) + known;
      const ids = entries.map(({ id }) => id);
      const events = entries.map(({ event }) => event.event);
      deps.record({ type: 'dropped', reason, count: ids.length, ids, events });
    },
    tell(): void {
      const told = [count, reasons] as const;
      count = 0;
      reasons = {};
      telling = true;
      if (told[0]) deps.listener.recovered(told[0], told[1]);
      telling = false;
    },
  };
}

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { clock, format, flushDelay, listener, url } = deps;
  const random = deps.random || Math.random;
  let latest = 0;
  let due = 0;
  let current: OutgoingSession | undefined;
  let cancelGather: (() => void) | undefined;
  let cancelDeadline: (() => void) | undefined;
  let closed = false;
  let held = false;

  const losses = createLosses(deps);
  const queue = createQueue({ ...deps, batches: format.batches }, losses.lost);
  const sender = createSender({
    ...deps,
    queue,
    random,
    post: deps.post || post,
    delivered,
    next,
    failed: () => keeper.troubled(),
  });
  const label = { url, dialect: format.dialect };
  const journal = openJournal(clock, random, deps.persist, (text) => {
    const known = restore(text, label, enqueue);
    if (latest > due) keeper.keepAll();
    flush();
    return known;
  });
  const keeper = createKeeper(clock, journal, queue, label, () => current);

  function enqueue(session: OutgoingSession, event: AnalyticsEvent): number {
    const payload = event.payload && (makeSafe(event.payload) as Payload);
    const safe = payload ? { ...event, payload } : event;
    const id = ++latest;
    const bytes = byteLength(format.encode(session.id, [safe]));
    queue.add({ id, session, event: safe, bytes, quiet: losses.telling() });
    deps.record({ type: 'event', id, session: session.number, event: safe });
    queue.trim();
    return id;
  }

  function next(): void {
    if (held || sender.busy()) return;
    keeper.yieldTaken();
    const { events } = queue.size();
    const first = queue.entries()[0];
    if (!first) {
      if (closed) end();
    } else if (first.id <= due || events >= ENOUGH) sender.send();
    else if (!cancelGather) cancelGather = clock.after(flushDelay, flush);
  }

  function flush(): void {
    if (cancelGather) cancelGather();
    cancelGather = undefined;
    due = latest;
    next();
  }

  function delivered(entries: readonly Entry[], body?: string): void {
    const first = entries[0];
    const isInit = first && first.event.event === 'init';
    if (isInit) {
      const answer = parseAnswer(body || '');
      first.session.id = answer.sessionId || first.session.id;
      if (first.session.number && !closed) listener.opened(first.session.number, answer);
    }
    if (!closed) losses.tell();
    if (isInit) keeper.opened();
    else keeper.delivered();
    next();
  }

  /** By beacon, in order, as far as the browser takes it: from then on it is the browser's, and never sent again. */
  function hand(): void {
    for (;;) {
      const entries = queue.hold(Infinity);
      const first = entries[0];
      if (!first || !first.session.id) break;
      const events = entries.map(({ event }) => event);
      if (!beacon(url, format.encode(first.session.id, events))) break;
      const queued = queue.size();
      queue.take((entry) => entries.indexOf(entry) >= 0);
      const ids = entries.map(({ id }) => id);
      deps.record({ type: 'delivery', outcome: 'acknowledged', via: 'beacon', ids, attempt: 1, status: 0, queued });
      delivered(entries);
    }
    queue.release();
  }

  function end(): void {
    held = true;
    [cancelGather, cancelDeadline].forEach((cancel) => cancel && cancel());
    sender.stop();
    if (!keeper.keepAll()) queue.dropAll('abandoned');
    keeper.stop();
    journal.close();
  }

  return {
    add(session, sessionId, event) {
      if (closed) return 0;
      if (!current || current.number !== session) current = { number: session, id: sessionId };
      current.last = event.event === 'stopped' ? undefined : event;
      const id = enqueue(current, event);
      if (event.event === 'init') due = id;
      if (sender.failing()) keeper.troubled();
      next();
      return id;
    },
    flush,
    leave(forGood) {
      if (held) return;
      due = latest;
      held = true;
      // What a failing sink gets by beacon is lost without a word: it waits, or is written down.
      if (!sender.failing() && (forGood || !sender.busy())) {
        sender.stop();
        hand();
      }
      const kept = keeper.keepAll();
      sender.leaving();
      held = false;
      if (kept) next();
      else sender.hurry();
    },
    close() {
      if (closed) return;
      closed = true;
      cancelDeadline = clock.after(LAST_TRIES, end);
      if (queue.size().events) keeper.keepAll();
      due = latest;
      sender.hurry();
      next();
    },
    queued: queue.size,
  };
}

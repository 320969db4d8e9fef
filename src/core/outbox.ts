import { parseAnswer } from './answer.ts';
import type { Delivery, DeliveryDeps } from './delivery.ts';
import type { AnalyticsEvent, Milliseconds } from './events.ts';
import { createKeeper } from './keeper.ts';
import { createQueue, isInit, type Entries, type Entry, type OutgoingSession } from './queue.ts';
import type { DropReason } from './records.ts';
import { byteLength, makeSafe } from './safe-json.ts';
import { bodyOf, createSender, MOST_EVENTS, noop, report } from './sender.ts';
import { beacon } from './transport.ts';

/** How long a closed client goes on trying. */
const LAST_TRIES: Milliseconds = 10000;
/** A queue this long does not wait for the flush delay. */
const ENOUGH = 25;

/** Counts what is lost until the sink is back and somebody could say so. */
function createLosses({ record, listener }: DeliveryDeps) {
  let counts: Record<string, number> = {};
  let telling = false;
  let said = false;
  const count = (reason: string, more: number): void => {
    counts[reason] = (counts[reason] || 0) + more;
  };

  return {
    /** Whether what is being queued reports a loss: losing that is not reported again. */
    isReport: (): boolean => (said = telling),
    lost: (reason: DropReason, entries: Entries): void => {
      const known = entries.filter(({ quiet }) => !quiet).length;
      if (known) count(reason, known);
      const ids = entries.map(({ id }) => id);
      const events = entries.map(({ event }) => event.event);
      record({ type: 'dropped', reason, count: ids.length, ids, events });
    },
    tell(): void {
      const told = counts;
      let sum = 0;
      for (const reason in told) sum += told[reason] || 0;
      if (!sum) return;
      counts = {};
      said = false;
      telling = true;
      listener.recovered(sum, told);
      telling = false;
      // Between two viewing sessions nobody can say it: again with the next answer.
      if (!said) for (const reason in told) count(reason, told[reason] || 0);
    },
  };
}

/** What goes in, and how it goes on from there. */
function createOutbox(deps: DeliveryDeps) {
  const { clock, listener } = deps;
  const losses = createLosses(deps);
  const queue = createQueue(deps, losses.lost);
  const sender = createSender(deps, queue, { delivered, next });
  let latest = 0;
  let due = 0;
  let cancelGather: (() => void) | undefined;

  function enqueue(session: OutgoingSession, event: AnalyticsEvent): number {
    const { payload } = event;
    const safe = payload ? { ...event, payload: makeSafe(payload) } : event;
    const entry = { id: ++latest, session, event: safe, quiet: losses.isReport(), bytes: 0 };
    entry.bytes = byteLength(bodyOf(deps, [entry]));
    queue.add(entry);
    deps.record({ type: 'event', id: entry.id, session: session.number, event: safe });
    queue.trim();
    if (isInit(entry)) due = entry.id;
    return entry.id;
  }

  function next(): void {
    if (box.held) return;
    if (sender.failing()) keeper.troubled();
    if (sender.busy()) return;
    keeper.yieldTaken();
    const first = queue.all()[0];
    if (queue.all().length >= ENOUGH) due = latest;
    if (!first) box.end();
    else if (first.id <= due) sender.send();
    else if (!cancelGather) cancelGather = clock.after(deps.flushDelay, flush);
  }

  function flush(): void {
    if (cancelGather) cancelGather();
    cancelGather = undefined;
    due = latest;
    next();
  }

  function delivered(entries: Entries, body: string): void {
    const first = entries[0] as Entry;
    const { session } = first;
    if (isInit(first)) {
      const answer = parseAnswer(body);
      session.id = answer.sessionId || session.id;
      if (session.number) listener.opened(session.number, answer);
    }
    losses.tell();
    keeper.delivered(isInit(first));
  }

  const keeper = createKeeper(deps, queue, () => box.current, enqueue, flush);
  const box = {
    current: undefined as OutgoingSession | undefined,
    closed: false,
    /** Nothing is sent: the page is being left, or all is over. */
    held: false,
    ...{ queue, sender, keeper, enqueue, next, flush, delivered, end: noop },
  };
  return box;
}

/** By beacon, in order, as far as the browser takes it: from then on it is the browser's, and never sent again. */
function handOver(deps: DeliveryDeps, { queue, delivered }: ReturnType<typeof createOutbox>, forGood?: boolean): void {
  for (;;) {
    const entries = queue.hold(deps.format.batches ? MOST_EVENTS : 1);
    const queued = queue.size();
    queue.release();
    // Two beacons may overtake each other: while the page lives on, what takes more than one goes by requests.
    if (!forGood && entries.length < queued.events) return;
    if (!entries[0] || !entries[0].session.id || !beacon(deps.url, bodyOf(deps, entries))) return;
    queue.remove(entries);
    report(deps, entries, 'acknowledged', { via: 'beacon', attempt: 1, status: 0, queued });
    delivered(entries, '');
  }
}

/** Takes events, and sees to it that each reaches the sink or is dropped on the record. */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const box = createOutbox(deps);
  const { queue, sender, keeper, flush } = box;

  return {
    add(session, sessionId, event) {
      if (box.closed) return 0;
      const { current } = box;
      const own = current && current.number === session ? current : { number: session, id: sessionId };
      box.current = own;
      own.last = event.event === 'stopped' ? undefined : event;
      const id = box.enqueue(own, event);
      box.next();
      return id;
    },
    flush,
    leave(forGood) {
      if (box.held) return;
      box.held = true;
      // What a failing sink gets by beacon is lost without a word: it waits, or is written down.
      if (!sender.failing() && (forGood || !sender.busy())) {
        sender.stop();
        handOver(deps, box, forGood);
      }
      const kept = keeper.keep();
      box.held = false;
      if (!kept) sender.send(true);
      flush();
    },
    close() {
      if (box.closed) return;
      box.closed = true;
      box.end = () => {
        box.held = true;
        cancelEnd();
        flush();
        sender.stop();
        if (!keeper.keep()) queue.remove(queue.all(), 'abandoned');
        keeper.close();
      };
      const cancelEnd = deps.clock.after(LAST_TRIES, box.end);
      if (queue.all().length) keeper.keep();
      sender.send(true);
      flush();
    },
    queued: queue.size,
  };
}

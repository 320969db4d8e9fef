import type { Clock } from './clock.ts';
import type { WireFormat } from './dialect.ts';
import type { Milliseconds } from './events.ts';
import type { Entry, Queue } from './queue.ts';
import type { AnalyticsRecord, DeliveryRecord } from './records.ts';
import { backOff, judge } from './retry.ts';
import type { Post, Reply } from './transport.ts';

export interface SenderDeps {
  readonly url: string;
  readonly format: WireFormat;
  readonly clock: Clock;
  readonly queue: Queue;
  readonly post: Post;
  random(): number;
  record(record: AnalyticsRecord): void;
  /** The sink took these; they are out of the queue. */
  delivered(entries: readonly Entry[], body: string): void;
  /** The way is free: after a wait, or when the sink refused a request and the queue has been seen to. */
  next(): void;
  /** A request failed and will be tried again. */
  failed(): void;
}

/** One request at a time, from the front of the queue, again until the sink takes it or refuses it for good. */
export interface Sender {
  /** Sends, unless a request or a wait is under way. */
  send(): void;
  /** Sends even if it should wait, unless the sink asked for the wait. */
  hurry(): void;
  /** A request or a wait is under way. */
  busy(): boolean;
  /** The latest attempt failed. */
  failing(): boolean;
  /** Gives up the request or the wait under way; its events stay in the queue. */
  stop(): void;
  /** From now on requests should outlive the page. */
  leaving(): void;
}

const FIRST_LIMIT: Milliseconds = 10000;
const LONGEST_LIMIT: Milliseconds = 60000;
/** Halving a full batch down to one offender takes six requests; who refuses more in a row gets them a second apart. */
const REFUSALS_AT_ONCE = 8;

export function createSender(deps: SenderDeps): Sender {
  const { clock, queue, random } = deps;
  let abort: (() => void) | undefined;
  let cancelWait: (() => void) | undefined;
  let asked = false;
  let attempt = 0;
  let refusals = 0;
  let most = Infinity;
  let limit = FIRST_LIMIT;
  let keepalive = false;

  function wait(delay: Milliseconds): void {
    cancelWait = clock.after(delay, () => {
      cancelWait = undefined;
      deps.next();
    });
  }

  function send(): void {
    const entries = abort || cancelWait ? [] : queue.hold(most);
    const first = entries[0];
    if (!first) return;
    const body = deps.format.encode(
      first.session.id,
      entries.map(({ event }) => event),
    );
    const started = clock.monotonic();
    attempt++;
    abort = () => undefined;
    log('sent', entries, 0, {});
    // A subscriber may have ended it all.
    if (!abort) return;
    let settled = false;
    const cancel = deps.post({ url: deps.url, body, limit, keepalive }, clock, (reply) => {
      settled = true;
      settle(entries, first, reply, clock.monotonic() - started);
    });
    if (!settled) abort = cancel;
  }

  function log(
    outcome: DeliveryRecord['outcome'],
    entries: readonly Entry[],
    status: number,
    more: Pick<DeliveryRecord, 'roundTrip' | 'retryIn'>,
    queued = queue.size(),
  ): void {
    const ids = entries.map(({ id }) => id);
    deps.record({ type: 'delivery', outcome, via: 'request', ids, attempt, status, ...more, queued });
  }

  function settle(entries: readonly Entry[], first: Entry, reply: Reply, roundTrip: Milliseconds): void {
    const { status, retryAfter, body } = reply;
    const verdict = judge(status);
    const queued = queue.size();
    if (reply.timedOut) limit = Math.min(LONGEST_LIMIT, limit * 2);
    asked = retryAfter > 0;
    if (verdict === 'retry' || verdict === 'slowly') {
      const retryIn = Math.round(Math.max(backOff(verdict, attempt, random), retryAfter * (1 + random() / 5)));
      abort = undefined;
      wait(retryIn);
      log('retry', entries, status, { roundTrip, retryIn }, queued);
      return deps.failed();
    }
    // Until its consequences are drawn, nothing else is sent, whatever a subscriber asks for.
    const taken = verdict === 'taken';
    if (taken) queue.take((entry) => entries.indexOf(entry) >= 0);
    else queue.release();
    log(taken ? 'acknowledged' : 'refused', entries, status, { roundTrip }, queued);
    abort = undefined;
    attempt = 0;
    if (taken) {
      refusals = 0;
      if (!queue.size().events) most = Infinity;
      return deps.delivered(entries, body);
    }
    if (++refusals > REFUSALS_AT_ONCE) wait(1000);
    most = entries.length > 1 ? Math.ceil(entries.length / 2) : Infinity;
    if (entries.length === 1) queue.drop(status === 413 ? 'too-large' : 'rejected', first);
    deps.next();
  }

  return {
    send,
    busy: () => !!(abort || cancelWait),
    failing: () => attempt > (abort ? 1 : 0) || !!cancelWait,
    hurry() {
      if (cancelWait && !asked) {
        cancelWait();
        cancelWait = undefined;
      }
      send();
    },
    stop() {
      if (abort) abort();
      if (cancelWait) cancelWait();
      abort = cancelWait = undefined;
      queue.release();
    },
    leaving() {
      keepalive = true;
    },
  };
}

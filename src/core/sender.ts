import type { Milliseconds } from './events.ts';
import type { DeliveryDeps } from './delivery.ts';
import type { Entries, Entry, Queue } from './queue.ts';
import type { DeliveryRecord } from './records.ts';
import { backOff, firstAttempt, judge, parseRetryAfter, type Verdict } from './retry.ts';
import { type Heard, post } from './transport.ts';

/** One request at a time, from the front of the queue, again until the sink takes it or refuses it for good. */
export interface Sender {
  /** Sends, unless a request or a wait is under way; `hurry` cuts a wait short that the sink did not ask for. */
  readonly send: (hurry?: boolean) => void;
  /** A request or a wait is under way. */
  readonly busy: () => boolean;
  /** The sink did not take the latest request. */
  readonly failing: () => boolean;
  /** Gives up the request or the wait under way; its events stay in the queue. */
  readonly stop: () => void;
}

/** What follows from an answer: none of it, and the request is tried again. */
export interface Consequences {
  /** The sink took these; they are out of the queue. */
  readonly delivered: (entries: Entries, body: string) => void;
  /** Follows every answer, and every wait: the way is free, unless the request failed. */
  readonly next: () => void;
}

type Fate = Pick<DeliveryRecord, 'via' | 'attempt' | 'status' | 'queued' | 'roundTrip'>;

export const MOST_EVENTS = 50;
/** Whoever refuses everything does not get it all at once. */
const AFTER_REFUSAL: Milliseconds = 1000;

export const bodyOf = ({ format }: DeliveryDeps, entries: Entries): string =>
  format.encode(
    (entries[0] as Entry).session.id,
    entries.map(({ event }) => event),
  );

export function report(
  { record }: DeliveryDeps,
  entries: Entries,
  outcome: DeliveryRecord['outcome'],
  fate: Fate & Pick<DeliveryRecord, 'retryIn'>,
): void {
  record({ type: 'delivery', outcome, ids: entries.map(({ id }) => id), ...fate });
}

/** What is under way, at most one: a request, or the wait before the next. */
function createTurn({ clock }: DeliveryDeps, next: () => void) {
  let cancel: (() => void) | undefined;
  let waiting = false;

  function stop(): void {
    if (cancel) cancel();
    cancel = undefined;
    waiting = false;
  }

  return {
    stop,
    busy: () => !!cancel,
    waiting: () => waiting,
    sending: (giveUp: () => void): void => {
      cancel = giveUp;
    },
    wait(delay: Milliseconds): void {
      waiting = true;
      cancel = clock.after(delay, () => {
        stop();
        next();
      });
    },
  };
}

export const noop = (): void => undefined;

export function createSender(deps: DeliveryDeps, queue: Queue, { delivered, next }: Consequences): Sender {
  const { clock, format, random = Math.random } = deps;
  const widest = format.batches ? MOST_EVENTS : 1;
  const turn = createTurn(deps, next);
  const attempts = firstAttempt();
  let most = widest;

  function settle(entries: Entries, verdict: Verdict, body: string, fate: Fate): void {
    const taken = verdict === 'taken';
    queue.release();
    if (taken) queue.remove(entries);
    // Still counts as under way: a subscriber's flush must not go before the session has its id.
    report(deps, entries, taken ? 'acknowledged' : 'refused', fate);
    turn.stop();
    attempts.count = 0;
    if (!queue.all().length) most = widest;
    if (taken) delivered(entries, body);
    else if (entries.length > 1) most = Math.ceil(entries.length / 2);
    else {
      most = widest;
      turn.wait(AFTER_REFUSAL);
      queue.drop(fate.status === 413 ? 'too-large' : 'rejected', entries[0] as Entry);
    }
  }

  function request(entries: Entries): void {
    const started = clock.monotonic();
    const attempt = ++attempts.count;
    turn.sending(noop);
    report(deps, entries, 'sent', { via: 'request', attempt, status: 0, queued: queue.size() });
    const heard: Heard = (status, body, header) => {
      const roundTrip = clock.monotonic() - started;
      const fate: Fate = { via: 'request', attempt, status, queued: queue.size(), roundTrip };
      const verdict = judge(status);
      attempts.retryAfter = parseRetryAfter(header, clock.wall());
      if (verdict === 'taken' || verdict === 'refused') settle(entries, verdict, body, fate);
      else {
        const retryIn = backOff(attempts, verdict, random(), roundTrip);
        turn.wait(retryIn);
        report(deps, entries, 'retry', { ...fate, retryIn });
      }
      next();
    };
    turn.sending((deps.post || post)(deps.url, bodyOf(deps, entries), attempts.limit, clock, heard));
  }

  return {
    send(hurry) {
      if (hurry && turn.waiting() && !attempts.retryAfter) turn.stop();
      const entries = turn.busy() ? [] : queue.hold(most);
      if (entries.length) request(entries);
    },
    stop() {
      turn.stop();
      queue.release();
    },
    busy: turn.busy,
    failing: () => attempts.count > 1 || turn.waiting() || most < widest,
  };
}

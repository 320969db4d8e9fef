import type { Clock } from '../core/clock.ts';
import type { Arrival } from './events.ts';
import { backOff, parse, type Request } from './http.ts';
import { createSequence } from './sequence.ts';

export interface ListeningPort {
  readonly request: Request;
  readonly clock: Clock;
  readonly url: string;
  /** A request leaves: how many so far. */
  polling(polls: number): void;
  /** Each number once, ascending; after a restart of the server numbers begin anew. `backlog`: it was waiting for us. */
  arrived(arrival: Arrival, backlog: boolean): void;
  /** Events that can't be had any more. */
  missed(count: number): void;
  /** Numbers begin anew, and what was known of the session may be wrong. */
  restarted(): void;
  /** The backlog is delivered: what it says is to be confirmed. */
  caughtUp(): void;
}

/** A held request is renewed before proxies and TVs drop it silently. */
const HOLD = 25000;
/** Characters; ten thousand playback events are a quarter of it. */
const MAX_ANSWER = 1 << 24;

const isArrival = (entry: unknown): entry is Arrival => {
  const number = typeof entry === 'object' && entry !== null ? (entry as Arrival).number : -1;
  return typeof number === 'number' && number >= 0 && number % 1 === 0;
};

/** The entries of an answer by number, each once; null where the answer is not one. A single object counts as an array. */
function read(status: number, body: string): Arrival[] | null {
  const answer = status === 200 && body.length < MAX_ANSWER ? parse(body) : undefined;
  const entries: unknown[] = Array.isArray(answer) ? answer : [answer];
  const arrivals = entries.filter(isArrival).sort((a, b) => a.number - b.number);
  return arrivals.length ? arrivals.filter((one, index) => one.number !== arrivals[index - 1]?.number) : null;
}

/**
 * Listens to one test session by long polling, one request at a time. The returned function switches it on and off;
 * on again, it goes on where it was.
 */
export function createListening({ request, clock, url, ...port }: ListeningPort): (on: boolean) => void {
  const sequence = createSequence();
  /** After a failure the server may be another one: ask for all it has, and compare. */
  let doubtful = false;
  let failures = 0;
  let polls = 0;
  let cancel = (): void => {};
  let listening = false;

  const deliver = (arrivals: readonly Arrival[]): void => {
    const { fresh, backlog, restarted } = sequence.accept(arrivals, doubtful);
    // Worth a pause: a server that says the same again and again restarts for ever.
    failures = restarted ? 1 : 0;
    doubtful = false;
    if (restarted) port.restarted();
    fresh.forEach((arrival) => {
      if (!listening) return;
      const lost = sequence.delivered(arrival);
      if (lost) port.missed(lost);
      port.arrived(arrival, backlog);
    });
    if (fresh.length && backlog && listening) port.caughtUp();
  };

  const poll = (): void => {
    const asked = clock.monotonic();
    const mine = (polls += 1);
    port.polling(polls);
    // Chromium's cache makes requests for the same address wait for each other: no two are alike.
    const query = `?last_event=${doubtful ? -1 : sequence.last()}&_=${clock.wall()}-${polls}`;
    cancel = request(url + query, null, HOLD, (status, body) => {
      const arrivals = read(status, body);
      const expired = status === 0 && clock.monotonic() - asked >= HOLD;
      if (arrivals) deliver(arrivals);
      else if (expired) failures = 0;
      else {
        doubtful = sequence.last() >= 0;
        failures += 1;
      }
      if (!listening || mine !== polls) return;
      if (failures) cancel = clock.after(backOff(failures), poll);
      else poll();
    });
  };

  return (on) => {
    if (on === listening) return;
    listening = on;
    cancel();
    doubtful = sequence.last() >= 0;
    failures = 0;
    if (on) poll();
  };
}

import { keepAsking, parse, type SessionClock } from './asking.ts';
import type { Arrival } from './events.ts';
import type { SessionBooks } from './records.ts';

/** A held request is renewed before proxies and TVs drop it silently. */
const HOLD = 25000;
/** Characters; ten thousand playback events are a quarter of it. */
const MAX_ANSWER = 1 << 24;

const isArrival = (entry: unknown): entry is Arrival => {
  const number = entry && (entry as Arrival).number;
  // Whole, not negative, and no text that looks like it.
  return number === Number(number) >>> 0;
};

/** The entries of an answer, ascending. A single object counts as an array. */
function read(status: number, body: string): Arrival[] {
  const answer = status === 200 && body.length < MAX_ANSWER && parse(body);
  return ([] as unknown[])
    .concat(answer)
    .filter(isArrival)
    .sort((a, b) => a.number - b.number);
}

const print = (arrival: Arrival | undefined): string => JSON.stringify(arrival);

/**
 * Which events are new. The runner numbers them from 0, loses some when two come close together, forgets them after a
 * minute, and numbers from 0 again when it restarts (measured on 3.0.2).
 *
 * The returned function takes an answer, `full` if it holds all that the runner has and not just what comes after the
 * last number. It calls `arrive` for each number once, ascending, until that returns false; and returns false where the
 * runner has to be asked for what came before, but not at once.
 */
export function createSequence(
  books: SessionBooks,
  arrive: (arrival: Arrival, backlog: boolean) => boolean,
  recheck: (lost: number) => void,
): (arrivals: readonly Arrival[], full: boolean) => boolean {
  let backlog = true;
  /** The number after which a gap was asked about already. */
  let askedAfter = -2;
  /** What the last event said. */
  let latest = '';

  const accept = (arrival: Arrival): boolean => {
    const lost = arrival.number - books.lastNumber - 1;
    if (lost < 0) return true;
    if (lost && askedAfter !== books.lastNumber) {
      // Two pushes close together overwrite a waiting answer; asking with the old number once more brings back both.
      askedAfter = books.lastNumber;
      return false;
    }
    if (lost && books.lastNumber >= 0) recheck(lost);
    books.lastNumber = arrival.number;
    latest = print(arrival);
    return arrive(arrival, backlog);
  };

  return (arrivals, full) => {
    const known = arrivals.filter(({ number }) => number <= books.lastNumber);
    // Of all that the runner has, the newest known one is not what it was: it forgets the oldest first.
    const restarted = known.length && (!full || print(known[known.length - 1]) !== latest);
    if (restarted) {
      books.lastNumber = -1;
      askedAfter = -2;
      backlog = true;
      recheck(-1);
      // A server that says the same again and again restarts for ever: so not at once.
      if (!full) return false;
    }
    if (arrivals.every(accept) && backlog && books.lastNumber >= 0) {
      backlog = false;
      recheck(0);
    }
    return true;
  };
}

/**
 * Listens to one test session by long polling; the returned function switches it on and off.
 *
 * `arrive` gets each event once, in order; `backlog` if it was waiting when listening began or the runner restarted.
 * `recheck` is called when what is known may be old or incomplete: at the start and after a backlog with 0, else with
 * the number of events lost for good, and with -1 for a restart.
 */
export function createListening(
  clock: SessionClock,
  url: string,
  books: SessionBooks,
  arrive: (arrival: Arrival, backlog: boolean) => void,
  recheck: (lost: number) => void,
): (on: boolean) => void {
  /** After a failure the server may be another one: ask for all it has, and compare. */
  let doubtful = false;
  let stop: (() => void) | undefined;
  const deliver = (arrival: Arrival, backlog: boolean): boolean => {
    arrive(arrival, backlog);
    return !!stop;
  };
  const accept = createSequence(books, deliver, recheck);

  return (on) => {
    if (on === !!stop) return;
    if (stop) stop();
    stop = undefined;
    doubtful = books.lastNumber >= 0;
    if (!on) return;
    stop = keepAsking(
      clock,
      HOLD,
      () => {
        books.polls += 1;
        return `${url}?last_event=${doubtful ? -1 : books.lastNumber}&`;
      },
      (status, body) => {
        const arrivals = read(status, body);
        const full = doubtful;
        const held = status < 0;
        doubtful = !arrivals.length && !held && books.lastNumber >= 0;
        return arrivals.length ? accept(arrivals, full) : held;
      },
    );
    recheck(0);
  };
}

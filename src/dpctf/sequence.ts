import type { Arrival } from './events.ts';

/** What an answer means for the row of numbers. */
export interface Verdict {
  /** To be delivered, ascending; `delivered` is called for each. */
  readonly fresh: readonly Arrival[];
  /** They were waiting when listening began. */
  readonly backlog: boolean;
  /** The server counts from 0 again: what was known is void. */
  readonly restarted: boolean;
}

export interface Sequence {
  /** -1 before the first. */
  readonly last: () => number;
  /** `full`: the answer holds all that the server has, not just what comes after `last`. */
  accept(arrivals: readonly Arrival[], full: boolean): Verdict;
  /** Returns how many numbers before this one are lost. */
  delivered(arrival: Arrival): number;
}

const REMEMBERED = 64;
const print = (arrival: Arrival): string => JSON.stringify([arrival.type, arrival.data]).slice(0, 256);

/**
 * Which events are new: each number once, ascending. The runner numbers from 0 within a session, loses events when two
 * come close together, forgets them after a minute, and starts again from 0 with each restart (measured on 3.0.2).
 */
export function createSequence(): Sequence {
  let last = -1;
  let backlog = true;
  /** The number after which a gap was asked about already. */
  let askedAfter = -2;
  let recent: { readonly number: number; readonly print: string }[] = [];

  /**
   * In an answer to "all after `last`", a number that is not after it. In a full answer, a known number with another
   * content, or known numbers without the newest of them: the server forgets the oldest first.
   */
  const isRestart = (arrivals: readonly Arrival[], full: boolean): boolean => {
    const old = arrivals.filter((arrival) => arrival.number <= last);
    if (!old.length || !full) return old.length > 0;
    const differs = recent.some((known) =>
      old.some((one) => one.number === known.number && print(one) !== known.print),
    );
    return differs || old[old.length - 1]?.number !== last;
  };

  return {
    last: () => last,
    accept(arrivals, full) {
      const restarted = isRestart(arrivals, full);
      if (restarted) {
        last = -1;
        askedAfter = -2;
        recent = [];
        backlog = true;
        // The answer began after our number: what the server has before it is to be asked for, too.
        if (!full) return { fresh: [], backlog, restarted };
      }
      const fresh = arrivals.filter((arrival) => arrival.number > last);
      const newest = fresh[fresh.length - 1];
      if (newest && newest.number - last > fresh.length && askedAfter !== last) {
        // Two pushes close together overwrite a waiting answer; asking with the old number once more brings back both.
        askedAfter = last;
        return { fresh: [], backlog, restarted };
      }
      return { fresh, backlog, restarted };
    },
    delivered(arrival) {
      const lost = last < 0 ? 0 : arrival.number - last - 1;
      last = arrival.number;
      backlog = false;
      recent = recent.slice(1 - REMEMBERED).concat({ number: last, print: print(arrival) });
      return lost;
    },
  };
}

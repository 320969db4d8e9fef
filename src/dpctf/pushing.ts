import { keepAsking, type SessionClock } from './asking.ts';
import type { SessionBooks } from './records.ts';

const MAX_QUEUED = 300;
const LIMIT = 10000;
/** The first to go when the queue is full. */
const FREQUENT = /^{"type":"playback","data":{"type":"(timeupdate|progress)"/;

export interface Pusher {
  readonly push: (body: string) => void;
  /** The page may be gone after this call: what waits leaves by beacon. With `last`, nothing is tried again. */
  readonly flush: (last: boolean) => void;
}

/**
 * Pushes events to one test session, one request at a time and in order; a runner that is away costs a bounded queue.
 * `dropped` is called for each event that is given up.
 */
export function createPusher(clock: SessionClock, url: string, books: SessionBooks, dropped: () => void): Pusher {
  const queue: string[] = [];
  let stop: (() => void) | undefined;
  /** 1 while the head of the queue is under way: it may have arrived, and a second copy would be a second event. */
  let underway = 0;
  let given = false;

  const remove = (index: number, taken: boolean): void => {
    queue.splice(index, 1);
    if (taken) books.forwarded += 1;
    else dropped();
  };
  const rest = (): void => {
    books.queued = queue.length;
    if (queue.length || !stop) return;
    stop();
    stop = undefined;
  };
  const take = (status: number): boolean => {
    const taken = /^2/.test(`${status}`);
    // What the runner refuses it will refuse again; everything else is trouble on the way.
    const settled = taken || /^4(?!08|29)/.test(`${status}`);
    underway = 0;
    if (settled || given) remove(0, taken);
    rest();
    return settled;
  };
  const head = (): string | undefined => {
    underway = 1;
    return queue[0];
  };

  return {
    push(body) {
      queue.push(body);
      // The head stays: it may be under way.
      if (queue.length > MAX_QUEUED)
        remove(Math.max(queue.map((one, index) => index > 0 && FREQUENT.test(one)).indexOf(true), 1), false);
      if (!stop) stop = keepAsking(clock, LIMIT, () => url, take, head);
      rest();
    },
    flush(last) {
      given = last;
      while (queue.length > underway) {
        let taken = false;
        try {
          taken = navigator.sendBeacon(url, queue[underway]);
        } catch {
          // Engines before 2014 have none.
        }
        remove(underway, taken);
      }
      rest();
    },
  };
}

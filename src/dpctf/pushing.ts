import type { Clock } from '../core/clock.ts';
import { backOff, type Request } from './http.ts';

export interface PushingPort {
  readonly request: Request;
  readonly clock: Clock;
  readonly url: string;
  /** The runner has it (it says yes to everything, so this is all there is to know). */
  readonly pushed: () => void;
  /** These many were given up: the queue was full, the runner refused, or the page left. */
  readonly dropped: (count: number) => void;
}

export interface Pusher {
  /** `frequent`: the first to go when the queue is full. */
  readonly push: (body: string, frequent: boolean) => void;
  readonly queued: () => number;
  /** The page may be gone after this call: what waits leaves by beacon. */
  readonly flush: () => void;
  /** Flushes; the request under way may still finish, within its limit, and then all is silent. */
  readonly stop: () => void;
}

const MAX_QUEUED = 300;
const LIMIT = 10000;

/** Pushes events to one test session, one request at a time and in order; a runner that is away costs a bounded queue. */
export function createPusher({ request, clock, url, pushed, dropped }: PushingPort): Pusher {
  const queue: { readonly body: string; readonly frequent: boolean }[] = [];
  let cancel: (() => void) | null = null;
  let failures = 0;
  let underway = false;
  let stopped = false;

  const send = (): void => {
    const head = queue[0];
    underway = !!head;
    cancel = null;
    if (!head) return;
    cancel = request(url, head.body, LIMIT, (status) => {
      // What the runner refuses it will refuse again; everything else is trouble on the way.
      const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
      const done = status >= 200 && status < 300;
      underway = false;
      failures = done || refused ? 0 : failures + 1;
      if (!failures) queue.shift();
      if (done) pushed();
      if (refused || (failures && stopped)) dropped(1);
      if (stopped) return;
      if (failures) cancel = clock.after(backOff(failures), send);
      else send();
    });
  };

  const flush = (): void => {
    // The one under way has left already: a second copy would be a second event.
    const rest = queue.splice(underway ? 1 : 0);
    const left = rest.filter(({ body }) => {
      try {
        return navigator.sendBeacon(url, body);
      } catch {
        return false;
      }
    });
    left.forEach(pushed);
    if (left.length < rest.length) dropped(rest.length - left.length);
  };

  return {
    push(body, frequent) {
      if (stopped) return dropped(1);
      queue.push({ body, frequent });
      if (queue.length > MAX_QUEUED) {
        const spare = queue.map((one, index) => index > 0 && one.frequent).indexOf(true);
        queue.splice(spare < 0 ? 1 : spare, 1);
        dropped(1);
      }
      if (!cancel) send();
    },
    queued: () => queue.length,
    flush,
    stop() {
      stopped = true;
      flush();
      if (cancel && !underway) cancel();
    },
  };
}

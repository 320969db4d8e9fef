import type { Clock } from '../core/clock.ts';
import type { Milliseconds } from '../core/events.ts';

/** What the client needs to know of time. */
export type SessionClock = Pick<Clock, 'wall' | 'after'>;

/** `status` 0: no answer came; -1: none came within the limit. */
type Answered = (status: number, body: string) => void;

/**
 * One request. A body goes as `text/plain`: such a POST needs no preflight, and old engines do not understand the
 * runner's `Access-Control-Allow-Headers: *`.
 */
function send(
  clock: SessionClock,
  url: string,
  body: string | undefined,
  limit: Milliseconds,
  answered: Answered,
): () => void {
  const method = body ? 'POST' : 'GET';
  let over: boolean | undefined;
  let abort: (() => void) | undefined;
  const cancel = (): void => {
    over = true;
    stopClock();
    if (abort) abort();
  };
  const finish: Answered = (status, text) => {
    if (over) return;
    cancel();
    answered(status, text);
  };
  const stopClock = clock.after(limit, () => finish(-1, ''));

  /** Engines before Chromium 66, which cannot give up a fetch. */
  function sendXhr(): void {
    const xhr = new XMLHttpRequest();
    abort = () => xhr.abort();
    xhr.onreadystatechange = () => {
      if (xhr.readyState > 3) finish(xhr.status, xhr.responseText);
    };
    xhr.open(method, url);
    xhr.send(body);
  }

  try {
    if (typeof fetch !== 'function' || typeof AbortController !== 'function') sendXhr();
    else {
      const controller = new AbortController();
      let status: number;
      abort = () => controller.abort();
      fetch(url, {
        method,
        body: body || null,
        // The runner knows none, and Chromium counts such requests apart: a page whose six connections to the host all
        // carry media can still push (XHR could not).
        credentials: 'omit',
        cache: 'no-store',
        signal: controller.signal,
      })
        .then((response) => {
          status = response.status;
          return response.text();
        })
        .then(
          (text) => finish(status, text),
          () => finish(0, ''),
        );
    }
  } catch {
    // Some engines throw for what a policy forbids; the limit answers then.
  }
  return cancel;
}

/**
 * Sends one request after the other: the next at once where `take` says that the answer was good, else after a quarter
 * of a second to five, with jitter, for a room of TVs must not come back in step. Goes on until the returned function
 * is called. A GET is never for the same address twice: Chromium's cache makes such requests wait for each other.
 */
export function keepAsking(
  clock: SessionClock,
  limit: Milliseconds,
  url: () => string,
  take: (status: number, body: string) => unknown,
  body?: () => string | undefined,
): () => void {
  /** Of the jitter, in ms; 0 while all is well. */
  let spread = 0;
  let stopped = false;
  let cancel: () => void;
  const next = (): void => {
    cancel = send(clock, body ? url() : `${url()}_=${Math.random()}`, body && body(), limit, (status, text) => {
      spread = take(status, text) ? 0 : Math.min(4750, spread * 2 || 250);
      if (stopped) return;
      if (spread) cancel = clock.after(250 + Math.random() * spread, next);
      else next();
    });
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}

/** JSON, or undefined: runners and the proxies before them also answer with nothing, or with HTML. */
export function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

import type { Clock } from './clock.ts';
import type { Milliseconds } from './events.ts';

/** What came back for one POST: `status` is 0 for a network error, `retryAfter` the header as it came. */
export type Heard = (status: number, body: string, retryAfter: string | null) => void;

/**
 * POSTs a text and calls `done` once, later: status 0 after a network error or after `limit`. Returns its undoing, after
 * which `done` stays uncalled.
 */
export type Post = (url: string, body: string, limit: Milliseconds, clock: Clock, done: Heard) => () => void;

/** The answer to `init` is a few dozen characters; a sink that sends a film shall not fill a TV's memory. */
const MOST_ANSWER = 65536;
/** A request outlives its page where the engine can; all of a page together may then carry 64 KiB (Fetch), this a part of it. */
const MOST_KEEPALIVE = 16384;
const RETRY_AFTER = 'Retry-After';

/** A text body makes a "simple request", `text/plain`: the event sink takes it, and no preflight goes before it. */
export const post: Post = (url, body, limit, clock, done) => {
  let status = 0;
  let retryAfter: string | null = null;
  let abort: (() => void) | undefined;
  let over: boolean | undefined;

  const stop = (): void => {
    over = true;
    cancelLimit();
    if (abort) abort();
  };
  const finish = (text: string): void => {
    if (over) return;
    // Also gives the connection back, one of the page's six, when the answer was not read to its end.
    stop();
    done(status, text, retryAfter);
  };
  const fail = (): void => finish('');
  // Once a status came the sink has decided: a body that never ends changes nothing.
  const cancelLimit = clock.after(limit, fail);

  /** Engines before Chromium 66, which cannot give up a fetch. */
  function startXhr(): void {
    const xhr = new XMLHttpRequest();
    abort = () => xhr.abort();
    xhr.onreadystatechange = () => {
      if (xhr.readyState < 3 || over) return;
      status = xhr.status;
      // Asking for a header CORS hides is an error on the console.
      if (status === 429 || status === 503) retryAfter = xhr.getResponseHeader(RETRY_AFTER);
      if (xhr.readyState > 3 || xhr.responseText.length > MOST_ANSWER) finish(xhr.responseText);
    };
    xhr.open('POST', url);
    xhr.send(body);
  }

  try {
    if (typeof fetch !== 'function' || typeof AbortController !== 'function') startXhr();
    else {
      const controller = new AbortController();
      abort = () => controller.abort();
      fetch(url, {
        method: 'POST',
        body,
        keepalive: body.length < MOST_KEEPALIVE,
        signal: controller.signal,
      })
        .then((response) => {
          status = response.status;
          retryAfter = response.headers.get(RETRY_AFTER);
          return +(response.headers.get('Content-Length') || 0) > MOST_ANSWER ? '' : response.text();
        })
        .then(finish, fail);
    }
  } catch {
    // Refused before it was tried: what that means is said when its time is up, like any other silence.
  }
  return stop;
};

/** Hands a text to the browser, to be sent whatever becomes of the page. False: it did not take it. */
export function beacon(url: string, body: string): boolean {
  try {
    return navigator.onLine && navigator.sendBeacon(url, body);
  } catch {
    return false;
  }
}

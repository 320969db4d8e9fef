import type { Clock } from './clock.ts';
import type { Milliseconds } from './events.ts';
import { parseRetryAfter } from './retry.ts';

/** What came back for one POST. */
export interface Reply {
  /** 0: network error or time limit. */
  readonly status: number;
  /** As much as arrived, up to a limit. */
  readonly body: string;
  /** What the sink asked for; 0 where it asked nothing, or the header is hidden (CORS). */
  readonly retryAfter: Milliseconds;
  readonly timedOut: boolean;
}

export interface Outgoing {
  readonly url: string;
  readonly body: string;
  readonly limit: Milliseconds;
  /** Let it outlive the page where the engine can. */
  readonly keepalive: boolean;
}

/** Sends one POST and calls `done` once; returns its undoing, after which `done` stays uncalled. */
export type Post = (outgoing: Outgoing, clock: Clock, done: (reply: Reply) => void) => () => void;

/** The answer to `init` is a few dozen characters; a sink that sends a web page shall not fill a TV's memory. */
const MOST_ANSWER = 65536;
const METHOD = 'POST';
/** A "simple request": the event sink takes it, and no preflight goes before it (Fetch, CORS-safelisted). */
const CONTENT_TYPE = 'text/plain;charset=UTF-8';

interface Answering {
  head(status: number, retryAfter: string | null): void;
  /** More of the body; true when it is enough. */
  more(text: string): boolean;
  end(): void;
}

/** Sends by fetch, or by XHR before Chromium 68 (no way to give up a fetch); returns the way to give up. */
function start({ url, body, keepalive }: Outgoing, answer: Answering): () => void {
  if (typeof fetch !== 'function' || typeof AbortController !== 'function') return startXhr(url, body, answer);
  const controller = new AbortController();
  const init: RequestInit = {
    method: METHOD,
    headers: { 'Content-Type': CONTENT_TYPE },
    body,
    signal: controller.signal,
  };
  // Only where it is needed: every engine shares 64 KiB among all its keepalive requests.
  if (keepalive && body.length < 20000) init.keepalive = true;
  fetch(url, init).then(
    (response) => {
      answer.head(response.status, response.headers.get('Retry-After'));
      readBody(response, answer);
    },
    () => answer.end(),
  );
  return () => controller.abort();
}

function readBody(response: Response, answer: Answering): void {
  const stream = response.body;
  if (!stream || typeof TextDecoder !== 'function') return answer.end();
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const next = (): void => {
    reader.read().then(
      ({ done, value }) => {
        if (done || answer.more(decoder.decode(value, { stream: true }))) answer.end();
        else next();
      },
      () => answer.end(),
    );
  };
  next();
}

function startXhr(url: string, body: string, answer: Answering): () => void {
  const xhr = new XMLHttpRequest();
  let read = 0;
  xhr.onreadystatechange = () => {
    if (xhr.readyState < 2) return;
    if (xhr.status)
      answer.head(xhr.status, xhr.status === 429 || xhr.status === 503 ? xhr.getResponseHeader('Retry-After') : null);
    if (xhr.readyState > 2 && xhr.status) {
      const text = xhr.responseText;
      const enough = answer.more(text.slice(read));
      read = text.length;
      if (enough) return answer.end();
    }
    if (xhr.readyState === 4) answer.end();
  };
  xhr.open(METHOD, url);
  xhr.setRequestHeader('Content-Type', CONTENT_TYPE);
  xhr.send(body);
  return () => xhr.abort();
}

export const post: Post = (outgoing, clock, done) => {
  let status = 0;
  let retryAfter = 0;
  let body = '';
  let over = false;
  let abort: (() => void) | undefined;
  const stop = (): void => {
    over = true;
    cancelLimit();
    if (abort) abort();
  };
  const finish = (timedOut: boolean): void => {
    if (over) return;
    // A connection that is not read to its end is one of the page's six: give it back.
    if (timedOut || body.length > MOST_ANSWER) stop();
    over = true;
    cancelLimit();
    done({ status, body, retryAfter, timedOut: timedOut && !status });
  };
  // Once the sink said 2xx it has taken the events: a body that never ends is no failure.
  const cancelLimit = clock.after(outgoing.limit, () => finish(true));
  try {
    abort = start(outgoing, {
      head(code, header) {
        status = code;
        retryAfter = parseRetryAfter(header, clock.wall());
      },
      more: (text) => (body += text).length > MOST_ANSWER,
      end: () => finish(false),
    });
  } catch {
    finish(false);
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

import type { Clock } from '../core/clock.ts';
import type { Milliseconds } from '../core/events.ts';

/** HTTP status and body; status 0 where no answer came (network error, time limit). */
export type Answered = (status: number, body: string) => void;

/** Sends one request; `answered` is called once, unless the returned function takes the request back first. */
export type Request = (url: string, body: string | null, limit: Milliseconds, answered: Answered) => () => void;

/**
 * Requests by XHR, the only way every engine has. A body goes as `text/plain`: such a POST needs no preflight, and old
 * engines do not understand the runner's `Access-Control-Allow-Headers: *`.
 */
export const createRequest =
  (clock: Clock): Request =>
  (url, body, limit, answered) => {
    let open = true;
    const xhr = new XMLHttpRequest();
    const close = (): void => {
      open = false;
      stopWaiting();
      xhr.onreadystatechange = null;
    };
    const finish = (status: number, text: string): void => {
      if (!open) return;
      close();
      answered(status, text);
    };
    const stopWaiting = clock.after(limit, () => {
      finish(0, '');
      xhr.abort();
    });
    xhr.onreadystatechange = () => {
      if (xhr.readyState === 4) finish(xhr.status, xhr.responseText);
    };
    try {
      xhr.open(body === null ? 'GET' : 'POST', url, true);
      if (body !== null) xhr.setRequestHeader('Content-Type', 'text/plain');
      xhr.send(body);
    } catch {
      // A content security policy or a broken address throws here on some engines: same as no answer, but not at once.
      stopWaiting();
      clock.after(0, () => finish(0, ''));
    }
    return () => {
      if (!open) return;
      close();
      xhr.abort();
    };
  };

/** JSON, or undefined: runners and the proxies before them also answer with nothing, or with HTML. */
export function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Full jitter between a quarter of a second and five: a room of TVs must not come back in step. */
export const backOff = (failures: number): Milliseconds =>
  250 + Math.random() * (Math.min(5000, 250 * Math.pow(2, failures)) - 250);

import { keepAsking, parse, type SessionClock } from './asking.ts';
import { field, isKnownType, isStatus, isWellFormed, type Arrival, type SessionEvent } from './events.ts';
import { createListening } from './listening.ts';
import { createPusher } from './pushing.ts';
import type { IgnoreReason, KnownStatus, SessionBooks, SessionRecord } from './records.ts';

/** The wire to one test session. */
export interface Channel {
  readonly listen: (on: boolean) => void;
  readonly push: (type: string, data: unknown) => void;
  readonly flush: (last: boolean) => void;
  readonly ignore: (reason: IgnoreReason, number: number) => void;
  readonly close: () => void;
}

/** Characters of one event's JSON. */
const MAX_EVENT = 65536;
const LIMIT = 10000;
/** How long a session that is gone may still be heard. */
const LAST_WORDS = 3000;

/** JSON of a value; empty if there is none (cycles), or too much. */
function encode(value: unknown): string {
  try {
    const json = JSON.stringify(value);
    return json.length > MAX_EVENT ? '' : json;
  } catch {
    return '';
  }
}

/** A new session, of which nothing is known. */
function beginBooks(books: SessionBooks, token: string): void {
  books.token = token;
  books.status = 'unknown';
  books.lastNumber = -1;
  books.polls = books.forwarded = books.queued = books.dropped = books.ignored = 0;
  books.lastReceived = null;
}

/** The address of what belongs to a session: with a slash at its end. */
const address = (baseUrl: string, token: string): string => `${baseUrl}api/sessions/${token}/`;

/**
 * Asks the runner where a session stands: `gone` if it knows none by that token. Asks until it gets an answer, or the
 * returned function takes the question back.
 */
export function ask(
  clock: SessionClock,
  baseUrl: string,
  token: string,
  answered: (status: KnownStatus) => void,
): () => void {
  const url = address(baseUrl, token);
  const stop = keepAsking(
    clock,
    LIMIT,
    () => `${url}status?`,
    (code, body) => {
      const status = code === 404 ? 'gone' : code === 200 && field(parse(body), 'status');
      if (status !== 'gone' && !isStatus(status)) return;
      stop();
      answered(status);
    },
  );
  return stop;
}

/** Keeps the books; `report` gets every record, in order. An empty token is no session: nothing is sent. */
export function openChannel(
  clock: SessionClock,
  baseUrl: string,
  books: SessionBooks,
  token: string,
  report: (record: SessionRecord) => void,
): Channel {
  beginBooks(books, token);
  const url = `${address(baseUrl, token)}events`;
  let stopAsking = (): void => {};
  let open = !!token;

  const settle = (status: KnownStatus): void => {
    stopAsking();
    books.status = status;
    // A runner holds polls for sessions it does not know for ever: nothing else would end this one.
    if (status === 'gone') close();
    report({ type: 'status', status });
  };
  const confirm = (): void => {
    stopAsking();
    stopAsking = ask(clock, baseUrl, token, (status) => {
      const { lastReceived } = books;
      // The runner deletes a session along with telling it to `resume`: what it said last may come after its 404.
      if (status === 'gone' && !(lastReceived && lastReceived.type === 'resume'))
        stopAsking = clock.after(LAST_WORDS, () => settle(status));
      else settle(status);
    });
  };
  const ignore = (reason: IgnoreReason, number: number): void => {
    books.ignored += 1;
    report({ type: 'ignored', reason, number });
  };
  const arrive = ({ type, data, number }: Arrival, backlog: boolean): void => {
    if (!isKnownType(type)) return ignore('unknown-type', number);
    if (!isWellFormed(type, data)) return ignore('malformed', number);
    if (!encode(data)) return ignore('too-large', number);
    const event = { type, data, number, backlog } as SessionEvent;
    books.lastReceived = event;
    report({ type: 'event', event });
    if (open && !backlog && event.type === 'status') settle(event.data);
  };
  const listening = createListening(clock, url, books, arrive, (lost) => {
    if (lost) report(lost < 0 ? { type: 'restarted' } : { type: 'missed', count: lost });
    confirm();
  });
  const dropped = (): void => {
    books.dropped += 1;
    report({ type: 'dropped' });
  };
  const pusher = createPusher(clock, url, books, dropped);
  const listen = (on: boolean): void => {
    if (!open) return;
    if (!on) stopAsking();
    listening(on);
  };
  const close = (): void => {
    listen(false);
    open = false;
    pusher.flush(true);
  };
  const push = (type: string, data: unknown): void => {
    if (!open) return;
    // The runner drops an event without data, silently; a null it takes.
    const body = encode({ type, data: data === undefined ? null : data });
    if (body) pusher.push(body);
    else dropped();
  };
  return { listen, push, flush: pusher.flush, ignore, close };
}

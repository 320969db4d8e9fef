import { address, ask, type Runner } from './asking.ts';
import { validate, type Arrival } from './events.ts';
import { createListening } from './listening.ts';
import { createPusher, type Pusher } from './pushing.ts';
import type { KnownStatus, SessionRecord, SessionSnapshot } from './records.ts';

/** The wire to one test session. */
export interface Channel {
  readonly listen: (on: boolean) => void;
  /** What can't be said in JSON, or takes more than 64 K of it, is dropped on the record. */
  readonly push: (type: string, data: unknown, frequent: boolean) => void;
  readonly flush: () => void;
  readonly snapshot: () => SessionSnapshot;
  readonly note: (record: SessionRecord) => void;
  readonly leave: () => void;
}

/** Characters of one event's JSON. */
const MAX_EVENT = 65536;

/** An event as the runner takes it; empty if it can't be said in JSON, or not within the limit. */
function encode(type: string, data: unknown): string {
  try {
    // The runner drops an event without data, silently; a null it takes.
    const body = JSON.stringify({ type, data: data === undefined ? null : data });
    return body.length > MAX_EVENT ? '' : body;
  } catch {
    return '';
  }
}

/** Keeps the books: what the records say, added up. */
function createBooks(token: string, report: (record: SessionRecord) => void) {
  const sums = { polls: 0, last: -1, pushed: 0, dropped: 0, ignored: 0 };
  let status: KnownStatus = 'unknown';
  let received: SessionSnapshot['received'] = null;
  return {
    sums,
    note: (record: SessionRecord): void => {
      if (record.type === 'ignored') sums.ignored += 1;
      if (record.type === 'dropped') sums.dropped += record.count;
      if (record.type === 'status') status = record.status;
      if (record.type === 'event') received = record.event;
      if (record.type === 'restarted') sums.last = -1;
      report(record);
    },
    read: (pusher: Pusher): SessionSnapshot => ({ token, status, ...sums, queued: pusher.queued(), received }),
  };
}

/** `report` gets every record, in order. An empty token is no session: nothing is sent. */
export function openChannel(runner: Runner, token: string, report: (record: SessionRecord) => void): Channel {
  const { sums, note, read } = createBooks(token, report);
  const port = { request: runner.request, clock: runner.clock, url: address(runner, token, 'events') };
  let stopAsking = (): void => {};
  let listening = false;
  let left = !token;

  const settle = (status: KnownStatus): void => {
    // A runner holds polls for sessions it does not know for ever: nothing else would end this one.
    if (status === 'gone') leave();
    note({ type: 'status', status });
  };
  /** What was heard may be old or incomplete: the runner knows. */
  const confirm = (): void => {
    stopAsking();
    stopAsking = ask(runner, token, settle);
  };
  const arrived = (arrival: Arrival, backlog: boolean): void => {
    sums.last = arrival.number;
    const event = encode('', arrival.data) ? validate(arrival, backlog) : 'too-large';
    if (typeof event === 'string') return note({ type: 'ignored', reason: event, number: arrival.number });
    note({ type: 'event', event });
    if (event.type !== 'status' || backlog || left) return;
    // Newer than any answer still under way.
    stopAsking();
    settle(event.data);
  };
  const switchListening = createListening({
    ...port,
    arrived,
    polling: (count) => (sums.polls = count),
    missed(count) {
      note({ type: 'missed', count });
      confirm();
    },
    restarted: () => note({ type: 'restarted' }),
    caughtUp: confirm,
  });
  const dropped = (count: number): void => note({ type: 'dropped', count });
  const pusher = createPusher({ ...port, pushed: () => (sums.pushed += 1), dropped });
  const listen = (on: boolean): void => {
    if (on === listening || left) return;
    listening = on;
    switchListening(on);
    if (on) confirm();
    else stopAsking();
  };
  const leave = (): void => {
    listen(false);
    left = true;
    pusher.stop();
  };

  return {
    listen,
    push(type, data, frequent) {
      if (left) return;
      const body = encode(type, data);
      if (body) pusher.push(body, frequent);
      else dropped(1);
    },
    flush: pusher.flush,
    snapshot: () => read(pusher),
    note,
    leave,
  };
}

import type { SessionClock } from './asking.ts';
import { ask, openChannel } from './channel.ts';
import { pageClock } from './clock.ts';
import { isToken } from './events.ts';
import type { KnownStatus, SessionRecord, TestSession } from './records.ts';

export interface SessionOptions {
  /** Where the runner is, `api/…` left out: `http://host:8000/_wave/`, or a path on the page's own host. */
  readonly baseUrl: string;
  /** The test session's token. Without one nothing is sent and nothing heard. */
  readonly token: string | null | undefined;
  /** For tests. Default: the page's clock. */
  readonly clock?: SessionClock;
}

/** A test session, for who opened it. */
export interface OpenSession extends TestSession {
  /** Asks the runner where any session stands, until it answers or the returned function takes the question back. */
  readonly ask: (token: string, answered: (status: KnownStatus) => void) => () => void;
  /** Puts on record that a `resume` was not believed. */
  readonly refuse: (number: number) => void;
  /** Leaves this session and goes on in another; who listens goes along. */
  readonly move: (token: string) => void;
  /** No more polls; what waits to be pushed leaves at once. */
  readonly leave: () => void;
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** @throws TypeError */
export function expect(holds: boolean, option: string, expected: string, received: unknown): void {
  if (!holds) throw new TypeError(`${option}: expected ${expected}, received ${String(received)}`);
}

/**
 * The Sessions API client: listens and pushes for everyone on the page.
 * @throws TypeError
 */
export function openSession(options: SessionOptions): OpenSession {
  return extendToSession({}, options);
}

/** Makes a test session of an object or a function. */
export function extendToSession<Target extends object>(
  target: Target,
  { baseUrl, token, clock = pageClock }: SessionOptions,
): Target & OpenSession {
  const session = target as Target & Writable<OpenSession>;
  expect(/^(https?:\/)?\//.test(baseUrl), 'baseUrl', 'an http(s) address or a path', baseUrl);
  const base = baseUrl.replace(/\/*$/, '/');
  let listeners: ((record: SessionRecord) => void)[] = [];
  const report = (record: SessionRecord): void =>
    listeners.forEach((listener) => {
      try {
        listener(record);
      } catch {
        // The others, and playback, must not pay for one listener's mistake.
      }
    });
  const open = (name: string) => openChannel(clock, base, session, name, report);
  let channel = open(isToken(token) ? token : '');

  const show = (): void => channel.listen(listeners.length > 0);
  const hide = (): void => {
    channel.listen(false);
    channel.flush(false);
  };
  window.addEventListener('pagehide', hide);
  // A page may come back from the back-forward cache.
  window.addEventListener('pageshow', show);

  session.subscribe = (listener) => {
    const own = (record: SessionRecord): void => listener(record);
    // Never changed in place: who comes or goes during a record must not shift the others.
    listeners = listeners.concat(own);
    show();
    return () => {
      listeners = listeners.filter((one) => one !== own);
      show();
    };
  };
  session.push = (type, data) => channel.push(type, data);
  session.ask = (name, answered) => ask(clock, base, name, answered);
  session.refuse = (number) => channel.ignore('foreign-token', number);
  session.move = (name) => {
    channel.close();
    channel = open(name);
    show();
  };
  session.leave = () => {
    listeners = [];
    window.removeEventListener('pagehide', hide);
    window.removeEventListener('pageshow', show);
    channel.close();
  };
  return session;
}

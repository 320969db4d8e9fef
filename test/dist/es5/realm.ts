import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createContext, runInContext, Script } from 'node:vm';
import { parse } from 'acorn';
import { ES5 } from './allow-list.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Send = (
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string,
  done: (answer: Answer | null) => void,
) => () => void;

/** Puts something on the page's global object. */
type Furnish = (global: unknown, tools: unknown) => unknown;

/** One page in a world that ended with ES5: real HTTP, its own time. */
export interface Realm {
  /** Every built-in that was taken away, as `Array.prototype.includes`. */
  readonly removed: readonly string[];
  /** What threw into the page, from a listener, a timer or an answer. */
  readonly errors: readonly string[];
  /** Runs a classic script. @throws SyntaxError when it is newer than ES5, or whatever it throws itself. */
  run(source: string): unknown;
  /** Puts stand-ins for Video.js and Shaka on the page. */
  addPlayers(): void;
  /** Lets time pass; timers run when due, and every request is answered before the next. */
  advance(milliseconds: number): Promise<void>;
  /** Timers that are set and not yet due. */
  timers(): number;
  /** Aborts what is still under way. */
  close(): void;
}

const message = (error: unknown): string => (error as { stack?: string }).stack ?? String(error);

/** Virtual time for the realm's timers; requests under way hold it up, except those the server holds on purpose. */
function createTime(guard: (task: () => void) => void, busy: () => boolean) {
  const timers = new Map<number, { due: number; wake: () => void }>();
  let now = Date.now();
  let last = 0;
  const quiet = async (): Promise<void> => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (busy());
  };
  return {
    timers,
    now: () => now,
    setTimeout: (wake: () => void, delay = 0) => {
      timers.set(++last, { due: now + Math.max(0, delay || 0), wake });
      return last;
    },
    clearTimeout: (id: number) => void timers.delete(id),
    advance: async (milliseconds: number): Promise<void> => {
      const until = now + milliseconds;
      for (await quiet(); ; await quiet()) {
        const [next] = [...timers].filter(([, { due }]) => due <= until).sort(([, a], [, b]) => a.due - b.due);
        if (!next) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].due);
        guard(next[1].wake);
      }
      now = until;
    },
  };
}

/** The realm's way to the network. */
function createNetwork() {
  const open = new Map<() => void, string>();
  const send: Send = (method, url, headers, body, done) => {
    const outgoing = request(url, { method, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => {
        settle({ status: incoming.statusCode ?? 0, body: text, headers: incoming.headers as Answer['headers'] });
      });
    });
    const cancel = (): void => {
      open.delete(cancel);
      outgoing.destroy();
    };
    const settle = (answer: Answer | null): void => {
      if (open.delete(cancel)) done(answer);
    };
    outgoing.on('error', () => {
      settle(null);
    });
    open.set(cancel, url);
    outgoing.end(body);
    return cancel;
  };
  return { open, send };
}

/** @param isHeld Whether the server holds the answer to this request on purpose (a long poll): time goes on meanwhile. */
export function createRealm(isHeld: (url: string) => boolean = () => false): Realm {
  const errors: string[] = [];
  const guard = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      errors.push(message(error));
    }
  };
  const network = createNetwork();
  const time = createTime(guard, () => [...network.open.values()].some((url) => !isHeld(url)));
  const context = createContext({});
  const strip = runInContext(read('strip.js'), context) as (allowed: typeof ES5) => string[];
  const removed = [...strip(ES5)];
  const { now, setTimeout, clearTimeout } = time;
  const load = (name: string): Furnish => runInContext(read(name), context) as Furnish;
  const global: unknown = runInContext('this', context);
  const makeTarget = load('browser.js')(global, { guard, now, setTimeout, clearTimeout, send: network.send });
  return {
    removed,
    errors,
    run(source) {
      parse(source, { ecmaVersion: 5, sourceType: 'script' });
      return new Script(source).runInContext(context) as unknown;
    },
    addPlayers: () => void load('players.js')(global, makeTarget),
    advance: time.advance,
    timers: () => time.timers.size,
    close: () => {
      network.open.forEach((_, cancel) => {
        cancel();
      });
    },
  };
}

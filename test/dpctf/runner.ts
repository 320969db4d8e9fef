import type { SessionClock } from '../../src/dpctf/asking.ts';

/** One answer of the scripted runner. */
export type Answer = { readonly status: number; readonly body: string } | 'hang' | 'drop';

export interface Asked {
  readonly kind: 'events' | 'push' | 'status';
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly type: string;
  readonly aborted: boolean;
}

export const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });
export const standing = (status: string): Answer => json({ token: 'T', status });

/** A runner that answers by script (scripted-runner.mjs): over real HTTP, from the test server. */
export async function scriptRunner(script: Partial<Record<Asked['kind'] | `status ${string}`, readonly Answer[]>>) {
  // Unique among all pages: two test files run side by side and share the server.
  const url = `${location.origin}/scripted/${crypto.randomUUID()}`;
  await fetch(url, { method: 'POST', body: JSON.stringify(script) });
  const asked = async (kind?: Asked['kind']) => {
    const all = (await (await fetch(`${url}?${Math.random()}`)).json()) as Asked[];
    return kind ? all.filter((one) => one.kind === kind) : all;
  };
  return {
    baseUrl: `${url}/`,
    asked,
    /** `last_event` of each poll. */
    polled: async () =>
      (await asked('events')).map(({ query }) => Number(new URLSearchParams(query).get('last_event'))),
    pushed: async () => (await asked('push')).map(({ body }) => JSON.parse(body) as { type: string; data: unknown }),
  };
}

/** Time that moves only when told to. */
export function manualClock() {
  let now = 1e12;
  let timers: { readonly at: number; readonly wake: () => void }[] = [];
  const clock: SessionClock = {
    wall: () => now,
    after(delay, wake) {
      const timer = { at: now + delay, wake };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  return {
    ...clock,
    timers: () => timers.length,
    /** Lets a back-off pass, if one is running; requests keep their time. */
    skipBackOff() {
      const next = Math.min(...timers.map(({ at }) => at - now));
      if (next <= 5000) this.advance(next);
      return next;
    },
    advance(by: number) {
      now += by;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      due.forEach(({ wake }) => wake());
    },
  };
}

/** Waits for what real requests bring about; `each` runs before every look. */
export async function until(holds: () => unknown, each?: () => unknown): Promise<void> {
  const end = Date.now() + 10000;
  for (;;) {
    await each?.();
    if (await holds()) return;
    if (Date.now() > end) throw new Error(`Still not so: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Long enough for a request that should not be made to have been seen. */
export const aWhile = () => new Promise((resolve) => setTimeout(resolve, 150));

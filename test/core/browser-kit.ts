import { createAnalytics } from '../../src/core/analytics.ts';
import type { Analytics } from '../../src/core/api.ts';
import type { Clock } from '../../src/core/clock.ts';
import { createClock } from '../../src/core/clock.ts';
import type { AnalyticsEvent, Payload } from '../../src/core/events.ts';
import type { AnalyticsOptions } from '../../src/core/options.ts';

/** The server of these pages knows no ranges, and without them nobody can seek: a film is fetched whole. */
async function whole(path: string): Promise<string> {
  return URL.createObjectURL(await (await fetch(path)).blob());
}
/** Thirty seconds of a clock, H.264 and AAC; there before the first test begins. */
export let FILM = '';
/** The same as VP9 and Opus. */
export let OTHER_FILM = '';
before(async () => {
  FILM = await whole('/test-pages/media/clock.mp4');
  OTHER_FILM = await whole('/test-pages/media/clock.webm');
});
/** Of the server that serves this page (web-test-runner.config.mjs): takes everything. */
export const SINK = `${location.origin}/sink`;

export interface Heard extends AnalyticsEvent {
  readonly session: number;
  readonly payload?: Payload;
}

export interface Listening {
  readonly client: Analytics;
  readonly heard: readonly Heard[];
  /** The names in order. Stalls are left out where nobody asks for them: machines are slow and noisy. */
  names(): string;
  last(event: string): Heard | undefined;
}

/** A client whose events are written down. */
export function listen(options: Partial<AnalyticsOptions> = {}): Listening {
  const client = createAnalytics({ eventSinkUrl: SINK, persist: false, ...options });
  const heard: Heard[] = [];
  client.subscribe((record) => {
    if (record.type === 'event') heard.push({ session: record.session, ...record.event });
  });
  return {
    client,
    heard,
    names: () =>
      heard
        .map(({ event }) => event)
        .filter((event) => !/^buffer/.test(event))
        .join(' '),
    last: (event) => heard.filter((one) => one.event === event).pop(),
  };
}

/** A `<video>` in the page, gone after the test. */
export function video(src = ''): HTMLVideoElement {
  const element = document.createElement('video');
  element.muted = true;
  if (src) element.src = src;
  document.body.append(element);
  afterThis.push(() => {
    element.pause();
    element.removeAttribute('src');
    element.load();
    element.remove();
  });
  return element;
}

const afterThis: (() => void)[] = [];
afterEach(() => afterThis.splice(0).forEach((tidy) => tidy()));

/** Waits for a condition; the limit is generous, only failing is slow. */
export async function until(what: string, holds: () => unknown, limit = 15_000): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > limit) throw new Error(`Waited ${limit} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** The page's own clock, counting who waits. */
export function countingClock(): Clock & { readonly waiting: () => number } {
  const clock = createClock();
  let waiting = 0;
  return {
    ...clock,
    waiting: () => waiting,
    after(delay, wake) {
      let over = false;
      const end = (): void => {
        if (!over) waiting--;
        over = true;
      };
      waiting++;
      const cancel = clock.after(delay, () => {
        end();
        wake();
      });
      return () => {
        end();
        cancel();
      };
    },
  };
}

/** Counts the listeners on media, document and window from now on; `undo` puts the real methods back. */
export function countListeners(): {
  readonly left: () => readonly string[];
  readonly ever: () => number;
  undo(): void;
} {
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  let open: { readonly target: EventTarget; readonly type: string; readonly listener: unknown }[] = [];
  let ever = 0;
  const counts = (target: EventTarget): boolean =>
    target === window || target === document || target instanceof HTMLMediaElement;
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options): void {
    const target = this ?? window;
    if (counts(target)) ever = open.push({ target, type, listener }) && ever + 1;
    add.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, type, listener, options): void {
    const target = this ?? window;
    open = open.filter((one) => one.target !== target || one.type !== type || one.listener !== listener);
    remove.call(target, type, listener, options);
  };
  return {
    left: () => open.map(({ type }) => type),
    ever: () => ever,
    undo() {
      EventTarget.prototype.addEventListener = add;
      EventTarget.prototype.removeEventListener = remove;
    },
  };
}

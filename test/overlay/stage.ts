import type { Analytics, Snapshot } from '../../src/core/api.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { AnalyticsEvent, EventName, Payload } from '../../src/core/events.ts';
import type { AnalyticsRecord, DeliveryRecord } from '../../src/core/records.ts';
import { showOverlay, type OverlayOptions, type TellybeatOverlay } from '../../src/overlay/index.ts';

export const NOON = Date.UTC(2026, 0, 2, 12);

/** A clock that stands still until told otherwise, with the timers that wait on it. */
export function stoppedClock() {
  let now = 5000;
  let waiting: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    wall: () => NOON + now,
    monotonic: () => now,
    after(delay, wake) {
      const entry = { at: now + delay, wake };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
  };
  return {
    clock,
    waiting: () => waiting.length,
    /** Lets time pass, waking what is due in its order. */
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const due = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        waiting = waiting.filter((other) => other !== due);
        now = due.at;
        due.wake();
      }
      now = until;
    },
  };
}

export const SNAPSHOT: Snapshot = {
  session: 1,
  sessionId: 'viewing-1',
  state: 'playing',
  playhead: 61_500,
  duration: 596_480,
  live: false,
  rendition: { bitrate: 2400, width: 1280, height: 720 },
  heartbeatInterval: 30_000,
  queued: { events: 2, bytes: 1536 },
  eventSinkUrl: 'https://user:secret@sink.example/epas?key=secret',
  dialect: '0.1',
};

/** Plays the records of a client to the overlay, and counts who listens. The types are the core's. */
export function scriptedAnalytics() {
  const listeners = new Set<(record: AnalyticsRecord) => void>();
  const history: AnalyticsRecord[] = [];
  let lastId = 0;
  const state = { snapshot: SNAPSHOT };
  const publish = (record: AnalyticsRecord) => {
    history.push(record);
    if (history.length > 50) history.shift();
    listeners.forEach((listener) => listener(record));
  };
  const nothing = () => undefined;
  const analytics: Analytics = {
    attach: () => nothing,
    signal: nothing,
    report: nothing,
    subscribe(listener, options) {
      if (options?.history) history.forEach((record) => listener(record));
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => state.snapshot,
    flush: nothing,
    destroy: nothing,
  };
  return {
    analytics,
    publish,
    listeners: () => listeners.size,
    snapshot: (change: Partial<Snapshot>) => (state.snapshot = { ...state.snapshot, ...change }),
    event(event: EventName, at = 0, payload?: Payload, playhead = 61_500, session = 1): number {
      const full: AnalyticsEvent = {
        event,
        timestamp: NOON + at,
        playhead,
        duration: 596_480,
        ...(payload && { payload }),
      };
      publish({ type: 'event', id: ++lastId, session, event: full });
      return lastId;
    },
    delivery(outcome: DeliveryRecord['outcome'], ids: number[], rest: Partial<DeliveryRecord> = {}) {
      const queued = { events: ids.length, bytes: 100 };
      publish({ type: 'delivery', outcome, via: 'request', ids, attempt: 1, status: 0, queued, ...rest });
    },
  };
}

export const element = (): TellybeatOverlay | null => document.querySelector('tellybeat-overlay');

/** What is to be read on the panel, white space as one blank. */
export const read = (selector = 'section'): string =>
  Array.from(element()?.shadowRoot?.querySelectorAll(selector) ?? [], (found) => found.textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

export const selectedTab = (): string => read('[aria-selected=true]');

/** Presses a key as the engine of a TV would: a `keyCode`, and a `key` where it has one. Tells whether the page saw it. */
export function press(keyCode: number, key = '', init: KeyboardEventInit = {}): boolean {
  let seen = false;
  const watch = () => (seen = true);
  document.addEventListener('keydown', watch);
  for (const type of ['keydown', 'keyup']) {
    const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true, composed: true, ...init });
    Object.defineProperty(event, 'keyCode', { value: keyCode });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }
  document.removeEventListener('keydown', watch);
  return seen;
}

/** An overlay on a scripted client and a stopped clock. */
export function stage(options: OverlayOptions = {}) {
  const time = stoppedClock();
  const script = scriptedAnalytics();
  const hide = showOverlay(script.analytics, { clock: time.clock, ...options });
  return { ...script, ...time, hide };
}

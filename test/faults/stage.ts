import type { Analytics, AnalyticsRecord, Clock, MediaReading } from '../../src/core/index.ts';

/** A record and the real time it was made at (Date.now). */
export interface Noted {
  readonly at: number;
  readonly record: AnalyticsRecord;
}

export interface Boot {
  readonly sink: string;
  readonly options?: object;
  /** Real time, so much faster; by default time passes only when told. */
  readonly speed?: number;
  /** UTC the page's clock starts at. */
  readonly wall: number;
  /** What the engine lacks, by path from window: 'fetch', 'navigator.sendBeacon', 'localStorage'. */
  readonly without?: readonly string[];
  /** Fill the storage to its last byte. */
  readonly full?: boolean;
}

export interface Writes {
  readonly count: number;
  readonly milliseconds: number;
  readonly longest: number;
  readonly characters: number;
}

/** The page under test as the driver sees it: the real bundle, in a time of its own. */
export interface Stage {
  boot(boot: Boot): void;
  /** Opens a viewing session and plays. */
  play(): void;
  /** Reports so many warnings, numbered on. */
  say(count: number, data?: unknown): void;
  end(): void;
  /** Lets time pass; requests get real time to be answered in between. */
  pass(milliseconds: number): Promise<void>;
  setWall(utc: number): void;
  hide(hidden: boolean): void;
  destroy(): void;
  notes(): Noted[];
  timers(): number;
  queued(): number;
  now(): number;
  writes(): Writes;
  monsters(): void;
}

declare global {
  interface Window {
    stage: Stage;
    tellybeat: { createAnalytics(options: unknown): Analytics };
  }
}

/** Runs in the page: everything it needs must be inside. */
export function setStage(): void {
  const notes: Noted[] = [];
  const written = { count: 0, milliseconds: 0, longest: 0, characters: 0 };
  let analytics: Analytics;
  let timers: { at: number; wake: () => void }[] = [];
  let now = 1000;
  let wall = 0;
  let speed = 0;
  let playing = 0;
  let said = 0;
  let pending = 0;
  let hidden = false;
  const realTime = (): number => performance.now();

  const clock: Clock = {
    wall: () => Math.round(wall + clock.monotonic()),
    monotonic: () => (speed ? realTime() * speed : now),
    after(delay, wake) {
      if (speed) {
        const timer = setTimeout(wake, delay / speed);
        return () => clearTimeout(timer);
      }
      const own = { at: now + delay, wake };
      timers.push(own);
      return () => {
        timers = timers.filter((timer) => timer !== own);
      };
    },
  };

  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** Until every request is answered, or is not going to be soon. */
  async function quiet(patience = 250): Promise<void> {
    const start = realTime();
    const channel = new MessageChannel();
    while (pending > 0 && realTime() - start < patience) {
      await new Promise((resolve) => {
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(0);
      });
    }
  }

  function reading(): MediaReading {
    const currentTime = playing ? (clock.monotonic() - playing) / 1000 : 0;
    return {
      ...{ currentTime, duration: 1e6, paused: !playing, ended: false, seeking: false, readyState: 4 },
      ...{ playbackRate: 1, loop: false, seekable: { start: 0, end: 1e6 }, startDate: NaN },
    };
  }

  function lose(path: string): void {
    const steps = path.split('.');
    const name = steps.pop() ?? '';
    const holder = steps.reduce<object>((object, step) => Reflect.get(object, step) as object, window);
    if (name === 'localStorage') {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    } else Object.defineProperty(holder, name, { value: undefined, configurable: true });
  }

  function fill(): void {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (let n = 0; ; n++) localStorage.setItem(`filler${size}.${n}`, 'x'.repeat(size));
      } catch {
        // Full for this size: on with the half of it.
      }
    }
  }

  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key: string, text: string) {
    const start = realTime();
    try {
      setItem.call(this, key, text);
    } finally {
      const took = realTime() - start;
      written.count++;
      written.milliseconds += took;
      written.longest = Math.max(written.longest, took);
      written.characters += text.length;
    }
  };
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });

  window.stage = {
    boot(boot) {
      speed = boot.speed ?? 0;
      wall = boot.wall - clock.monotonic();
      (boot.without ?? []).forEach(lose);
      if (boot.full) fill();
      analytics = window.tellybeat.createAnalytics({
        eventSinkUrl: boot.sink,
        contentId: 'film',
        clock,
        ...boot.options,
      });
      analytics.subscribe((record) => {
        notes.push({ at: Date.now(), record });
        if (record.type === 'delivery' && record.via === 'request') pending = record.outcome === 'sent' ? 1 : 0;
      });
    },
    play() {
      playing = 0;
      analytics.signal({ type: 'source', url: 'https://content.example/film.mpd', reading: reading() });
      analytics.signal({ type: 'loadstart', reading: reading() });
      analytics.signal({ type: 'canplay', reading: reading() });
      analytics.signal({ type: 'play', reading: reading() });
      playing = clock.monotonic() - 1;
      analytics.signal({ type: 'playing', reading: reading() });
      analytics.signal({ type: 'timeupdate', reading: reading() });
    },
    say(count, data) {
      for (let n = 0; n < count; n++) {
        analytics.report('warning', { code: `W${said++}`, ...(data === undefined ? null : { data }) });
      }
    },
    end: () => analytics.signal({ type: 'ended', reading: reading() }),
    async pass(milliseconds) {
      if (speed) return sleep(milliseconds / speed);
      const end = now + milliseconds;
      for (;;) {
        await quiet();
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.wake();
      }
      now = end;
      await quiet();
    },
    setWall(utc) {
      wall = utc - clock.monotonic();
    },
    hide(value) {
      hidden = value;
      document.dispatchEvent(new Event('visibilitychange'));
    },
    destroy: () => analytics.destroy(),
    notes: () => notes,
    timers: () => timers.length,
    queued: () => analytics.snapshot().queued.events,
    now: () => clock.wall(),
    writes: () => written,
    monsters() {
      const cycle: Record<string, unknown> = {};
      cycle.self = cycle;
      const trap = Object.defineProperty({}, 'bad', {
        enumerable: true,
        get() {
          throw new Error('no');
        },
      });
      const all = [
        cycle,
        trap,
        10n ** 40n,
        document.body,
        window,
        'x'.repeat(1e7),
        new Uint8Array(1e7),
        () => 1,
        Symbol('s'),
      ];
      all.forEach((data, n) => analytics.report('warning', { code: `M${n}`, data }));
    },
  };
}

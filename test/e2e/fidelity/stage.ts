import type { Page } from 'puppeteer-core';
import type { Fault, Faults } from '../../../test-pages/lab/live-faults.ts';
import type { ProbeLog } from './page/log.ts';
import type { PlayerKind } from './page/players.ts';
import type { Scenario } from './scenarios.ts';

/** What a scenario can do: everything is noted by the probe, in the page, the moment it happens. */
export interface Stage {
  load(options?: { readonly autoplay?: boolean }): Promise<void>;
  act(name: 'play' | 'pause' | 'unload' | 'leave' | 'seekLive'): Promise<void>;
  act(name: 'seek' | 'rate' | 'limit' | 'seekBack', value: number): Promise<void>;
  wait(ms: number): Promise<void>;
  /** Until there is enough to play. */
  ready(): Promise<void>;
  /** Until the playhead has come this far, seconds. */
  reach(time: number): Promise<void>;
  /** Until it has gone on by this much. */
  goOn(seconds: number): Promise<void>;
  /** Until it stands for want of data. */
  stands(): Promise<void>;
  buffered(time: number): Promise<void>;
  ended(): Promise<void>;
  /** Until the player says that it failed. */
  failed(): Promise<void>;
  /** The tab is hidden for so long. */
  hidden(ms: number): Promise<void>;
  closePage(): Promise<void>;
  fault(fault: Fault): () => void;
  /** The media from this second on does not arrive until the returned function is called. */
  holdFrom(seconds: number): () => void;
  /** The media from this second on is garbage. */
  breakFrom(seconds: number): void;
  holdAll(): () => void;
}

/** Bytes of the progressive file up to its first frames, and per second of it. */
const FILE = { head: 30_000, perSecond: 776_981 / 30 };
const LAST_SEGMENT = 16;
const LIMIT = 25_000;

/** The names of the segments that hold what comes after `seconds`. */
function segmentsFrom(seconds: number): string {
  const numbers = Array.from({ length: LAST_SEGMENT }, (_, index) => index + 1).filter((n) => (n - 1) * 2 >= seconds);
  return `seg-\\d-(${numbers.map((n) => String(n).padStart(2, '0')).join('|')})\\.`;
}

export function sourceOf(kind: PlayerKind, channel: string, live: Scenario['live']): string {
  const options = [`channel=${channel}`, ...Object.entries(live ?? {}).map(([name, value]) => `${name}=${value}`)].join(
    ',',
  );
  const file = kind.endsWith('hls') ? 'master.m3u8' : 'manifest.mpd';
  if (kind === 'plain') return `/faulty/${options}/clock.mp4`;
  return `/${live ? 'live' : 'faulty'}/${options}/h264/${file}`;
}

/** What the page was like when it was left. */
export type Ending = { log: ProbeLog | null };

export function createStage(page: Page, kind: PlayerKind, source: string, faults: Faults, ending: Ending): Stage {
  const plain = kind === 'plain';
  let loads = 0;
  const until = (condition: string) => page.waitForFunction(condition, { polling: 20, timeout: LIMIT });
  const video = "document.querySelector('video')";
  const act = async (name: string, value?: number) => {
    const live = `(() => { const v = ${video}, s = v.seekable, last = s.length - 1; return { from: s.start(0), to: s.end(last), at: v.currentTime }; })()`;
    const calls: Record<string, string> = {
      seekBack: `subject.seek(Math.max(${live}.from + 4, ${live}.at - ${value ?? 0}))`,
      seekLive: `subject.seek(window.edge ?? 0)`,
    };
    await page.evaluate(`(() => {
      if (${JSON.stringify(name)} === 'seekBack') window.edge = ${video}.currentTime;
      probe.note('act', ${JSON.stringify(name)});
      ${calls[name] ?? `subject.${name}(${value ?? ''})`};
    })()`);
  };
  const hold = (fault: Omit<Fault, 'kind'>) => faults.add({ kind: 'stall', ...fault });
  const bytes = (seconds: number) => (seconds <= 0 ? 0 : Math.round(FILE.head + FILE.perSecond * seconds));

  return {
    act,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async load({ autoplay = false } = {}) {
      const url = loads++ ? source.replace(/\/(clock|master|manifest)/, '/./$1') : source;
      await page.evaluate(`probe.note('act', 'load'); subject.load(${JSON.stringify(url)}, ${autoplay})`);
    },
    ready: async () => void (await until(`${video}.readyState >= 3 && !${video}.seeking`)),
    reach: async (time) =>
      void (await until(`${video}.currentTime >= ${time} && !${video}.seeking && !${video}.paused`)),
    async goOn(seconds) {
      await until(`!${video}.seeking && !${video}.paused && ${video}.readyState >= 3`);
      await page.evaluate(`window.goneOn = null`);
      await until(`(() => { const v = ${video}; if (v.seeking || v.paused) window.goneOn = null;
        else window.goneOn ??= v.currentTime; return window.goneOn !== null && v.currentTime >= window.goneOn + ${seconds}; })()`);
    },
    stands: async () =>
      void (await until(`(() => { const v = ${video}, t = v.currentTime; const same = window.stood?.t === t;
        if (!same) window.stood = { t, at: performance.now() }; return !v.paused && t > 0 && performance.now() - window.stood.at > 300; })()`)),
    buffered: async (time) =>
      void (await until(
        `(() => { const b = ${video}.buffered; return b.length && b.end(b.length - 1) >= ${time}; })()`,
      )),
    async ended() {
      await until(`${video}.ended`);
    },
    failed: async () =>
      void (await until(`probe.dump().notes.some(({ kind, name }) => name === 'error' || name === 'rejected')`)),
    async hidden(ms) {
      const session = await page.createCDPSession();
      const other = await page.browser().newPage();
      await other.bringToFront();
      await new Promise((resolve) => setTimeout(resolve, ms));
      await other.close();
      await page.bringToFront();
      await session.detach();
    },
    async closePage() {
      await page.evaluate(`probe.note('act', 'close')`);
      ending.log = (await page.evaluate('probe.dump()')) as ProbeLog;
      await page.goto('about:blank');
    },
    fault: (fault) => faults.add(fault),
    holdFrom: (seconds) => hold(plain ? { on: 'clock', after: bytes(seconds) } : { on: segmentsFrom(seconds) }),
    breakFrom: (seconds) =>
      void (plain
        ? faults.add({ kind: 'corrupt', on: 'clock', after: bytes(seconds) })
        : faults.add({ kind: 'corrupt', on: segmentsFrom(seconds) })),
    holdAll: () => hold({ on: 'seg-' }),
  };
}

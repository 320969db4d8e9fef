import type { Page } from 'puppeteer-core';
import type { Fault, FaultKind, Faults } from '../../../test-pages/lab/live-faults.ts';
import type { Note, ProbeLog } from './page/log.ts';
import type { PlayerKind } from './page/players.ts';
import type { Scenario } from './scenario.ts';

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
  /** Until the player plays a rendition like this by itself. */
  renditions(fits: (height: number) => boolean): Promise<void>;
  ended(): Promise<void>;
  /** Until the player says that it failed. */
  failed(): Promise<void>;
  /** The tab is hidden for so long. Chromium pauses what is muted there. */
  hidden(ms: number, muted: boolean): Promise<void>;
  closePage(): Promise<void>;
  fault(fault: Fault): () => void;
  /**
   * No media arrives until the returned function is called: of a progressive file what lies behind this second, of a stream
   * everything from the moment the scenario has reached its first goal (players look ahead, and at odd places).
   */
  holdFrom(seconds: number): () => void;
  /** The same with garbage; Shaka, which mends what it can, is refused. */
  breakFrom(seconds: number): () => void;
  holdAll(): () => void;
}

/** Bytes of the progressive file up to its first frames, and per second of it. */
const FILE = { head: 30_000, perSecond: 776_981 / 30 };
const LIMIT = 25_000;

export function sourceOf(kind: PlayerKind, channel: string, live: Scenario['live']): string {
  const options = [`channel=${channel}`, ...Object.entries(live ?? {}).map(([name, value]) => `${name}=${value}`)].join(
    ',',
  );
  const file = kind.endsWith('hls') ? 'master.m3u8' : 'manifest.mpd';
  if (kind === 'plain') return `/faulty/${options}/clock.mp4`;
  return `/${live ? 'live' : 'faulty'}/${options}/h264/${file}`;
}

/** What the page was like when it was left. */
export interface Ending {
  log: ProbeLog | null;
  /** The page's last word, sent by itself. */
  left: Note | null;
}

export function createStage(page: Page, kind: PlayerKind, source: string, faults: Faults, ending: Ending): Stage {
  const plain = kind === 'plain';
  let loads = 0;
  const until = async (condition: string) => {
    await page.waitForFunction(condition, { polling: 20, timeout: LIMIT });
  };
  const video = "document.querySelector('video')";
  const act = async (name: string, value?: number) => {
    const back = `(() => { const v = ${video}; window.edge = v.currentTime; return Math.max(v.seekable.start(0) + 4, v.currentTime - ${value ?? 0}); })()`;
    const call: Record<string, string> = { seekBack: `seek(${back})`, seekLive: 'seek(window.edge + 4)' };
    await page.evaluate(
      `probe.note('act', ${JSON.stringify(name)}); subject.${call[name] ?? `${name}(${value ?? ''})`}`,
    );
  };
  const bytes = (seconds: number) => (seconds <= 0 ? 0 : Math.round(FILE.head + FILE.perSecond * seconds));

  let pending: (() => void) | null = null;
  const from = (seconds: number, faultKind: FaultKind): (() => void) => {
    const fault = { kind: faultKind, status: 403, on: plain ? 'clock' : 'seg-', after: plain ? bytes(seconds) : 0 };
    if (plain || seconds === 0) return faults.add(fault);
    let lift: (() => void) | null = null;
    pending = () => (lift = faults.add(fault));
    return () => lift?.();
  };

  return {
    act,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async load({ autoplay = false } = {}) {
      const url = loads++ ? source.replace(/\/(clock|master|manifest)/, '/./$1') : source;
      await page.evaluate(`probe.note('act', 'load'); subject.load(${JSON.stringify(url)}, ${autoplay})`);
    },
    ready: () => until(`${video}.readyState >= 3 && !${video}.seeking`),
    async reach(time) {
      await until(`${video}.currentTime >= ${time} && !${video}.seeking && !${video}.paused`);
      pending?.();
      pending = null;
    },
    async goOn(seconds) {
      await until(`!${video}.seeking && !${video}.paused && ${video}.readyState >= 3`);
      await page.evaluate(`window.goneOn = null`);
      await until(`(() => { const v = ${video}; if (v.seeking || v.paused) window.goneOn = null;
        else window.goneOn ??= v.currentTime; return window.goneOn !== null && v.currentTime >= window.goneOn + ${seconds}; })()`);
    },
    stands: () =>
      until(`(() => { const v = ${video}, t = v.currentTime; const same = window.stood?.t === t;
        if (!same) window.stood = { t, at: performance.now() }; return !v.paused && t > 0 && performance.now() - window.stood.at > 300; })()`),
    buffered: (time) =>
      until(`(() => { const b = ${video}.buffered; return b.length && b.end(b.length - 1) >= ${time}; })()`),
    renditions: (fits) => until(`(${fits})(probe.dump().renditions.at(-1)?.height)`),
    ended: () => until(`${video}.ended`),
    failed: () => until(`probe.dump().notes.some(({ kind, name }) => name === 'error' || name === 'rejected')`),
    async hidden(ms, muted) {
      await page.evaluate(`${video}.muted = ${muted}`);
      const other = await page.browserContext().newPage();
      await other.bringToFront();
      // Only a tab of the same window covers this one.
      await until('document.hidden');
      await new Promise((resolve) => setTimeout(resolve, ms));
      await other.close();
      await page.bringToFront();
    },
    async closePage() {
      const log = (await page.evaluate('probe.dump()')) as ProbeLog;
      await page.goto('about:blank');
      const deadline = performance.now() + LIMIT;
      while (!ending.left && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      ending.log = ending.left ? { ...log, notes: [...log.notes, ending.left] } : log;
    },
    fault: (fault) => faults.add(fault),
    holdFrom: (seconds) => from(seconds, 'stall'),
    breakFrom: (seconds) => from(seconds, kind.startsWith('shaka') ? 'status' : 'corrupt'),
    holdAll: () => faults.add({ kind: 'stall', on: 'seg-' }),
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/browser.mjs';
import { balance, type Balance } from './ledger.ts';
import { type FaultySink, good, startSink } from './sink.ts';
import type { Boot, Noted, Writes } from './stage.ts';

const WALL = Date.UTC(2026, 10, 21, 12);

/** One life of the page under test, from boot to its end. */
export interface Life {
  readonly page: Page;
  play(): Promise<void>;
  say(count: number, data?: unknown): Promise<void>;
  pass(milliseconds: number): Promise<void>;
  hide(hidden: boolean): Promise<void>;
  offline(on: boolean): Promise<void>;
  writes(): Promise<Writes>;
  timers(): Promise<number>;
  queued(): Promise<number>;
  do(action: 'end' | 'destroy' | 'monsters'): Promise<void>;
  setWall(utc: number): Promise<void>;
  /** Takes down what the client says it did so far. */
  note(): Promise<readonly Noted[]>;
  /** Leaves the page as a viewer does: for another one. */
  leave(): Promise<void>;
}

export interface Driver {
  readonly sink: FaultySink;
  /** A new page in the same browser profile, storage included. */
  live(boot?: Partial<Boot>): Promise<Life>;
  /** SIGKILL; what the browser had not brought to the disk by then is gone. */
  kill(): Promise<void>;
  /** Real time. */
  wait(milliseconds: number): Promise<void>;
  until(what: string, ask: () => boolean | Promise<boolean>): Promise<void>;
}

export interface Outcome extends Balance {
  readonly name: string;
  readonly seconds: number;
  readonly requests: number;
  readonly remark: string;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sums up the lives of one row; the profile and the browser are fresh for each row that kills, shared by the others. */
export class Theatre {
  private browser: Browser | undefined;
  private profile = '';
  private constructor(readonly sink: FaultySink) {}

  static async open(bundle: string): Promise<Theatre> {
    return new Theatre(await startSink(bundle));
  }

  private async start(): Promise<Browser> {
    const executablePath = findBrowser();
    if (!executablePath) throw new Error('No browser found: install Chromium or set CHROME_PATH');
    this.profile ||= await mkdtemp(join(tmpdir(), 'tellybeat-'));
    this.browser ??= await puppeteer.launch({
      executablePath,
      userDataDir: this.profile,
      args: CHROME_FLAGS,
      headless: true,
      protocolTimeout: 300_000,
    });
    return this.browser;
  }

  /** Plays one row: what happens is `scene`; it returns a remark for the table. */
  async play(name: string, fresh: boolean, scene: (driver: Driver) => Promise<string | undefined>): Promise<Outcome> {
    const started = Date.now();
    const { sink } = this;
    if (fresh) await this.closeBrowser();
    const lives: (readonly Noted[])[] = [];
    const pages: Page[] = [];
    sink.reset();
    const live = async (boot: Partial<Boot> = {}): Promise<Life> => {
      const browser = await this.start();
      const page = await browser.newPage();
      await page.goto(sink.page);
      pages.push(page);
      const index = lives.push([]) - 1;
      await page.evaluate((it) => window.stage.boot(it), {
        sink: sink.url,
        wall: WALL + index * 86_400_000 * 2,
        ...boot,
      });
      return createLife(page, (notes) => (lives[index] = notes));
    };
    const remark = await scene({
      ...{ sink, live, wait },
      kill: async () => {
        const child = this.browser?.process();
        const gone = new Promise((resolve) => child?.once('exit', resolve));
        child?.kill('SIGKILL');
        await gone;
        this.browser = undefined;
        pages.length = 0;
      },
      async until(what, ask) {
        const start = Date.now();
        while (!(await ask())) {
          if (Date.now() - start > 20_000) throw new Error(`${name}: waited 20 s for ${what}`);
          await wait(20);
        }
      },
    });
    for (const page of pages) {
      if (page.isClosed()) continue;
      await page.evaluate(() => localStorage.clear()).catch(() => undefined);
      await page.close();
    }
    const seconds = (Date.now() - started) / 1000;
    return { name, ...balance(lives, sink.arrivals), requests: sink.requests.length, seconds, remark: remark ?? '' };
  }

  /** Chromium grants an origin 60 commits to the disk an hour: rows in fast motion use up those of the next. */
  private async closeBrowser(): Promise<void> {
    await this.browser?.close();
    this.browser = undefined;
    if (this.profile) await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
    this.profile = '';
  }

  async close(): Promise<void> {
    await this.closeBrowser();
    await this.sink.close();
  }
}

function createLife(page: Page, keep: (notes: readonly Noted[]) => void): Life {
  const life: Life = {
    page,
    play: () => page.evaluate(() => window.stage.play()),
    say: (count, data) => page.evaluate((n, extra) => window.stage.say(n, extra), count, data),
    pass: (milliseconds) => page.evaluate((ms) => window.stage.pass(ms), milliseconds),
    hide: (hidden) => page.evaluate((value) => window.stage.hide(value), hidden),
    offline: (on) => page.setOfflineMode(on),
    writes: () => page.evaluate(() => window.stage.writes()),
    timers: () => page.evaluate(() => window.stage.timers()),
    queued: () => page.evaluate(() => window.stage.queued()),
    do: (action) => page.evaluate((name) => window.stage[name](), action),
    setWall: (utc) => page.evaluate((value) => window.stage.setWall(value), utc),
    async note() {
      const notes = await page.evaluate(() => window.stage.notes());
      keep(notes);
      return notes;
    },
    async leave() {
      // What happens on the way out is noted in the page's last breath.
      await page.evaluate(() => {
        addEventListener('pagehide', () => sessionStorage.setItem('notes', JSON.stringify(window.stage.notes())));
      });
      await page.goto(new URL('/elsewhere', page.url()).href);
      keep(JSON.parse((await page.evaluate(() => sessionStorage.getItem('notes'))) ?? '[]') as Noted[]);
    },
  };
  return life;
}

export { good };

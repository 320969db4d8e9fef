import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/browser.mjs';

/** A page under watch: whatever goes wrong on it by itself ends up in `faults`. */
export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors, unhandled rejections and crashes, oldest first. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export interface TestBrowser {
  /** Opens `url` in a tab and a profile of its own, storage included; `script`, a function body, runs before any script of the page. */
  open(url: string, script?: string): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** A fresh headless Chromium, gone without a trace after `close`. */
export async function launch(): Promise<TestBrowser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser found: install Chromium or set CHROME_PATH');
  const userDataDir = await mkdtemp(join(tmpdir(), 'tellybeat-'));
  const browser: Browser = await puppeteer.launch({ executablePath, userDataDir, args: CHROME_FLAGS, headless: true });
  return {
    async open(url, script) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const faults: string[] = [];
      // Puppeteer reports unhandled rejections of the page as page errors, too.
      page.on('pageerror', (error) => faults.push(error instanceof Error ? error.message : String(error)));
      page.on('error', (error) => faults.push(`crashed: ${error.message}`));
      await page.setViewport({ width: 1280, height: 720 });
      if (script) await page.evaluateOnNewDocument(script);
      await page.goto(url, { waitUntil: 'load' });
      return { page, faults, close: () => context.close() };
    },
    async close() {
      await browser.close();
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Asks until `done` holds; machines are slow and noisy, so the limit is generous and only the failure is slow. */
export async function until<Value>(
  what: string,
  ask: () => Value | Promise<Value>,
  done: (value: Value) => boolean = Boolean,
  limit = 20_000,
): Promise<Value> {
  const start = performance.now();
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    if (performance.now() - start > limit)
      throw new Error(`Waited ${limit} ms for: ${what} (at last ${JSON.stringify(value)})`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/browser.mjs';
import { ROOT } from '../../scripts/process.mjs';

const PAGE = `<!doctype html><meta charset="utf-8"><title>strict</title>
<div id="stage"><video id="tv"></video></div>
<script src="/dist/browser/tellybeat.min.js"></script><script src="/dist/browser/tellybeat-overlay.min.js"></script>
<script src="/page.js"></script>`;

const TYPES: Record<string, string> = { css: 'text/css', js: 'text/javascript', webm: 'video/webm' };

const SCRIPT = `
  window.blocked = [];
  document.addEventListener('securitypolicyviolation', function (event) { blocked.push(event.violatedDirective); });
  var old = /old/.test(location.search);
  // Chromium below 73 and WebKit below 16.4 know no constructable sheets.
  if (old) delete CSSStyleSheet.prototype.replaceSync;
  var video = document.getElementById('tv');
  var analytics = tellybeat.createAnalytics({ eventSinkUrl: location.origin + (/refuse/.test(location.search) ? '/refuse' : '/epas') });
  analytics.attach(video);
  if (/play/.test(location.search)) {
    video.muted = true;
    video.loop = true;
    video.src = '/test-pages/media/clock.webm';
    video.play();
  }
  window.show = function () { window.hide = tellybeat.showOverlay(analytics, { media: video }); };
  if (!/late/.test(location.search)) show();
  ['stage', 'tv'].forEach(function (id) {
    document.getElementById(id).addEventListener('dblclick', function (event) {
      event.stopPropagation();
      this.requestFullscreen();
    });
  });
`;

describe('the built overlay', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      if (path === '/page') {
        response.setHeader('Content-Security-Policy', "default-src 'self'; script-src 'self'; style-src 'self'");
        response.setHeader('Content-Type', 'text/html').end(PAGE);
      } else if (path === '/refuse') request.resume().on('end', () => response.writeHead(422).end());
      else if (path === '/page.js') response.setHeader('Content-Type', 'text/javascript').end(SCRIPT);
      else if (/^\/(dist|test-pages\/media)\//.test(path)) {
        response.setHeader('Content-Type', TYPES[path.split('.').pop() ?? ''] ?? '');
        createReadStream(join(ROOT, path)).pipe(response);
      } else request.resume().on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const executablePath = findBrowser();
    browser = await puppeteer.launch({ ...(executablePath && { executablePath }), args: CHROME_FLAGS });
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  const open = async (query = '') => {
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.setViewport({ width: 1280, height: 720 });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page${query}`);
  };
  afterEach(async () => {
    await page.close();
    expect(errors).to.deep.equal([]);
  });

  const facts = () =>
    page.evaluate(() => {
      const overlay = document.querySelector('tellybeat-overlay');
      const panel = overlay?.shadowRoot?.querySelector('section');
      return {
        parent: overlay?.parentElement?.id || overlay?.parentElement?.localName,
        position: overlay && getComputedStyle(overlay).position,
        display: panel && getComputedStyle(panel).display,
        tab: panel?.querySelector('[aria-selected=true]')?.textContent,
        focused: document.activeElement === overlay,
        topLayer: overlay?.matches(':popover-open') ?? false,
        blocked: (window as unknown as { blocked: string[] }).blocked,
      };
    });

  it("works under a policy of script-src 'self'; style-src 'self', on every tab", async () => {
    await open();
    for (const digit of ['5', '4', '3', '2', '1'] as const) await page.keyboard.press(digit);
    expect(await facts()).to.include({ position: 'fixed', display: 'flex', tab: 'Now', focused: true });
    expect((await facts()).blocked).to.deep.equal([]);
  });

  it('under the same policy on an engine without constructable sheets: by the file beside the script', async () => {
    await open('?old');
    await page.waitForFunction(() => {
      const overlay = document.querySelector('tellybeat-overlay');
      return overlay && getComputedStyle(overlay).position === 'fixed';
    });
    expect(await facts()).to.include({ position: 'fixed', display: 'flex' });
  });

  it('follows an element into fullscreen and back, keeping its tab and the focus', async () => {
    await open();
    await page.keyboard.press('3');
    await page.evaluate(() => document.getElementById('tv')?.remove());
    await page.evaluate(() => Object.assign(document.getElementById('stage') ?? {}, { textContent: 'stage' }));
    await page.click('#stage', { count: 2 });
    await page.waitForFunction(() => document.fullscreenElement);
    await page.waitForFunction(() => document.querySelector('#stage > tellybeat-overlay'));
    expect(await facts()).to.include({ parent: 'stage', tab: 'Delivery', focused: true, topLayer: false });
    await page.evaluate(() => document.exitFullscreen());
    await page.waitForFunction(() => document.querySelector('body > tellybeat-overlay'));
    expect(await facts()).to.include({ parent: 'body', tab: 'Delivery', focused: true });
  });

  it('shows above a <video> that is fullscreen by itself', async () => {
    await open();
    await page.click('#tv', { count: 2 });
    await page.waitForFunction(() => document.fullscreenElement);
    await page.waitForFunction(() => document.querySelector('tellybeat-overlay')?.matches(':popover-open'));
    expect(await facts()).to.include({ parent: 'body', position: 'fixed', topLayer: true });
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('tellybeat-overlay') || !document.fullscreenElement);
  });

  /** Waits until the panel says this; a slow machine gets its time. */
  const says = async (pattern: RegExp) => {
    const saying = (source: string) => {
      const text = document.querySelector('tellybeat-overlay')?.shadowRoot?.querySelector('section')?.textContent ?? '';
      return new RegExp(source).test(text.replace(/\s+/g, ' '));
    };
    await page.waitForFunction(saying, { timeout: 15_000 }, pattern.source);
  };

  it('shows a <video> that plays, and that its events arrive', async () => {
    await open('?play');
    for (const pattern of [
      /Playing .*delivering/,
      /Playhead ?[1-9]\d* · 0:0\d\.\d/,
      /Duration ?30\d\d\d · 0:30/,
      /Picture ?640 × 360/,
      /Buffer ahead ?\d/,
      /Dropped frames ?\d+ of [1-9]/,
      /Initial startup time ?\d/,
    ]) {
      await says(pattern);
    }
    await page.keyboard.press('2');
    await says(/playing0:\d\d\.\d acknowledged.*init– acknowledged/);
  });

  it('shows what a sink refuses as dropped, with the reason', async () => {
    await open('?play&refuse');
    await says(/sink answers 422/);
    await page.keyboard.press('2');
    await says(/init– dropped: rejected/);
    await page.keyboard.press('3');
    await says(/Lost ?[1-9]\d* ?· rejected ?[1-9]/);
  });

  it('opened in the middle of a session it says from when on it counts', async () => {
    await open('?play&late');
    await page.waitForFunction(() => {
      const { analytics } = window as unknown as { analytics: { snapshot(): { state: string } } };
      return analytics.snapshot().state === 'playing';
    });
    await page.evaluate(() => {
      const { analytics, show } = window as unknown as {
        analytics: { report(type: string, payload: object): void };
        show(): void;
      };
      for (let count = 0; count < 60; count++) analytics.report('warning', { code: `W${count}` });
      show();
    });
    await says(/Watched time ?0:\d\d\.\d · seen since \d\d:\d\d:\d\d/);
  });
});

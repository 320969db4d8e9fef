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

const SCRIPT = `
  window.blocked = [];
  document.addEventListener('securitypolicyviolation', function (event) { blocked.push(event.violatedDirective); });
  var old = /old/.test(location.search);
  // Chromium below 73 and WebKit below 16.4 know no constructable sheets.
  if (old) delete CSSStyleSheet.prototype.replaceSync;
  var video = document.getElementById('tv');
  var analytics = tellybeat.createAnalytics({ eventSinkUrl: location.origin + '/epas' });
  analytics.attach(video);
  window.hide = tellybeat.showOverlay(analytics, { media: video });
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
      } else if (path === '/page.js') response.setHeader('Content-Type', 'text/javascript').end(SCRIPT);
      else if (path.startsWith('/dist/')) {
        response.setHeader('Content-Type', path.endsWith('css') ? 'text/css' : 'text/javascript');
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
});

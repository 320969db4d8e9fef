/**
 * What an open overlay costs, with the built bundles, the real core and a playing <video>:
 *  - main-thread time of one update at 6× CPU throttling, tab by tab: its script (limit 2 ms), its layout, and all tasks of
 *    the frame that follows, beside what a page pays for changing a single text;
 *  - the heap over eight simulated hours open (limit: 256 KB more after eight hours than after two).
 *
 *   node test/bench/overlay.mjs [--updates]      needs dist (npm run build); --updates leaves out the eight hours
 */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/browser.mjs';
import { ROOT } from '../../scripts/process.mjs';

const THROTTLE = 6;
const LIMIT_MS = 2;
const LIMIT_BYTES = 256 * 1024;
const TABS = ['Now', 'Events', 'Delivery', 'Test session', 'Device'];
/** Updates come ten times as often as they do, so that a second measures twenty of them. */
const FASTER = 10;
const ROUNDS = 3;

const PAGE = `<!doctype html><meta charset="utf-8"><style>.floor{position:fixed;top:0;left:0;width:9em;height:2em;contain:strict;will-change:transform}</style><body><video id="tv" muted loop></video>
<script src="/dist/browser/tellybeat.min.js"></script><script src="/dist/browser/tellybeat-overlay.min.js"></script>`;

const server = createServer((request, response) => {
  if (request.url === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
  if (request.url.startsWith('/epas')) return request.resume().on('end', () => response.end('{}'));
  const file = createReadStream(join(ROOT, request.url));
  return file.on('error', () => response.destroy()).pipe(response);
});

/* In the page. */
async function play() {
  const video = document.getElementById('tv');
  window.analytics = window.tellybeat.createAnalytics({ eventSinkUrl: location.origin + '/epas' });
  window.analytics.attach(video);
  video.src = '/test-pages/media/clock.mp4';
  await video.play();
  // A full list of events: the costliest one there is.
  for (let count = 0; count < 300; count++) window.analytics.report('warning', { code: `W${count}` });
}

/* In the page. */
function open(faster) {
  const clock = {
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    after(delay, wake) {
      const timer = setTimeout(wake, delay / faster);
      return () => clearTimeout(timer);
    },
  };
  const session = { snapshot: () => ({ token: 'token', status: 'running', last: 1, polls: 2, pushed: 3 }) };
  window.hide = window.tellybeat.showOverlay(window.analytics, {
    media: document.getElementById('tv'),
    session,
    clock,
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Main-thread milliseconds of the next second, by what they were spent on; CPU time, so that a busy machine counts less. */
async function busy(client) {
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await pause(1000);
  const after = await read();
  const spent = (name) => (after[name] - before[name]) * 1000;
  return {
    all: spent('TaskDuration'),
    script: spent('ScriptDuration'),
    layout: spent('LayoutDuration') + spent('RecalcStyleDuration'),
  };
}

/** The least of several rounds, less what the page costs by itself, for one update: noise only ever adds. */
async function measure(client, show, hide) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const closed = await busy(client);
    await show();
    await pause(500);
    const open = await busy(client);
    await hide();
    await pause(200);
    rounds.push([closed, open]);
  }
  const least = (which, kind) => Math.min(...rounds.map((round) => round[which][kind]));
  const each = (kind) => Math.max(0, least(1, kind) - least(0, kind)) / (2 * FASTER);
  return { all: each('all'), script: each('script'), layout: each('layout') };
}

const figures = (name, { script, layout, all }) =>
  console.log(
    `${name.padEnd(24)} ${script.toFixed(2).padStart(6)} ${layout.toFixed(2).padStart(8)} ${all.toFixed(2).padStart(9)}`,
  );

/* In the page: the least that any change on a screen costs. */
function oneText(faster) {
  const text = document.body.appendChild(document.createElement('div')).appendChild(document.createTextNode(''));
  text.parentNode.className = 'floor';
  let count = 0;
  const timer = setInterval(() => (text.data = String(count++)), 500 / faster);
  window.hide = () => {
    clearInterval(timer);
    text.parentNode.remove();
  };
}

async function updates(page, client) {
  await page.evaluate(play);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  await client.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  console.log(`ms an update at ${THROTTLE}×       script   layout  all tasks`);
  const hide = () => page.evaluate(() => window.hide());
  figures('(one text of a page)', await measure(client, () => page.evaluate(oneText, FASTER), hide));
  const scripts = [];
  for (const [index, name] of TABS.entries()) {
    const show = async () => {
      await page.evaluate(open, FASTER);
      await page.keyboard.press(`Digit${index + 1}`);
    };
    const cost = await measure(client, show, hide);
    figures(name, cost);
    scripts.push(cost.script);
  }
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return Math.max(...scripts);
}

/* In the page: `hours` on a clock of our own, at two updates a second; an event and its delivery every ten seconds. */
async function simulate(hours) {
  const s = (window.simulation ??= begin());
  for (let half = 0; half < hours * 7200; half++) {
    s.now += 500;
    if (half % 20 === 0) s.event();
    s.tick();
    if (half % 2000 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return {
    entries: s.events,
    nodes: document.querySelector('tellybeat-overlay').shadowRoot.querySelectorAll('*').length,
  };

  function begin() {
    const state = { now: 1e9, wake: () => undefined, listener: () => undefined, events: 0, tick: () => state.wake() };
    const clock = {
      wall: () => 1.7e12 + state.now,
      monotonic: () => state.now,
      after: (_, wake) => ((state.wake = wake), () => undefined),
    };
    const queued = { events: 1, bytes: 200 };
    state.event = () => {
      const id = ++state.events;
      const name = ['heartbeat', 'buffering', 'buffered', 'bitrate_changed', 'warn'][id % 5];
      const event = {
        event: name,
        timestamp: 1.7e12 + state.now,
        playhead: state.now,
        duration: -1,
        payload: { bitrate: id, code: `C${id}` },
      };
      state.listener({ type: 'event', id, session: 1, event });
      const request = { type: 'delivery', via: 'request', ids: [id], attempt: 1, queued };
      state.listener({ ...request, outcome: 'sent', status: 0 });
      state.listener(
        id % 7
          ? { ...request, outcome: 'acknowledged', status: 200, roundTrip: 40 }
          : { type: 'dropped', reason: 'rejected', count: 1, ids: [id], events: [name] },
      );
    };
    const analytics = {
      ...window.analytics,
      subscribe: (listener) => ((state.listener = listener), () => undefined),
      snapshot: () => ({
        ...window.analytics.snapshot(),
        session: 1,
        state: 'playing',
        rendition: { bitrate: state.now % 5000 },
      }),
    };
    window.hide = window.tellybeat.showOverlay(analytics, { media: document.getElementById('tv'), clock });
    return state;
  }
}

async function heap(page, client) {
  const used = async () => {
    for (let round = 0; round < 3; round++) await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize;
  };
  await page.keyboard.press('Digit1');
  const rows = [];
  for (const hours of [2, 3, 3]) {
    const { entries, nodes } = await page.evaluate(simulate, hours);
    rows.push(await used());
    console.log(
      `${String(rows.length * 3 - 1).padStart(2)} h open    ${(rows.at(-1) / 1024).toFixed(0)} KB of heap, ${entries} events seen, ${nodes} elements`,
    );
  }
  await page.evaluate(() => window.hide());
  return rows.at(-1) - rows[0];
}

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await puppeteer.launch({ executablePath: findBrowser(), args: CHROME_FLAGS });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1920, height: 1080 });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const client = await page.createCDPSession();
  const cost = await updates(page, client);
  const growth = process.argv.includes('--updates') ? 0 : await heap(page, client);
  console.log(
    `costliest script ${cost.toFixed(2)} ms (limit ${LIMIT_MS}); growth from 2 to 8 hours ${(growth / 1024).toFixed(1)} KB (limit ${LIMIT_BYTES / 1024})`,
  );
  if (cost > LIMIT_MS || growth > LIMIT_BYTES) process.exitCode = 1;
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

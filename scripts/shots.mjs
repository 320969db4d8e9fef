/**
 * Photographs every tab of the overlay in every state on screens of 720, 1080 and 2160 lines into reports/shots, and
 * fails where something is cut off, too small to read, or outside of the 5 % some TVs hide. Real core, real Shaka,
 * real media; stalls, errors and outages are made by the server. Needs dist (npm run build).
 *
 *   npm run shots [-- playing stalled]     only these states
 */
/* global scene, innerWidth, innerHeight, getComputedStyle -- what runs in the page */
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from './browser.mjs';
import { ROOT } from './process.mjs';

const OUT = join(ROOT, 'reports/shots');
const SCREENS = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
];
const TABS = ['now', 'events', 'delivery', 'test-session', 'device'];
const STATES = {
  playing: { state: 'playing' },
  stalled: { state: 'buffering' },
  error: { state: 'stopped' },
  live: { state: 'playing' },
  offline: { state: 'playing' },
};
/** How long each state is watched before it is photographed, so that the chart has something to show. */
const WATCHED = 20_000;
const TYPES = { js: 'text/javascript', mpd: 'application/dash+xml', m4s: 'video/mp4', mp4: 'video/mp4' };

/** From this segment on (two seconds each) the stalled state waits for ever and the error state gets no answer. */
const LAST_SEGMENT = 5;

const page = (scene) => `<!doctype html><meta charset="utf-8"><title>${scene}</title>
<style>html,body{margin:0;height:100%;background:#000}video{width:100%;height:100%;object-fit:cover}</style>
<video id="tv" muted></video>
<script src="/node_modules/shaka-player/dist/shaka-player.compiled.js"></script>
<script src="/dist/browser/tellybeat.min.js"></script>
<script src="/dist/browser/tellybeat-shaka.min.js"></script>
<script src="/dist/browser/tellybeat-overlay.min.js"></script>
<script>const scene = '${scene}'; (${scenery})()</script>`;

/** Runs in the page. */
function scenery() {
  const video = document.getElementById('tv');
  const live = scene === 'live';
  const sessionId = '6f1c2a90-5a0e-4c8b-9a57-3a4f0e6d7b21';
  const options = {
    eventSinkUrl: location.origin + '/epas/' + scene,
    contentId: 'clock',
    heartbeatInterval: 5,
    sessionId,
  };
  const status = { playing: 'running', stalled: 'paused', error: 'aborted', offline: 'completed' }[scene];
  const token = '2f6a1c34-8d1e-11ee-b9d1-0242ac120002';
  const received = { type: 'status', data: status };
  const session = { token, status, lastNumber: 17, polls: 42, forwarded: 128, lastReceived: received };
  // Thirty seconds of media last until the last picture is taken.
  video.defaultPlaybackRate = video.playbackRate = scene === 'stalled' || scene === 'error' ? 1 : 0.25;
  if (live) {
    window.analytics = tellybeat.createAnalytics(options);
    const start = Date.now() - 60_000;
    window.analytics.attach(video, {
      isLive: () => true,
      seekRange: () => ({ start: 0, end: (Date.now() - start) / 1000 }),
      startDate: () => start,
    });
    video.src = '/test-pages/media/clock.mp4';
    video.play();
  } else {
    const player = new shaka.Player();
    window.analytics = tellybeat.attachShaka(player, options);
    const patient = { maxAttempts: 1, timeout: 0, connectionTimeout: 0, stallTimeout: 0 };
    player.configure({ streaming: { retryParameters: patient } });
    player
      .attach(video)
      .then(() => player.load('/' + scene + '/test-pages/media/h264/manifest.mpd'))
      .then(() => video.play());
  }
  tellybeat.showOverlay(window.analytics, { media: video, session: scene === 'live' ? null : session });
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [, first] = pathname.split('/');
  if (first === 'page') return response.setHeader('content-type', 'text/html').end(page(pathname.slice(6)));
  if (first === 'epas') {
    request.resume();
    if (pathname.endsWith('offline')) return request.socket.destroy();
    return setTimeout(() => response.end('{"heartbeatInterval":5}'), 30);
  }
  const scene = STATES[first] ? first : '';
  const file = scene ? pathname.slice(scene.length + 1) : pathname;
  const late = Number(/-(\d+)\.m4s$/.exec(file)?.[1]) > LAST_SEGMENT;
  if (late && scene === 'stalled') return undefined;
  response.statusCode = late && scene === 'error' ? 404 : 200;
  if (response.statusCode === 404) return response.end();
  response.setHeader('content-type', TYPES[file.split('.').pop()] ?? 'application/octet-stream');
  const stream = createReadStream(join(ROOT, file));
  return stream.on('error', () => response.destroy()).pipe(response);
});

/** Runs in the page: every way in which something could be wrong with how it looks, in words. */
function faults() {
  const host = document.querySelector('tellybeat-overlay');
  const panel = host.shadowRoot.querySelector('section').getBoundingClientRect();
  const found = [];
  const near = (value, limit) => value >= limit - 0.6;
  const safe = [
    near(panel.left, innerWidth * 0.05),
    near(panel.top, innerHeight * 0.05),
    near(innerWidth * 0.95, panel.right),
    near(innerHeight * 0.95, panel.bottom),
  ];
  if (safe.includes(false)) found.push(`outside of the safe area: ${JSON.stringify(panel)}`);
  for (const element of host.shadowRoot.querySelectorAll('section, section *')) {
    const box = element.getBoundingClientRect();
    const name = `${element.localName}.${element.getAttribute('class') ?? ''} "${element.textContent.trim().slice(0, 40)}"`;
    if (box.bottom > panel.bottom + 0.6 || box.right > panel.right + 0.6) found.push(`beyond the panel: ${name}`);
    if (element.namespaceURI.endsWith('svg') || element.localName === 'canvas') continue;
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden')
      found.push(`cut off: ${name}`);
    if (element.scrollHeight > element.clientHeight + 2 && element.matches('section, main'))
      found.push(`too long: ${name}`);
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < (innerHeight / 1080) * 24) found.push(`${size}px is too small: ${name}`);
  }
  return found;
}

async function photograph(tab, scene) {
  const wrong = [];
  for (const [width, height] of SCREENS) {
    await tab.setViewport({ width, height });
    for (const [index, name] of TABS.entries()) {
      await tab.keyboard.press(`Digit${index + 1}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await tab.screenshot({ path: join(OUT, `${scene}-${name}-${height}.png`) });
      for (const fault of await tab.evaluate(faults)) wrong.push(`${scene} ${name} ${width}×${height}: ${fault}`);
    }
  }
  return wrong;
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STATES);
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await puppeteer.launch({ executablePath: findBrowser(), args: CHROME_FLAGS });
const wrong = [];
try {
  const tabs = [];
  for (const scene of wanted) {
    // A window of its own: what is behind another tab is paused by the browser.
    const tab = await (await browser.createBrowserContext()).newPage();
    tab.on('pageerror', (error) => wrong.push(`${scene}: ${error}`));
    await tab.setViewport({ width: 1920, height: 1080 });
    await tab.goto(`http://127.0.0.1:${server.address().port}/page/${scene}`);
    tabs.push([scene, tab]);
  }
  await new Promise((resolve) => setTimeout(resolve, WATCHED));
  for (const [scene, tab] of tabs) {
    await tab.bringToFront();
    const { state } = await tab.evaluate(() => window.analytics.snapshot());
    if (state !== STATES[scene].state) wrong.push(`${scene}: the state is ${state}`);
    wrong.push(...(await photograph(tab, scene)));
    console.log(`${scene}: ${SCREENS.length * TABS.length} pictures`);
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
for (const line of wrong) console.error(line);
console.log(`${wanted.length * SCREENS.length * TABS.length} pictures in reports/shots, ${wrong.length} faults`);
process.exitCode = wrong.length ? 1 : 0;

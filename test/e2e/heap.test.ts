import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { CDPSession, Page } from 'puppeteer-core';
import { launch, type TestBrowser, type WatchedPage } from './browser.ts';

const BUNDLE = new URL('../../dist/browser/tellybeat.min.js', import.meta.url);

/** What runs in the page: a client per call, and one client through many sessions; time passes when told. */
const HARNESS = `
  const timers = new Set();
  let now = 0;
  const clock = {
    wall: () => 1.7e12 + now,
    monotonic: () => now,
    after(delay, wake) {
      const timer = { at: now + delay, wake };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const pass = (ms) => {
    const end = now + ms;
    for (;;) {
      let next = null;
      for (const timer of timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
      if (!next) break;
      timers.delete(next);
      now = next.at;
      next.wake();
    }
    now = end;
  };
  const turn = () => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port2.onmessage = resolve; port1.postMessage(0); });
  let underWay = 0;
  const { fetch } = window;
  window.fetch = (...all) => { underWay++; const over = () => underWay--; const answer = fetch(...all); answer.then(over, over); return answer; };
  /** Waits for what is under way: real requests need real time. */
  const arrived = async () => { do { for (let i = 0; i < 6; i++) await turn(); } while (underWay > 0); };
  const delivered = async (client) => { while (client.snapshot().queued.events > 0) { await arrived(); pass(200); } };
  /** Simulated seconds in which heartbeats leave and are answered. */
  const live = async (seconds) => { for (let i = 0; i < seconds; i++) { pass(1000); if (underWay) await arrived(); } };
  const options = { eventSinkUrl: location.origin + '/sink', persist: false, clock };
  const media = document.querySelector('video');
  const at = (currentTime, more) => ({
    currentTime, duration: 600, paused: false, ended: false, seeking: false, readyState: 4,
    playbackRate: 1, loop: false, seekable: { start: 0, end: 600 }, startDate: NaN, ...more,
  });
  /** One viewing of so many seconds, with a pause, a stall and a seek. */
  const view = (client, seconds, step) => {
    const tell = (type, reading, more) => client.signal({ type, reading, ...more });
    tell('source', at(0, { readyState: 0 }), { url: 'https://x.example/' + now });
    tell('loadstart', at(0, { readyState: 0 }));
    tell('canplay', at(0, { paused: true }));
    tell('play', at(0));
    for (let place = 0; place < seconds; place += step) { pass(step * 1000); tell('timeupdate', at(place + step)); }
    tell('pause', at(seconds, { paused: true }));
    pass(2000);
    tell('play', at(seconds)); pass(250); tell('timeupdate', at(seconds + 0.25));
    tell('waiting', at(seconds + 0.25)); pass(500); tell('timeupdate', at(seconds + 0.5));
    tell('seeking', at(300, { seeking: true })); tell('seeked', at(300)); pass(250); tell('timeupdate', at(300.25));
    tell('rendition', at(300.25), { rendition: { bitrate: 800 } });
    tell('ended', at(600, { ended: true, paused: true }));
    // What plays on would be a replay.
    tell('emptied', at(0, { readyState: 0 }));
  };
  window.proof = {
    async clients(count) {
      for (let i = 0; i < count; i += 20) await Promise.all(Array.from({ length: 20 }, () => this.client()));
      return timers.size;
    },
    async client() {
      const client = tellybeat.createAnalytics(options);
      let heard = 0;
      client.subscribe(() => heard++);
      client.attach(media);
      view(client, 0.5, 0.25);
      client.destroy();
      if (heard < 10) throw new Error('only ' + heard + ' records');
      await delivered(client);
    },
    async sessions(count, seconds) {
      const client = (this.only ??= tellybeat.createAnalytics(options));
      for (let i = 0; i < count; i++) {
        view(client, 60, 1);
        await live(seconds - 64);
      }
      return { ...client.snapshot(), hours: now / 3600000 };
    },
    end() { this.only.destroy(); return delivered(this.only).then(() => timers.size); },
  };
`;

interface Proof {
  clients(count: number): Promise<number>;
  sessions(count: number, seconds: number): Promise<{ session: number; hours: number }>;
  end(): Promise<number>;
}
declare global {
  interface Window {
    proof: Proof;
  }
}

describe('the heap', function () {
  this.timeout(90_000);
  let server: Server;
  let browser: TestBrowser;
  let tab: WatchedPage;
  let page: Page;
  let cdp: CDPSession;
  let posts = 0;

  before(async () => {
    const bundle = readFileSync(BUNDLE);
    const home = '<!doctype html><video></video><script src="tellybeat.js"></script><script src="harness.js"></script>';
    server = createServer((request, response) => {
      if (request.method !== 'POST') {
        const body = { '/': home, '/tellybeat.js': bundle, '/harness.js': HARNESS }[request.url ?? ''];
        response.writeHead(body ? 200 : 404, { 'content-type': request.url === '/' ? 'text/html' : 'text/javascript' });
        return response.end(body);
      }
      posts++;
      return request.resume().on('end', () => response.end('{"heartbeatInterval":60}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launch();
    tab = await browser.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    page = tab.page;
    cdp = await page.createCDPSession();
    await cdp.send('HeapProfiler.enable');
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /** Bytes in use once everything that can go is gone. */
  const used = async (): Promise<number> => {
    await page.evaluate(() => performance.clearResourceTimings());
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize;
  };

  /**
   * Does the same again and again; the growth of each time. V8 warms up in jumps, so a single figure says little, but what
   * is kept alive is kept every time: the least of them tells.
   */
  const growths = async (act: () => Promise<unknown>): Promise<readonly number[]> => {
    const sizes = [await used()];
    for (let i = 0; i < 4; i++) {
      await act();
      sizes.push(await used());
    }
    return sizes.slice(1).map((size, index) => size - (sizes[index] ?? NaN));
  };

  it('does not grow by clients that are gone: 2,000 are made, play and are destroyed', async () => {
    let timers = NaN;
    const grown = await growths(async () => (timers = await page.evaluate(() => window.proof.clients(500))));
    console.log(`      bytes after each 500 clients: ${grown.join(', ')} (${posts} requests)`);
    expect(timers).to.equal(0);
    // One client kept alive is seven thousand.
    expect(Math.min(...grown) / 500, 'bytes per client').to.be.below(32);
  });

  it('does not grow in 24 hours and 500 sessions of one client', async () => {
    let last = { session: 0, hours: 0 };
    const { hours } = await page.evaluate(() => window.proof.sessions(0, 0));
    const grown = await growths(async () => (last = await page.evaluate(() => window.proof.sessions(126, 174))));
    console.log(`      bytes after each 6 hours, 126 sessions: ${grown.join(', ')}`);
    expect(last.session).to.be.at.least(500);
    expect(last.hours - hours).to.be.at.least(24);
    expect(Math.min(...grown) / 126, 'bytes per session').to.be.below(128);
    expect(await page.evaluate(() => window.proof.end())).to.equal(0);
    expect(tab.faults).to.deep.equal([]);
  });
});

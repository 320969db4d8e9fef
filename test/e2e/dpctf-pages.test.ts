import { expect } from 'chai';
import decodeQR from 'qr/decode.js';
import { createRunner, type Runner } from '../../test-pages/lab/runner-rooms.ts';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { callApi } from './dpctf-runner.ts';
import { launch, until, type TestBrowser, type WatchedPage } from './browser.ts';

const DPCTF = 'dist/browser/tellybeat-dpctf.min.js';
/** Pages of both players; all of them with TELLYBEAT_FULL. */
const PAGES = process.env['TELLYBEAT_FULL']
  ? ['/tellybeat/']
  : ['/tellybeat/shaka-pause-and-resume', '/tellybeat/videojs-resume-another-session'];

interface Result {
  readonly test: string;
  readonly status: string;
  readonly subtests: readonly { readonly name: string; readonly status: string; readonly message: string | null }[];
}

/** The inverse of a picture of so many pixels a side, in a white frame. */
function photograph(pixels: readonly number[], size: number) {
  const frame = 40;
  const width = size + 2 * frame;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      data.fill(
        255 - (pixels[4 * (y * size + x)] ?? 0),
        4 * ((y + frame) * width + x + frame),
        4 * ((y + frame) * width + x + frame) + 3,
      );
  return { width, data };
}

describe('a page in a test session of the lab', function () {
  this.timeout(process.env['TELLYBEAT_FULL'] ? 600_000 : 90_000);
  let lab: Lab;
  let runner: Runner;
  let browser: TestBrowser;
  let watched: WatchedPage | undefined;

  before(async () => {
    runner = createRunner();
    const hang = { path: '/hang', handler: () => undefined };
    lab = await startLab({ quiet: true, rooms: [...runner.rooms, hang].map((room) => () => room) });
    browser = await launch();
  });
  afterEach(async () => {
    await watched?.close();
    watched = undefined;
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });

  const call = <Answer>(method: string, path: string, body?: unknown) => callApi<Answer>(lab.url, method, path, body);
  const create = async (body?: unknown) => (await call<{ token: string }>('POST', 'sessions', body)).token;
  /** What this session is told from now on. */
  const listen = (wanted: string) => {
    const heard: { type: string; data: unknown }[] = [];
    runner.api.subscribe((token, type, data) => token === wanted && heard.push({ type, data }));
    return heard;
  };
  /** A page with a plain `<video>` that plays, in the test session. */
  const play = async (token: string, options = '') => {
    watched = await browser.open(`${lab.url}/plain.html?autoplay=1&persist=0`);
    const { page } = watched;
    await page.addScriptTag({ path: DPCTF });
    await page.evaluate(`
      window.delivered = [];
      window.paused = [];
      window.page.video.addEventListener('pause', function () { paused.push(performance.now()); });
      window.session = tellybeat.joinTestSession({
        analytics: window.page.analytics, media: window.page.video, baseUrl: '/_wave/', token: '${token}', ${options}
      });
      session.subscribe(function (record) {
        if (record.type === 'event' && record.event.data === 'paused') delivered.push(performance.now());
      });`);
    await until('it to play', () => page.evaluate('!page.video.paused && page.video.currentTime > 0.2'));
    return watched;
  };

  it('is paused within 200 ms of the delivery, and goes on, time and again', async () => {
    const token = await create();
    await call('POST', `sessions/${token}/start`);
    const { page, faults } = await play(token);
    for (let round = 1; round <= 5; round += 1) {
      await call('POST', `sessions/${token}/pause`);
      await until('it to pause', () => page.evaluate(`paused.length >= ${round} && page.video.paused`));
      await call('POST', `sessions/${token}/start`);
      await until('it to go on', () => page.evaluate('!page.video.paused'));
    }
    const times = (await page.evaluate('paused.map(function (at, i) { return at - delivered[i]; })')) as number[];
    expect(times).to.have.lengthOf(5);
    for (const time of times) expect(time).to.be.within(0, 200);
    expect(faults).to.deep.equal([]);
  });

  it('goes on in another session and its test when it is told to resume', async () => {
    const token = await create();
    const other = await create({ tests: { include: ['/tellybeat/shaka-error'] } });
    await call('POST', `sessions/${other}/start`);
    const { page } = await play(token, `webRoot: '/_wave/'`);
    await call('POST', `sessions/${token}/resume`, { resume_token: other });
    await until(
      'the test of the other session',
      () => page.url(),
      (url) => url.includes('/tellybeat/shaka-error.html'),
    );
    expect(page.url()).to.include(`token=${other}`);
    await until(
      'its result',
      () => call<{ status: string }>('GET', `sessions/${other}/status`),
      ({ status }) => status === 'completed',
      40_000,
    );
    const events = await until(
      'the end of the viewing session',
      () => lab.sink.received().filter(({ event }) => event === 'stopped'),
      (list) => list.length > 0,
    );
    expect(events[0]).to.have.nested.property('payload.reason', 'aborted');
  });

  it('pushes and listens while media holds all six connections to the runner', async () => {
    const token = await create();
    const heard = listen(token);
    const { page } = await play('');
    await page.evaluate(`
      window.blocked = true;
      for (var i = 0; i < 6; i++) fetch('/hang?' + i).catch(function () {});
      var seventh = new XMLHttpRequest();
      seventh.onload = function () { blocked = false; };
      seventh.open('GET', '/plain.html?seventh');
      seventh.send();
      window.second = tellybeat.joinTestSession({ media: window.page.video, token: '${token}', baseUrl: '/_wave/' });
      page.video.pause();`);
    await until('the pause to arrive', () =>
      heard.some(({ type, data }) => type === 'playback' && (data as { type: string }).type === 'pause'),
    );
    await call('POST', `sessions/${token}/start`);
    await until(
      'the status to be heard',
      () => page.evaluate('second.status'),
      (status) => status === 'running',
    );
    expect(await page.evaluate('blocked')).to.equal(true);
  });

  it('shows its status to a camera, where the Device Observation Framework looks for it', async () => {
    watched = await browser.open(`${lab.url}/tellybeat/shaka-rendition-switch.html`);
    const { page } = watched;
    const said = `document.getElementById('status').textContent`;
    await until('the switch', () => page.evaluate(`${said}.indexOf('"playing","a":"representation_change"') > 0`));
    // In one go, for the next event draws the next code.
    const { words, pixels, size, box } = (await page.evaluate(`(function () {
      var canvas = document.getElementById('code');
      var data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      var box = canvas.getBoundingClientRect();
      return { words: ${said}, pixels: Array.prototype.slice.call(data), size: canvas.width,
        box: [box.left, box.top, box.width, box.height] };
    })()`)) as { words: string; pixels: number[]; size: number; box: number[] };
    // White modules on black, and the quiet zone is the padding: decoders want it the other way round.
    const { width, data } = photograph(pixels, size);
    expect(decodeQR({ width, height: width, data })).to.equal(words);
    const { s, a, ct, d } = JSON.parse(words) as Record<string, unknown>;
    expect([s, a]).to.deep.equal(['playing', 'representation_change']);
    expect(ct).to.be.within(1, 30);
    expect(d).to.be.within(0, 1000);
    const k = 1280 / 1800;
    [0.7 * 1280, 0.3 * 720, 390 * k, 390 * k].forEach((length, index) => expect(box[index]).to.be.closeTo(length, 1));
  });

  it('of the built folder: passes, with an observer who is asked and heard', async () => {
    const token = await create({ tests: { include: PAGES } });
    const observed = new Set<string>();
    runner.api.subscribe((session, type, data) => {
      if (session !== token || type !== 'test_ready') return;
      const { path, observations } = data as { path: string; observations: { id: string; name: string }[] };
      observed.add(`/${path}`);
      const results = observations.map(({ id, name }) => ({ id, name, status: 'PASS', message: null }));
      void call('POST', `sessions/${token}/events`, { type: 'observation_ready', data: { test_path: path } }).then(() =>
        call('POST', `sessions/${token}/events`, { type: 'observation_completed', data: results }),
      );
    });
    await call('POST', `sessions/${token}/start`);
    watched = await browser.open(`${lab.url}/_wave/next.html?token=${token}`);
    await until(
      'all pages to be through',
      () => call<{ status: string }>('GET', `sessions/${token}/status`),
      ({ status }) => status === 'completed',
      process.env['TELLYBEAT_FULL'] ? 500_000 : 80_000,
    );
    const results = Object.values(await call<Record<string, Result[]>>('GET', `results/${token}`)).flat();
    expect([...observed].sort()).to.deep.equal(results.map(({ test }) => test).sort());
    expect(results).to.have.lengthOf(PAGES.length === 1 ? 14 : 2);
    for (const { test, status, subtests } of results) {
      expect(status, test).to.equal('OK');
      expect(
        subtests.filter((subtest) => subtest.status !== 'PASS'),
        test,
      ).to.deep.equal([]);
      expect(subtests.some(({ name }) => name.startsWith('observation: '))).to.equal(true);
    }
  });
});

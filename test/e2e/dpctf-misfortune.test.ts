import { expect } from 'chai';
import express from 'express';
import { createRunner, type Runner } from '../../test-pages/lab/runner-rooms.ts';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { callApi } from './dpctf-runner.ts';
import { launch, until, type TestBrowser, type WatchedPage } from './browser.ts';

/** What a deployment says in its test-config.json: for all, and for one page. */
const CONFIG = {
  all: { observation_ready_timeout: 300, test_timeout: 1 },
  'seek.html': { test_timeout: 1 },
  'tellybeat/shaka-seek.html': { test_timeout: 20_000 },
  'tellybeat/videojs-playback-to-the-end.html': { test_timeout: 20_000 },
  'playback-to-the-end.html': { test_timeout: 3000 },
};

interface Result {
  readonly test: string;
  readonly status: string;
  readonly subtests: readonly { readonly name: string; readonly status: string; readonly message: string | null }[];
}

describe('a DPCTF page ends sensibly', function () {
  this.timeout(60_000);
  let lab: Lab;
  let runner: Runner;
  let browser: TestBrowser;
  let watched: WatchedPage | undefined;

  before(async () => {
    runner = createRunner();
    const config = express.Router().get('/', (_request, response) => response.json(CONFIG));
    const rooms = [...runner.rooms, { path: '/test-config.json', handler: config }];
    lab = await startLab({ quiet: true, rooms: rooms.map((room) => () => room) });
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
  const begin = async (test: string) => {
    const { token } = await call<{ token: string }>('POST', 'sessions', { tests: { include: [`/tellybeat/${test}`] } });
    await call('POST', `sessions/${token}/start`);
    return token;
  };
  const visit = async (address: string) => {
    watched = await browser.open(lab.url + address);
    return watched.page;
  };
  /** A page of the folder, opened by the runner, that plays. */
  const play = async (token: string) => {
    const page = await visit(`/_wave/next.html?token=${token}`);
    const playhead = `(document.querySelector('video') || {}).currentTime > 1`;
    await until('it to play', () => page.evaluate(playhead).catch(() => false));
    return page;
  };
  const result = async (token: string) => {
    await until(
      'its result',
      () => call<{ status: string }>('GET', `sessions/${token}/status`),
      ({ status }) => status === 'completed',
      30_000,
    );
    const all = Object.values(await call<Record<string, Result[]>>('GET', `results/${token}`)).flat();
    expect(all).to.have.lengthOf(1);
    return all[0] as Result;
  };

  it('reloaded while it plays: its second run counts, and passes', async () => {
    const token = await begin('shaka-seek');
    const page = await play(token);
    await page.reload();
    const { status, subtests } = await result(token);
    expect(status).to.equal('OK');
    expect(subtests.filter((one) => one.status !== 'PASS')).to.deep.equal([]);
  });

  it('aborted while it plays: the viewing ends at once, and the browser leaves for the end of the session', async () => {
    const token = await begin('videojs-playback-to-the-end');
    const page = await play(token);
    const before = lab.sink.received().length;
    await call('POST', `sessions/${token}/stop`);
    await until(
      'the last page',
      () => page.url(),
      (url) => url.includes('finish.html'),
      10_000,
    );
    const stopped = await until('the end of the viewing session', () =>
      lab.sink
        .received()
        .slice(before)
        .find(({ event }) => event === 'stopped'),
    );
    expect(stopped).to.have.nested.property('payload.reason', 'aborted');
  });

  it('not through at its time limit: it says so, and is judged as it is', async () => {
    const token = await begin('shaka-playback-to-the-end');
    await visit(`/_wave/next.html?token=${token}`);
    const { subtests } = await result(token);
    const failed = subtests.filter((one) => one.status === 'FAIL');
    expect(failed.map(({ name }) => name)).to.include('the test comes to its end');
    expect(failed.find(({ name }) => name === 'the test comes to its end')?.message).to.include('3 s');
  });

  it('told to go on in another session: it leaves for the test of that one', async () => {
    const token = await begin('shaka-seek');
    const other = await begin('shaka-error');
    const page = await play(token);
    await call('POST', `sessions/${token}/events`, { type: 'resume', data: other });
    await until(
      'the test of the other session',
      () => page.url(),
      (url) => url.includes('/tellybeat/shaka-error.html') && url.includes(other),
    );
  });
});

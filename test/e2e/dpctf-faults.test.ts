import { expect } from 'chai';
import type { StoredSession } from '../../test-pages/lab/session-book.ts';
import { launch, until, type TestBrowser, type WatchedPage } from './browser.ts';
import { startFaultProxy } from './dpctf-fault-proxy.ts';
import { serveRunner, type ServedRunner } from './dpctf-runner.ts';

const PUSHERS = 4;
/** 10,000 events in all with TELLYBEAT_FULL; fewer in every run of the tests. */
const LIVES = 4;
const BURSTS = process.env['TELLYBEAT_FULL'] ? 125 : 20;
const BURST = 5;

describe('a session client behind a network that fails', function () {
  this.timeout(180_000);
  let browser: TestBrowser;
  let runner: ServedRunner;
  let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
  const sessions = new Map<string, StoredSession>();
  const pushed: string[] = [];
  const start = async () => {
    const started = await serveRunner({ sessions });
    // What the runner numbered, in its order: that is the truth to compare with.
    started.api.subscribe((_token, type, data) => type === 'test_completed' && pushed.push(String(data)));
    return started;
  };
  before(async () => {
    browser = await launch();
    runner = await start();
    proxy = await startFaultProxy(() => runner.url, 2);
  });
  after(async () => {
    await browser?.close();
    await proxy?.close();
    await runner.close();
  });

  it('hears each event once and in order, through restarts and every kind of fault', async () => {
    const token = await runner.create();
    await runner.call('POST', `sessions/${token}/start`);

    const watched: WatchedPage = await browser.open(`${runner.url}/blank.html`);
    await watched.page.addScriptTag({ path: 'dist/browser/tellybeat-dpctf.min.js' });
    await watched.page.evaluate(`
      window.heard = [];
      window.remarks = [];
      window.session = tellybeat.openSession({ baseUrl: '${proxy.url}/_wave/', token: '${token}' });
      session.subscribe(function (record) {
        if (record.type !== 'event') remarks.push(record.type);
        else if (record.event.type === 'test_completed') heard.push(record.event.data);
      });`);
    const read = (what: 'heard' | 'remarks') => watched.page.evaluate(what) as Promise<string[]>;

    const push = async (life: number, pusher: number) => {
      for (let burst = 0; burst < BURSTS; burst += 1)
        await Promise.all(
          Array.from({ length: BURST }, (_, index) =>
            runner.call('POST', `sessions/${token}/events`, {
              type: 'test_completed',
              data: `life ${life} pusher ${pusher} burst ${burst} event ${index}`,
            }),
          ),
        );
    };
    const allHeard = () =>
      until(
        'all to be heard',
        () => watched.page.evaluate('heard.length') as Promise<number>,
        (count) => count >= pushed.length,
        60_000,
      );
    for (let life = 0; life < LIVES; life += 1) {
      if (life > 0) {
        await runner.close();
        runner = await start();
      }
      await Promise.all(Array.from({ length: PUSHERS }, (_, pusher) => push(life, pusher)));
      await allHeard();
    }
    expect(pushed).to.have.lengthOf(LIVES * PUSHERS * BURSTS * BURST);
    // On a quick machine a few polls bring it all: go on until every kind of fault was met.
    while (Object.values(proxy.counts).includes(0)) {
      await push(LIVES, 0);
      await allHeard();
    }
    expect(await read('heard')).to.deep.equal(pushed);
    const remarks = await read('remarks');
    expect(remarks.filter((type) => type === 'restarted')).to.have.lengthOf(LIVES - 1);
    expect(remarks).not.to.include('missed');
    expect(watched.faults).to.deep.equal([]);
    await watched.page.evaluate('session.leave()');
  });
});

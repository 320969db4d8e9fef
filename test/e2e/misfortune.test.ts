import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { launch, until, type TestBrowser, type WatchedPage } from './browser.ts';
import { act, position, queued, WATCH } from './viewing.ts';

describe('whatever goes wrong around it', () => {
  let lab: Lab;
  let browser: TestBrowser;
  let tab: WatchedPage;

  before(async function () {
    this.timeout(30_000);
    lab = await startLab({ quiet: true });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });

  const plays = async ({ page }: WatchedPage) => {
    await act(page, 'play');
    await until(
      'playback',
      () => position(page),
      (now) => now > 0.5,
    );
    await act(page, 'pause');
  };

  afterEach(async () => {
    await tab.close();
    expect(tab.faults, 'faults on the page').to.deep.equal([]);
  });

  it('an unreachable sink leaves playback alone', async function () {
    this.timeout(30_000);
    tab = await browser.open(`${lab.url}/plain.html?sink=http%3A%2F%2F127.0.0.1%3A9%2Fepas`, WATCH);
    await plays(tab);
    expect(await queued(tab.page)).to.be.above(3);
  });

  it('a sink that answers nonsense leaves playback alone', async function () {
    this.timeout(30_000);
    tab = await browser.open(`${lab.url}/plain.html?sink=page.js`, WATCH);
    await plays(tab);
  });

  it('a throwing subscriber is alone with its error', async function () {
    this.timeout(30_000);
    tab = await browser.open(`${lab.url}/plain.html`, WATCH);
    const from = lab.sink.received().length;
    await tab.page.evaluate(() => {
      window.page.analytics.subscribe(() => {
        throw new Error('not my day');
      });
    });
    await plays(tab);
    await until('the pause to arrive', () =>
      lab.sink
        .received()
        .slice(from)
        .some(({ event }) => event === 'pause'),
    );
  });

  it('an element without source makes no session', async function () {
    this.timeout(30_000);
    tab = await browser.open(`${lab.url}/plain.html`, WATCH);
    const state = await tab.page.evaluate(() => {
      const analytics = window.tellybeat.createAnalytics({
        eventSinkUrl: `${location.origin}/epas`,
        contentId: 'none',
      });
      const detach = analytics.attach(document.createElement('video'));
      detach();
      detach();
      const { session } = analytics.snapshot();
      analytics.destroy();
      return session;
    });
    expect(state).to.equal(0);
    expect(lab.sink.received().filter(({ payload }) => payload?.contentId === 'none')).to.deep.equal([]);
  });

  it('a malformed eventSinkUrl is a TypeError naming option, expected and received', async function () {
    this.timeout(30_000);
    tab = await browser.open(`${lab.url}/plain.html`, WATCH);
    const errors = await tab.page.evaluate(() =>
      [undefined, '', 'nope', 'ftp://x/', 7].map((eventSinkUrl) => {
        try {
          window.tellybeat.createAnalytics({ eventSinkUrl });
          return 'nothing';
        } catch (error) {
          return String(error);
        }
      }),
    );
    errors.forEach((error) => expect(error).to.match(/^TypeError: .*eventSinkUrl.*http/));
    expect(errors[2]).to.include('nope');
    expect(errors[4]).to.include('7');
  });
});

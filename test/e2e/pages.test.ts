import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { launch, until, type TestBrowser, type WatchedPage } from './browser.ts';
import { act, position, WATCH } from './viewing.ts';

const PAGES = new URL('../../test-pages/', import.meta.url);

/** Makes any engine one of the many that are built without H.264. */
const WITHOUT_H264 = `
  ['MediaSource.isTypeSupported', 'HTMLMediaElement.prototype.canPlayType'].forEach(function (path) {
    var names = path.split('.');
    var name = names.pop();
    var owner = names.reduce(function (object, key) { return object[key]; }, window);
    var ask = owner[name];
    owner[name] = function (type) { return /avc1|mp4a/.test(type) ? '' : ask.call(this, type); };
  });`;

describe('the scripts of the test pages are ES5, as old sets need it', () => {
  const files = readdirSync(PAGES).filter((name) => /\.(html|js)$/.test(name));
  files.forEach((name) => {
    it(name, () => {
      const text = readFileSync(new URL(name, PAGES), 'utf8');
      const inline = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map((match) => match[1] ?? '');
      (name.endsWith('.js') ? [text] : inline).forEach((script) => {
        expect(() => parse(script, { ecmaVersion: 5 })).to.not.throw();
      });
      expect(text).to.not.match(/type="?module/);
    });
  });
});

describe('the test pages', () => {
  let lab: Lab;
  let browser: TestBrowser;
  let tab: WatchedPage;

  before(async function () {
    this.timeout(30_000);
    lab = await startLab({ quiet: true });
    browser = await launch();
  });
  afterEach(async () => {
    await tab?.close();
    expect(tab?.faults, 'faults on the page').to.deep.equal([]);
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });

  for (const path of ['videojs-vod.html', 'shaka-vod.html', 'plain.html']) {
    it(`${path} plays VP9 where there is no H.264`, async () => {
      const from = lab.sink.received().length;
      tab = await browser.open(`${lab.url}/${path}`, WATCH + WITHOUT_H264);
      await act(tab.page, 'play');
      await until(
        'playback',
        () => position(tab.page),
        (now) => now > 0.2,
      );
      await until('playing to arrive', () =>
        lab.sink
          .received()
          .slice(from)
          .some(({ event }) => event === 'playing'),
      );
      const init = lab.sink
        .received()
        .slice(from)
        .find(({ event }) => event === 'init');
      expect(init?.payload?.contentUrl).to.match(/\/media\/(vp9\/|clock\.webm)/);
    });
  }

  it('obey the keys of a remote: OK plays and pauses, the arrows jump ten seconds', async () => {
    tab = await browser.open(`${lab.url}/plain.html`, WATCH);
    const { page } = tab;
    await page.keyboard.press('Enter');
    await until(
      'playback',
      () => position(page),
      (now) => now > 0.1,
    );
    await page.keyboard.press('ArrowRight');
    await until(
      'the jump',
      () => position(page),
      (now) => now >= 10,
    );
    await page.keyboard.press('Enter');
    await until('the pause', () => page.evaluate(() => window.page.video.paused));
    await page.keyboard.press('ArrowLeft');
    await until(
      'the jump back',
      () => position(page),
      (now) => now < 10,
    );
  });

  it('say what is wrong instead of staying black', async () => {
    tab = await browser.open(`${lab.url}/shaka-vod.html?src=media/none.mpd`, WATCH);
    const caption = () => tab.page.evaluate(() => document.querySelector('.caption')?.textContent ?? '');
    expect(await until('the caption', caption, (text) => text.includes('Failed'))).to.include('1001');
  });

  it('start by themselves with autoplay=1, and take the sink and the session id they are given', async () => {
    const sink = encodeURIComponent(`${lab.url}/epas`);
    tab = await browser.open(`${lab.url}/plain.html?autoplay=1&sink=${sink}&sessionId=a%20b&dialect=0.2`, WATCH);
    await until(
      'playback',
      () => position(tab.page),
      (now) => now > 0.1,
    );
    const init = lab.sink.received().find(({ sessionId }) => sessionId === 'a b');
    expect(init).to.include({ event: 'init', dialect: '0.2' });
  });
});

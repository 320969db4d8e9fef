import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import puppeteer, { type Browser } from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/browser.mjs';
import { createRealm } from './es5/realm.ts';

const built = (name: string): string =>
  readFileSync(new URL(`../../dist/browser/tellybeat${name}.min.js`, import.meta.url), 'utf8');

const ES5_SCRIPTS = ['', '-videojs', '-shaka', '-dpctf'];
const NAMES = ['attachShaka', 'createAnalytics', 'joinTestSession'];

const orders = (items: readonly string[]): string[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((first) => orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));

describe('the global tellybeat', () => {
  for (const order of orders(ES5_SCRIPTS)) {
    it(`is whole when the scripts come as ${order.map((name) => name || 'core').join(' ')}`, () => {
      const realm = createRealm();
      realm.addPlayers();
      order.forEach((name) => realm.run(built(name)));
      for (const name of NAMES) expect(realm.run(`typeof tellybeat.${name}`), name).to.equal('function');
      expect(realm.run('typeof videojs("tv").tellybeat')).to.equal('function');
      expect(
        realm.run('Object.keys(window).filter(function (name) { return /^tellybeat./.test(name); }).length'),
      ).to.equal(0);
    });
  }

  it('leaves what a page keeps there alone', () => {
    const realm = createRealm();
    realm.run('var tellybeat = { mine: 1 }');
    realm.run(built(''));
    expect(realm.run('tellybeat.mine + typeof tellybeat.createAnalytics')).to.equal('1function');
  });

  describe('in a browser, with the overlay', () => {
    let browser: Browser;
    before(async () => {
      const executablePath = findBrowser();
      if (!executablePath) throw new Error('No browser');
      browser = await puppeteer.launch({ executablePath, args: CHROME_FLAGS, headless: true });
    });
    after(() => browser.close());

    for (const order of [
      ['', '-overlay'],
      ['-overlay', '-shaka'],
    ]) {
      it(`is whole when the scripts come as ${order.map((name) => name || 'core').join(' ')}`, async () => {
        const page = await browser.newPage();
        for (const name of order) await page.addScriptTag({ content: built(name) });
        const names = await page.evaluate('Object.keys(tellybeat).sort()');
        expect(names).to.include.members(['showOverlay', order.includes('') ? 'createAnalytics' : 'attachShaka']);
        await page.close();
      });
    }
  });
});

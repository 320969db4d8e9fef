import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { launch, type TestBrowser, type WatchedPage } from './browser.ts';
import { playersRoom, VERSIONS } from './players-page.ts';

/** What happens, the script that makes it happen in the page (players-page.ts), and what it has to return. */
export type Row = readonly [sentence: string, script: string, expected: unknown];

const MANIFEST = readFileSync(new URL('../../test-pages/media/h264/manifest.mpd', import.meta.url), 'utf8');

/** Files that no player can play, and one that takes its time. */
const WRONG: Readonly<Record<string, string>> = {
  'cut-off.mpd': '<MPD><Period>',
  'login.mpd': '<!doctype html><title>Please log in</title>',
  'codecs.mpd': MANIFEST.replace(/codecs="[^"]*"/g, 'codecs="none.1"'),
  'words.m3u8': 'Not found, but with status 200\n',
  'slow.mpd': MANIFEST,
};

interface Asked {
  readonly path: string;
}
interface Answer {
  sendStatus(status: number): void;
  send(body: string): void;
}
const wrongRoom = {
  path: '/wrong',
  handler: ({ path }: Asked, response: Answer) => {
    const body = WRONG[path.slice(1)];
    if (body === undefined) response.sendStatus(404);
    else setTimeout(() => response.send(body), path === '/slow.mpd' ? 1000 : 0);
  },
};

/** The rows of one plugin, with each version of its player; whatever happens, nothing goes wrong on the page. */
export function describePlugin(plugin: 'Shaka' | 'Video.js', rows: readonly Row[]): void {
  Object.entries(VERSIONS).forEach(([versions, packages]) => {
    describe(`the plugin for ${plugin}, on a page with ${versions}`, () => {
      let lab: Lab;
      let browser: TestBrowser;
      let watched: WatchedPage;
      before(async function () {
        this.timeout(60_000);
        lab = await startLab({ quiet: true, rooms: [() => wrongRoom, () => playersRoom(packages)] });
        browser = await launch();
        watched = await browser.open(`${lab.url}/players`);
      });
      after(async () => {
        await browser.close();
        await lab.close();
      });

      rows.forEach(([sentence, script, expected]) => {
        it(sentence, async () => {
          expect(await watched.page.evaluate(`(async () => { ${script} })()`)).to.deep.equal(expected);
          expect(watched.faults).to.deep.equal([]);
        });
      });
    });
  });
}

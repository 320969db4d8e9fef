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

interface Page {
  readonly lab: Lab;
  readonly watched: WatchedPage;
}

/** The rows of one plugin, on each version of its player side by side; whatever happens, nothing goes wrong on the pages. */
export function describePlugin(plugin: 'Shaka' | 'Video.js', rows: readonly Row[]): void {
  const versions = Object.entries(VERSIONS);

  describe(`the plugin for ${plugin}, with ${versions.map(([name]) => name).join(' and with ')}`, () => {
    let browser: TestBrowser | undefined;
    let pages: readonly Page[];
    before(async function () {
      this.timeout(60_000);
      const launched = (browser = await launch());
      pages = await Promise.all(
        versions.map(async ([, packages]) => {
          const lab = await startLab({ quiet: true, rooms: [() => wrongRoom, () => playersRoom(packages)] });
          return { lab, watched: await launched.open(`${lab.url}/players`) };
        }),
      );
    });
    after(async () => {
      await browser?.close();
      await Promise.all((pages ?? []).map(({ lab }) => lab.close()));
    });

    rows.forEach(([sentence, script, expected]) => {
      it(sentence, async () => {
        const run = async ({ watched }: Page) => [
          await watched.page.evaluate(`(async () => { ${script} })()`),
          ...watched.faults,
        ];
        const seen = await Promise.all(pages.map(run));
        expect(seen).to.deep.equal(pages.map(() => [expected]));
      });
    });
  });
}

import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { launch, type TestBrowser } from './browser.ts';
import { playersRoom, VERSIONS } from './players-page.ts';

/** Each returns the client of its life, which ends with the player. */
const lives: readonly (readonly [player: string, life: string])[] = [
  [
    'Video.js',
    `const player = create(), client = player.tellybeat(options); player.src(hls);
     await until(() => player.readyState() > 0); player.dispose(); return client;`,
  ],
  [
    'Shaka',
    `const video = element(), player = new shaka.Player(), client = tellybeat.attachShaka(player, options);
     await player.attach(video); await player.load(dash); await player.destroy(); video.remove(); return client;`,
  ],
];

describe('a player that is made and disposed of a hundred times with the plugin', () => {
  let lab: Lab;
  let browser: TestBrowser;
  before(async function () {
    this.timeout(60_000);
    lab = await startLab({ quiet: true, rooms: [() => playersRoom(VERSIONS['Video.js 8, Shaka 5'])] });
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await lab.close();
  });

  lives.forEach(([player, life]) => {
    it(`leaves no listener, no client, and no growing heap: ${player}`, async function () {
      this.timeout(120_000);
      const { page } = await browser.open(`${lab.url}/players`);
      const cdp = await page.createCDPSession();
      await cdp.send('Performance.enable');
      /** Lives, delivers what they said, and returns what is left of them. */
      const live = async (times: number) => {
        await page.evaluate(
          `(async () => {
            const life = async () => { ${life} };
            window.clients = [];
            for (let i = 0; i < ${times}; i++) clients.push(new WeakRef(await life()));
            await until(() => clients.every((ref) => !ref.deref() || !ref.deref().snapshot().queued.events));
          })()`,
        );
        await new Promise((resolve) => setTimeout(resolve, 100));
        await cdp.send('HeapProfiler.collectGarbage');
        await cdp.send('HeapProfiler.collectGarbage');
        const { metrics } = await cdp.send('Performance.getMetrics');
        const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
        const clients = (await page.evaluate('clients.filter((ref) => ref.deref()).length')) as number;
        return { listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize'), clients };
      };
      const first = await live(10);
      const last = await live(100);
      expect(last.listeners, 'listeners').to.be.at.most(first.listeners);
      // The engine may still hold the one that it handled last.
      expect(last.clients, 'clients that are still there').to.be.at.most(1);
      // A client that is kept keeps its player, some 46 KB a life; Video.js keeps 4 KB of each of its first hundred by itself.
      expect(last.heap - first.heap, 'bytes of heap').to.be.below(1_000_000);
    });
  });
});

import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { launch, type TestBrowser } from './browser.ts';
import { playersRoom, VERSIONS } from './players-page.ts';

const lives: readonly (readonly [player: string, life: string])[] = [
  [
    'Video.js',
    `const player = create(); if (watched) player.tellybeat(options); player.src(hls);
     await until(() => player.readyState() > 0); player.dispose();`,
  ],
  [
    'Shaka',
    `const video = element(), player = new shaka.Player(); if (watched) tellybeat.attachShaka(player, options);
     await player.attach(video); await player.load(dash); await player.destroy(); video.remove();`,
  ],
];

describe('a hundred lives with the plugin', () => {
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
    it(`leave no listener, and no more heap than without: ${player}`, async function () {
      this.timeout(120_000);
      const { page } = await browser.open(`${lab.url}/players`);
      const cdp = await page.createCDPSession();
      await cdp.send('Performance.enable');
      const live = (times: number, watched: boolean) =>
        page.evaluate(
          `(async (watched) => { for (let i = 0; i < ${times}; i++) { ${life} } await wait(1300); })(${watched})`,
        );
      const measure = async () => {
        await cdp.send('HeapProfiler.collectGarbage');
        await cdp.send('HeapProfiler.collectGarbage');
        const { metrics } = await cdp.send('Performance.getMetrics');
        const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
        return { listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize') };
      };
      await live(10, true);
      const first = await measure();
      await live(100, false);
      const bare = await measure();
      await live(100, true);
      const last = await measure();
      expect(last.listeners, 'listeners').to.be.at.most(first.listeners);
      const [own, plugin] = [bare.heap - first.heap, last.heap - bare.heap];
      // A client kept alive is some 7 KB; what players keep of themselves varies from run to run.
      expect(plugin - own, `bytes of heap, beside the player's own ${own}`).to.be.below(200_000);
      await page.close();
    });
  });
});

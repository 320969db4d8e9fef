import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { createLive } from '../../test-pages/lab/live.ts';
import { launch, type TestBrowser, type WatchedPage } from './browser.ts';

/** A page with nothing but the players and the bundles. */
const PAGE = `<!doctype html><title>players</title><link rel="icon" href="data:,"><body>
<script src="/vendor/video.js/video.min.js"></script>
<script src="/vendor/shaka-player/shaka-player.compiled.js"></script>
<script src="/dist/browser/tellybeat-videojs.min.js"></script>
<script src="/dist/browser/tellybeat-shaka.min.js"></script>
<script>
  var options = { eventSinkUrl: location.origin + '/epas', persist: false };
  var hls = { src: '/media/h264/master.m3u8', type: 'application/x-mpegURL' };
  var dash = '/media/h264/manifest.mpd';
  var wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var until = async (done) => { for (var i = 0; i < 750 && !done(); i++) await wait(20); return done(); };
  function element(name) {
    var video = document.createElement('video');
    video.muted = true;
    video.className = name || '';
    document.body.appendChild(video);
    return video;
  }
  function said(client) {
    var words = [];
    client.subscribe(({ type, event }) => type === 'event' && words.push(event.event + (event.payload && event.payload.reason ? ':' + event.payload.reason : '')), { history: true });
    return words;
  }
  var create = () => videojs(element('video-js'), { html5: { vhs: { overrideNative: true } } });
</script>`;

const rows: readonly (readonly [sentence: string, script: string, expected: unknown])[] = [
  [
    'Shaka: attached before its element, told after the element by `loading`',
    `const player = new shaka.Player(); const words = said(tellybeat.attachShaka(player, options));
     await player.attach(element()); await player.load(dash); await until(() => words.includes('loaded'));
     await player.destroy(); return words.filter((word) => word !== 'bitrate_changed');`,
    ['init', 'loading', 'loaded', 'stopped:aborted'],
  ],
  [
    'Shaka: attached while it plays',
    `const video = element(), player = new shaka.Player(); await player.attach(video); await player.load(dash);
     await video.play(); await until(() => video.currentTime > 0.3);
     const words = said(tellybeat.attachShaka(player, options)); await until(() => words.includes('playing'));
     await player.destroy(); return words.filter((word) => word !== 'bitrate_changed');`,
    ['init', 'loading', 'loaded', 'play', 'playing', 'stopped:aborted'],
  ],
  [
    'Shaka: load() again, unload(), and another element',
    `const player = new shaka.Player(); const words = said(tellybeat.attachShaka(player, options));
     await player.attach(element()); await player.load(dash); await until(() => words.includes('loaded'));
     await player.load(hls.src); await player.unload(); await player.detach();
     await player.attach(element()); await player.load(dash); await player.destroy();
     return words.filter((word) => /init|stopped/.test(word)).join(' ');`,
    'init stopped:aborted init stopped:aborted init stopped:aborted',
  ],
  [
    'Shaka: a load() that fails for want of a manifest is an error',
    `const player = new shaka.Player(); const words = said(tellybeat.attachShaka(player, options));
     await player.attach(element()); const refused = await player.load('/nowhere.mpd').then(() => false, () => true);
     await player.destroy(); return [refused, ...words.filter((word) => word !== 'warn')];`,
    [true, 'init', 'loading', 'error', 'stopped:error'],
  ],
  [
    'Shaka: one file with src=',
    `const player = new shaka.Player(); const words = said(tellybeat.attachShaka(player, options));
     const video = element(); await player.attach(video); await player.load('/media/clock.mp4');
     await until(() => words.includes('loaded')); await video.play(); await until(() => words.includes('playing')); await player.destroy(); return words;`,
    ['init', 'loading', 'loaded', 'play', 'playing', 'stopped:aborted'],
  ],
  [
    'Video.js: asked twice, the same client; after its end, another',
    `const player = create(); const one = player.tellybeat(options), two = player.tellybeat(options); one.destroy();
     const three = player.tellybeat(options); player.dispose(); return [one === two, one === three];`,
    [true, false],
  ],
  [
    'Video.js: dispose ends it',
    `const player = create(); const words = said(player.tellybeat(options)); player.src(hls);
     await until(() => words.includes('loaded')); player.dispose();
     return words.filter((word) => word !== 'bitrate_changed');`,
    ['init', 'loading', 'loaded', 'stopped:aborted'],
  ],
  [
    'Video.js: attached while it plays',
    `const player = create(); player.src(hls); await until(() => player.readyState() > 2); await player.play();
     const words = said(player.tellybeat(options)); await until(() => words.includes('playing')); player.dispose();
     return words.filter((word) => word !== 'bitrate_changed');`,
    ['init', 'loading', 'loaded', 'play', 'playing', 'stopped:aborted'],
  ],
  [
    'Video.js: attached right after src(), before anything came of it',
    `const player = create(); player.src(hls); const words = said(player.tellybeat(options));
     await until(() => words.includes('loaded')); player.dispose(); return words.filter((word) => word === 'init').length;`,
    1,
  ],
  [
    'Video.js: reset() ends the viewing, the next source begins one',
    `const player = create(); const words = said(player.tellybeat(options)); player.src(hls);
     await until(() => words.includes('loaded')); player.reset(); await wait(50);
     player.src({ src: '/media/clock.mp4', type: 'video/mp4' });
     await until(() => words.filter((word) => word === 'loaded').length === 2); player.dispose();
     return words.filter((word) => /init|stopped/.test(word)).join(' ');`,
    'init stopped:aborted init stopped:aborted',
  ],
  [
    'Video.js: a drag of the playhead is a seek and no pause',
    `const player = create(); const words = said(player.tellybeat(options)); player.src(hls);
     await until(() => words.includes('loaded')); await player.play(); await until(() => player.currentTime() > 0.5);
     player.scrubbing(true); player.pause(); await wait(400); player.currentTime(4); await wait(300); player.currentTime(6);
     await wait(300); player.scrubbing(false); await player.play(); await until(() => player.currentTime() > 7.5);
     player.dispose(); return words.filter((word) => word !== 'bitrate_changed');`,
    ['init', 'loading', 'loaded', 'play', 'playing', 'seeking', 'seeked', 'stopped:aborted'],
  ],
  [
    'Video.js: a source that is not there is an error',
    `const player = create(); const words = said(player.tellybeat(options));
     player.src({ src: '/nowhere.m3u8', type: hls.type }); await until(() => words.includes('stopped:error')); await wait(300); player.dispose();
     return words.filter((word) => word !== 'warn');`,
    ['init', 'loading', 'error', 'stopped:error'],
  ],
  [
    'disabled: both players carry a client that does nothing',
    `const off = { ...options, enabled: false }; const player = create(); const shakaPlayer = new shaka.Player();
     const counts = [said(player.tellybeat(off)), said(tellybeat.attachShaka(shakaPlayer, off))];
     player.src(hls); await until(() => player.readyState() > 0); player.dispose(); await shakaPlayer.destroy(); return counts;`,
    [[], []],
  ],
];

describe('the player plugins', () => {
  let lab: Lab;
  let browser: TestBrowser;
  let watched: WatchedPage;
  before(async function () {
    this.timeout(60_000);
    const page = {
      path: '/players',
      handler: (_: unknown, response: { send(html: string): void }) => response.send(PAGE),
    };
    lab = await startLab({ quiet: true, rooms: [...createLive().rooms, page].map((room) => () => room) });
    browser = await launch();
    watched = await browser.open(`${lab.url}/players`);
  });
  after(async () => {
    await browser.close();
    await lab.close();
  });

  const run = (script: string) => watched.page.evaluate(`(async () => { ${script} })()`);

  rows.forEach(([sentence, script, expected]) => {
    it(sentence, async () => {
      expect(await run(script)).to.deep.equal(expected);
      expect(watched.faults).to.deep.equal([]);
    });
  });

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
  lives.forEach(([player, life]) => {
    it(`${player}: a hundred lives with the plugin leave no listener, and no more heap than without`, async function () {
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

import { describePlugin, type Row } from './players-kit.ts';

const HLS = 'init /media/h264/master.m3u8';
const DASH = 'init /media/h264/manifest.mpd';
const FILE = 'init /media/clock.mp4';
const PLAYED = ['loading', 'loaded', 'play', 'playing', 'stopped aborted'];

/** A player with its element, watched from the beginning. */
const WATCHED = `const video = element(), player = new shaka.Player(); await player.attach(video);
  const words = said(tellybeat.attachShaka(player, options));`;
const fails = (url: string) =>
  `${WATCHED} const code = await player.load('${url}').catch((error) => error.code); await player.destroy();
   return [code, ...words.filter((word) => !word.startsWith('warn'))];`;

const rows: readonly Row[] = [
  [
    'attached before its element, told after the element by `loading`',
    `const player = new shaka.Player(); const words = said(tellybeat.attachShaka(player, options));
     await player.attach(element()); await player.load(dash); await until(() => words.includes('loaded'));
     await player.destroy(); return words;`,
    [DASH, 'loading', 'loaded', 'stopped aborted'],
  ],
  [
    'attached while it plays',
    `const video = element(), player = new shaka.Player(); await player.attach(video); await player.load(dash);
     await video.play(); await until(() => video.currentTime > 0.3);
     const words = said(tellybeat.attachShaka(player, options)); await until(() => words.includes('playing'));
     await player.destroy(); return words;`,
    [DASH, ...PLAYED],
  ],
  [
    'load() again, unload(), and another element',
    `${WATCHED} await player.load(dash); await until(() => words.includes('loaded'));
     await player.load(hls.src); await player.unload(); await player.detach();
     await player.attach(element()); await player.load(dash); await player.destroy();
     return words.filter((word) => /init|stopped/.test(word));`,
    [DASH, 'stopped aborted', HLS, 'stopped aborted', DASH, 'stopped aborted'],
  ],
  [
    'one file with src=',
    `${WATCHED} await player.load('/media/clock.mp4'); await until(() => words.includes('loaded')); await video.play();
     await until(() => words.includes('playing')); await player.destroy(); return words;`,
    [FILE, ...PLAYED],
  ],
  [
    "the engine's own HLS",
    `${WATCHED} player.configure('streaming.preferNativeHls', true); await player.load(hls.src); await until(() => words.includes('loaded'));
     await video.play(); await until(() => words.includes('playing')); const { currentSrc } = video; await player.destroy();
     return [new URL(currentSrc).pathname, ...words];`,
    ['/media/h264/master.m3u8', HLS, ...PLAYED],
  ],
  [
    "through the proxy of Shaka's UI, until the UI is destroyed",
    `const box = document.createElement('div'), video = element(), own = new shaka.Player();
     document.body.appendChild(box).appendChild(video); await own.attach(video);
     const ui = new shaka.ui.Overlay(own, box, video), player = ui.getControls().getPlayer();
     const client = tellybeat.attachShaka(player, options), words = said(client); await player.load(dash);
     await until(() => words.includes('loaded')); await video.play(); await until(() => words.includes('playing'));
     await ui.destroy(); await until(() => words.includes('stopped aborted')); client.destroy();
     return [player === own, ...words];`,
    [false, DASH, ...PLAYED],
  ],
  [
    'no manifest there: an error',
    fails('/nowhere.mpd'),
    [1001, 'init /nowhere.mpd', 'loading', 'error NETWORK 1001', 'stopped error'],
  ],
  [
    'a manifest that is cut off: an error, although load() tells its caller alone',
    fails('/wrong/cut-off.mpd'),
    [4004, 'init /wrong/cut-off.mpd', 'loading', 'error MEDIA LOAD_FAILED', 'stopped error'],
  ],
  [
    'a login page for a manifest: an error',
    fails('/wrong/login.mpd'),
    [4001, 'init /wrong/login.mpd', 'loading', 'error MEDIA LOAD_FAILED', 'stopped error'],
  ],
  [
    'some words for a playlist: an error',
    fails('/wrong/words.m3u8'),
    [4015, 'init /wrong/words.m3u8', 'loading', 'error MEDIA LOAD_FAILED', 'stopped error'],
  ],
  [
    'codecs that nothing here can play: an error',
    fails('/wrong/codecs.mpd'),
    [4032, 'init /wrong/codecs.mpd', 'loading', 'error LOAD_FAILED', 'stopped error'],
  ],
  [
    'no file there for src=: an error',
    fails('/nowhere.mp4'),
    [3016, 'init /nowhere.mp4', 'loading', 'error MEDIA 3016', 'stopped error'],
  ],
  [
    'unload() while the manifest is under way: no error',
    `${WATCHED} const loading = player.load('/wrong/slow.mpd').catch((error) => error.code); await wait(100);
     await player.unload(); const code = await loading; await player.destroy(); return [code, ...words];`,
    [7000, 'init /wrong/slow.mpd', 'loading', 'stopped aborted'],
  ],
  [
    'load() of another while the manifest is under way: no error',
    `${WATCHED} const loading = player.load('/wrong/slow.mpd').catch((error) => error.code); await wait(100);
     await player.load(dash); const code = await loading; await until(() => words.includes('loaded')); await player.destroy();
     return [code, ...words];`,
    [7000, 'init /wrong/slow.mpd', 'loading', 'stopped aborted', DASH, 'loading', 'loaded', 'stopped aborted'],
  ],
  [
    'destroy() while the manifest is under way: no error',
    `${WATCHED} void player.load('/wrong/slow.mpd').catch(() => {}); await wait(100); void player.destroy();
     await until(() => words.includes('stopped aborted')); return words;`,
    ['init /wrong/slow.mpd', 'loading', 'stopped aborted'],
  ],
  [
    'after an error, the next load() is a viewing of its own',
    `${WATCHED} await player.load('/nowhere.mp4').catch(() => {}); await player.load(dash);
     await until(() => words.includes('loaded')); await player.destroy(); return words;`,
    [
      ...['init /nowhere.mp4', 'loading', 'error MEDIA 3016', 'stopped error'],
      ...[DASH, 'loading', 'loaded', 'stopped aborted'],
    ],
  ],
  [
    'disabled: a client that does nothing',
    `const player = new shaka.Player(), words = said(tellybeat.attachShaka(player, { ...options, enabled: false }));
     await player.attach(element()); await player.load(dash); await player.destroy(); return words;`,
    [],
  ],
];

describePlugin('Shaka', rows);

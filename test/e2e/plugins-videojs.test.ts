import { describePlugin, type Row } from './players-kit.ts';

const HLS = 'init /media/h264/master.m3u8';
const FILE = 'init /media/clock.mp4';
const PLAYED = ['loading', 'loaded', 'play', 'playing', 'stopped aborted'];
/** A player that plays goes on with the next source. */
const PLAYED_ON = ['loading', 'play', 'loaded', 'playing', 'stopped aborted'];
const NONE = ['init /x.foo', 'loading', 'error MEDIA 4', 'stopped error'];

/** A player, watched from the beginning. */
const WATCHED = `const player = create(), words = said(player.tellybeat(options));`;
/** The source comes later than the call, and so does its end. */
const PLAY = `async function play(source) {
    var before = words.filter((word) => word === 'playing').length;
    player.src(source); await until(() => player.currentSrc().endsWith(source.src) && player.readyState() > 2); await player.play();
    await until(() => words.filter((word) => word === 'playing').length > before);
  }`;

const rows: readonly Row[] = [
  [
    'asked twice, the same client; after its end, another',
    `const player = create(), one = player.tellybeat(options), two = player.tellybeat(options); one.destroy();
     const three = player.tellybeat(options); player.dispose(); return [one === two, one === three];`,
    [true, false],
  ],
  [
    'dispose ends it',
    `${WATCHED} player.src(hls); await until(() => words.includes('loaded')); player.dispose(); return words;`,
    [HLS, 'loading', 'loaded', 'stopped aborted'],
  ],
  [
    'attached while it plays',
    `const player = create(); player.src(hls); await until(() => player.readyState() > 2); await player.play();
     const words = said(player.tellybeat(options)); await until(() => words.includes('playing')); player.dispose(); return words;`,
    [HLS, ...PLAYED],
  ],
  [
    'attached right after src(), before anything came of it',
    `const player = create(); player.src(hls); const words = said(player.tellybeat(options));
     await until(() => words.includes('loaded')); player.dispose(); return words;`,
    [HLS, 'loading', 'loaded', 'stopped aborted'],
  ],
  [
    'reset() ends the viewing, the next source begins one',
    `${WATCHED} player.src(hls); await until(() => words.includes('loaded')); player.reset(); await wait(50);
     player.src({ src: '/media/clock.mp4', type: 'video/mp4' });
     await until(() => words.filter((word) => word === 'loaded').length === 2); player.dispose();
     return words.filter((word) => /init|stopped/.test(word));`,
    [HLS, 'stopped aborted', FILE, 'stopped aborted'],
  ],
  [
    'a drag of the playhead is a seek and no pause',
    `${WATCHED} player.src(hls); await until(() => words.includes('loaded')); await player.play(); await until(() => player.currentTime() > 0.5);
     player.scrubbing(true); player.pause(); await wait(400); player.currentTime(4); await wait(300); player.currentTime(6);
     await wait(300); player.scrubbing(false); await player.play(); await until(() => player.currentTime() > 7.5);
     player.dispose(); return words;`,
    [HLS, 'loading', 'loaded', 'play', 'playing', 'seeking', 'seeked', 'stopped aborted'],
  ],
  [
    "the engine's own HLS",
    `const player = create({ overrideNative: false }), words = said(player.tellybeat(options));
     ${PLAY} await play(hls); const { currentSrc } = player.tech(true).el(); player.dispose(); return [new URL(currentSrc).pathname, ...words];`,
    ['/media/h264/master.m3u8', HLS, ...PLAYED],
  ],
  [
    'another tech for another source, and back',
    `class Files extends videojs.getTech('Html5') {}
     Files.isSupported = () => true; Files.canPlayType = (type) => (type === 'video/mp4' ? 'maybe' : '');
     Files.canPlaySource = ({ type }) => Files.canPlayType(type); videojs.registerTech('Files', Files);
     const player = videojs(element('video-js'), { techOrder: ['files', 'html5'], html5: { vhs: { overrideNative: true } } });
     const words = said(player.tellybeat(options)), techs = []; ${PLAY}
     for (const source of [hls, { src: '/media/clock.mp4', type: 'video/mp4' }, hls]) { await play(source); techs.push(player.techName_); }
     player.dispose(); return [...techs, ...words];`,
    ['Html5', 'Files', 'Html5', HLS, ...PLAYED, FILE, ...PLAYED_ON, HLS, ...PLAYED_ON],
  ],
  [
    'a source that is not there is an error',
    `${WATCHED} player.src({ src: '/nowhere.m3u8', type: hls.type }); await until(() => words.includes('stopped error')); await wait(300);
     player.dispose(); return words.filter((word) => !word.startsWith('warn'));`,
    ['init /nowhere.m3u8', 'loading', 'error NETWORK 2', 'stopped error'],
  ],
  [
    'a source that no tech can play is an error',
    `${WATCHED} player.src({ src: '/x.foo', type: 'video/foo' }); await until(() => words.includes('stopped error')); await wait(100);
     player.dispose(); return words;`,
    NONE,
  ],
  [
    'after an error, the next source is a viewing of its own',
    `${WATCHED} ${PLAY} player.src({ src: '/x.foo', type: 'video/foo' }); await until(() => words.includes('stopped error'));
     await play(hls); player.dispose(); return words;`,
    [...NONE, HLS, ...PLAYED],
  ],
  [
    'disabled: a client that does nothing',
    `const player = create(), words = said(player.tellybeat({ ...options, enabled: false })); player.src(hls);
     await until(() => player.readyState() > 0); player.dispose(); return words;`,
    [],
  ],
];

describePlugin('Video.js', rows);

import { fromNothing, quirks } from './table.ts';

const STARTED = 'init loading loaded play playing';
const AGAIN = 'stopped:ended init loading loaded play playing';

describe('TVs lie', () => {
  quirks(
    'while starting',
    [
      [
        '`playing` before anything moves',
        'vimeo/player.js#841',
        'load canplay play playing stand:3000',
        'init loading loaded play',
      ],
      ['… the motion counts', 'EPAS `playing`', 'load canplay play playing stand:3000 run:300', STARTED],
      ['motion without `play`', 'autoplay of native players', 'load canplay unhalt run:600', STARTED],
      ['a playhead that slips a little on `play`', 'Chromium', 'load canplay jump:0.01 play run:300', STARTED],
      [
        '`canplay` again, after each seek',
        'HTML "ready states"',
        'load canplay play run:500 canplay canplay run:300',
        STARTED,
      ],
      [
        '`loadstart` twice for one source',
        'video.js#2588, dash.js#1491',
        'load loadstart canplay loadstart play run:300',
        STARTED,
      ],
      ['a seek to the start position', 'shaka-player `startTime`', 'load canplay seek:12 seeked play run:300', STARTED],
      [
        '… while `loaded` is not yet said',
        'shaka-player `startTime`',
        'load seek:12 canplay seeked play run:300',
        STARTED,
      ],
      ['… without `seeked`', 'bbc/tal#129', 'load canplay play seek:12 stand:300 unseek run:500', STARTED],
      ['a seek to the live edge', 'videojs liveui', 'load canplay play seek:20 stand:400 seeked run:300', STARTED],
      [
        'a gap at the start',
        'shaka `gapPadding` 2 on Tizen; rx-player#1355',
        'load canplay play gap:2 seek:2 seeked run:300',
        STARTED,
      ],
      ['… that nobody announces', 'as above', 'load canplay play stand:300 jump:2 run:500', STARTED],
      [
        'a seek whose attribute stays false',
        'HbbTV set-top boxes',
        'load canplay play hop:20 stand:400 seeked run:300',
        STARTED,
      ],
      [
        '`error` before `loadstart`',
        'HTML: a `src` that resolves to nothing',
        'source error',
        'init error stopped:error',
      ],
    ],
    fromNothing,
  );

  quirks('about stalls', [
    ['no `waiting`', 'dash.js#96, video.js#1318', 'stand:2000 run:300', 'buffering buffered'],
    ['… a playhead that stands for less is none', 'video.js#2865', 'stand:800 run:300', ''],
    ['… and none that stands in one look only', 'decoders report in steps', 'stand:300 run:300 stand:300 run:300', ''],
    ['… longer than a second between two ticks', 'as above', 'stand:1400 run:300', 'buffering buffered'],
    ['a stray `waiting`', 'kaltura/playkit-js#645: Safari on unmute', 'waiting stand:20 playing run:300', ''],
    ['… without `playing`', 'webOS, at segment ends', 'waiting stand:60 run:300', ''],
    ['`waiting` while it moves on', 'whatwg/html#6359: decoders', 'waiting run:1500', ''],
    [
      '`waiting` just before `seeking`',
      'media-event-filter',
      'waiting stand:10 seek:30 stand:1500 seeked run:500',
      'seeking seeked',
    ],
    ['`waiting` just after `seeked`', 'Chromium', 'seek:30 stand:10 seeked waiting stand:60 run:500', 'seeking seeked'],
    ['`stalled` while playing fine', 'bluesky-social/social-app#5364: Safari', 'stalled run:500 stalled run:2000', ''],
    [
      '`playbackRate` 0 while buffering',
      'shaka-player',
      'rate:0 dry waiting stand:1500 rate:1 fed run:300',
      'buffering buffered',
    ],
    ['… but not over a time the device slept', 'as above', 'nap:3600000 run:300', ''],
    ['… nor after `waiting`', 'as above', 'waiting nap:3600000 run:300', ''],
    ['… without `waiting`', 'shaka-player', 'rate:0 dry stand:2500 rate:1 fed run:300', 'buffering buffered'],
    ['a gap jump', 'shaka-player#3019', 'gap:20 seek:20 stand:10 seeked run:500', ''],
    [
      '… that stalls at its far side',
      'shaka-player#3019',
      'gap:20 seek:20 stand:10 seeked stand:2500 run:300',
      'buffering buffered',
    ],
    [
      '… in a stall',
      'shaka-player#1635',
      'waiting stand:1500 gap:20 seek:20 stand:10 seeked run:500',
      'buffering buffered',
    ],
    [
      '… to where it stands, for as long as data is missing: the stall itself',
      '@videojs/http-streaming 3.17: video underflow',
      'waiting gap:0.5 seek:0.5 waiting stand:1500 seeked run:500',
      'buffering buffered',
    ],
    [
      '… and the viewer pauses meanwhile',
      '@videojs/http-streaming 3.17: video underflow',
      'waiting gap:0.5 seek:0.5 waiting dry stand:1500 pause stand:600 fed seeked stand:600',
      'buffering buffered pause',
      'buffering paused buffered',
    ],
    ['… in a stall, without any event', 'native HLS', 'waiting stand:1500 jump:20 run:500', 'buffering buffered'],
    ['… while playing, without any event', 'native HLS', 'jump:20 run:500', ''],
    ['a gap jump while paused', 'shaka-player#3019', 'pause stand:1500 gap:20 seek:20 seeked stand:1500', 'pause'],
  ]);

  quirks('about pauses and seeks', [
    [
      'a pause that is part of a seek',
      'video.js#4744',
      'pause seek:30 stand:300 play seeked run:500',
      'seeking seeked',
    ],
    [
      '… of a playhead being dragged',
      'video.js#159',
      'scrub pause stand:2000 seek:30 stand:900 play seeked run:500',
      'seeking seeked',
    ],
    [
      '… dragged, let go and played on, without another `seeked`',
      'Video.js 8: `seeked` came while it was dragged',
      'scrub pause stand:400 seek:30 stand:900 unseek play run:500',
      'seeking seeked',
    ],
    ['… dragged and let go where it was', 'video.js#159', 'scrub pause stand:2000 unseek play run:500', ''],
    ['a pause in an automatic gap jump', 'shaka-player#3019', 'gap:20 seek:20 pause stand:50 seeked play run:500', ''],
    [
      'a short pause counts though the playhead hops as it goes on',
      'Chromium, up to 70 ms',
      'pause stand:300 jump:0.566 play run:300',
      'pause resume',
    ],
    ['… and though nobody looked meanwhile', 'as above', 'pause stand:300 unhalt run:300', 'pause resume'],
    [
      '`seeking` twice, the attribute false',
      'HbbTV set-top boxes',
      'hop:30 hop:30 stand:300 seeked run:500',
      'seeking seeked',
    ],
    ['a gap jump that takes a while', 'shaka-player#3019', 'gap:20 seek:20 stand:300 seeked run:500', ''],
    ['no `pause`', 'HbbTV set-top boxes', 'halt stand:2500', 'pause'],
    ['… and no `play` afterwards', 'HbbTV set-top boxes', 'halt stand:2500 unhalt run:600', 'pause resume'],
    ['no `seeked`', 'videojs-youtube#276, bbc/tal#129', 'seek:30 stand:300 unseek run:500', 'seeking seeked'],
    [
      '… and nothing moves',
      'videojs-youtube#276',
      'pause stand:1500 seek:30 stand:300 unseek stand:2500',
      'pause seeking seeked',
    ],
    ['`seeked` at once', 'videojs-contrib-hls#358', 'seek:30 seeked stand:300 run:500', 'seeking seeked'],
    ['`seeked` without `seeking`', 'servo#37057', 'seeked run:500 seeked run:500', ''],
    [
      '`seeking` twice for one seek',
      'shaka-player after its own',
      'seek:30 seek:30 stand:300 seeked run:500',
      'seeking seeked',
    ],
  ]);

  quirks('about the end', [
    ['`pause` right before `ended`', 'HTML "reaches the end"', 'jump:59 run:900 pause stand:20 ended', 'stopped:ended'],
    ['… long before it', 'as above, slow sets', 'jump:59 run:900 pause stand:600 ended', 'stopped:ended'],
    ['no `ended`', 'shaka-player#6427, #2414: LG, set-top boxes', 'jump:59 run:700 stand:2500', 'stopped:ended'],
    ['… but `waiting`', 'Firefox; media-event-filter', 'jump:59 run:700 waiting stand:2500', 'stopped:ended'],
    ['… but `pause` at the very end', 'as above', 'jump:59 run:1000 pause stand:2500', 'stopped:ended'],
    ['… but `pause` at the very end, silently', 'as above', 'jump:59 run:1000 halt stand:2500', 'stopped:ended'],
    ['… but the attribute `ended`', 'as above', 'jump:58 run:500 done stand:1100', 'stopped:ended'],
    [
      '`ended` out of a stall',
      'media-stream-library-js#141: Safari',
      'waiting stand:1500 ended',
      'buffering buffered! stopped:ended',
    ],
    ['a replay without `play`', 'native loops', 'jump:60 ended jump:0 unhalt stand:10 timeupdate run:600', AGAIN],
    [
      'a playhead that creeps on after the end',
      'shaka-player#2414',
      'jump:59.5 timeupdate ended unhalt run:900',
      'stopped:ended',
    ],
    [
      'a stall near the end',
      'a stall is no end when it moves on',
      'jump:59 run:600 waiting stand:700 run:300 ended',
      'buffering buffered stopped:ended',
    ],
  ]);
});

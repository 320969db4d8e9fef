import { expect } from 'chai';
import { play, said } from './tape.ts';

const START = 'load canplay play run:500';
const STARTED = 'init loading loaded play playing';
const STARTED_02 = 'init metadata loading loaded playing';

/** A sentence, what the player does, what EPAS 0.1 says, and 0.2; each after a start both share. */
type Row = readonly [sentence: string, script: string, epas01: string, epas02?: string];

const rows = (title: string, table: readonly Row[]): void => {
  describe(title, () => {
    table.forEach(([sentence, script, epas01, epas02 = epas01]) => {
      it(`0.1: ${sentence}`, () => {
        expect(said(play(`${START} ${script}`, '0.1'))).to.equal(`${STARTED} ${epas01}`.trim());
      });
      it(`0.2: ${sentence}`, () => {
        expect(said(play(`${START} ${script}`, '0.2'))).to.equal(`${STARTED_02} ${epas02}`.trim());
      });
    });
  });
};

describe('start-up', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['"init … should be sent just before the player starts loading"', 'load', 'init loading'],
    ['"loaded: when it\'s possible for the player to play"', 'load canplay', 'init loading loaded'],
    ['enough to play on is `loaded`, though `canplay` never comes', 'load fed timeupdate', 'init loading loaded'],
    ['a second `canplay` says nothing', 'load canplay canplay', 'init loading loaded'],
    ['`loadstart` twice for one source is one `loading`', 'load loadstart canplay', 'init loading loaded'],
    ['`canplay` without `loadstart` still follows `loading`', 'source canplay', 'init loading loaded'],
    ['"play: as soon as the player requests that playback starts", loaded or not', 'load play', 'init loading play'],
    ['a second request to play is none', 'load play play canplay play', 'init loading play loaded'],
    [
      '`playing` before anything moves is not playing',
      'load canplay play playing stand:3000',
      'init loading loaded play',
    ],
    ['"playing: when the playhead starts to move"', 'load canplay play playing run:300', STARTED],
    ['motion without `play` (autoplay on some TVs) was asked for', 'load canplay unhalt run:600', STARTED],
    [
      'waiting before the first motion is start-up, not a stall',
      'load canplay play waiting stand:5000 run:300',
      STARTED,
    ],
    ['a start position is no seek', 'load canplay seek:12 seeked play run:300', STARTED],
    ['the jump to the live edge is no seek', 'load canplay play seek:20 stand:400 seeked run:300', STARTED],
    ['a gap at the start is no seek', 'load canplay play gap:2 seek:2 seeked run:300', STARTED],
    ['a pause before anything moved is none', 'load canplay play pause stand:3000', 'init loading loaded play'],
    ['… and playing goes on from there', 'load canplay play pause stand:900 play run:300', STARTED],
    ['an error while loading is fatal', 'load error', 'init loading error stopped:error'],
    ['a source that never loaded is aborted', 'load emptied', 'init loading stopped:aborted'],
    ['without a source nothing is said', 'play run:500 pause error warning emptied ended stop canplay', ''],
  ];
  table.forEach(([sentence, script, expected]) => {
    it(sentence, () => expect(said(play(script))).to.equal(expected));
  });
});

rows('pause and resume', [
  ['"pause: when the player is paused"', 'pause stand:1500', 'pause', 'paused'],
  [
    '"resume: when the player resumes playback after a pause"',
    'pause stand:1500 play run:300',
    'pause resume',
    'paused playing',
  ],
  ['asking to play again is not yet resuming', 'pause stand:1500 play stand:50', 'pause', 'paused'],
  ['a pause while resuming says nothing new', 'pause stand:1500 play stand:50 pause stand:1500', 'pause', 'paused'],
  ['a second `pause` says nothing new', 'pause stand:500 pause stand:1500', 'pause', 'paused'],
  ['a pause taken back at once is none', 'pause stand:50 play run:300', ''],
  ['motion resumes though no `play` was said', 'pause stand:1500 unhalt run:600', 'pause resume', 'paused playing'],
  [
    // Chromium: on `play` the playhead is up to 70 ms ahead of where `pause` had left it.
    'a short pause counts though the playhead hops as it goes on',
    'pause stand:300 jump:0.566 play run:300',
    'pause resume',
    'paused playing',
  ],
  ['a player that pauses without `pause` has paused', 'halt stand:2500', 'pause', 'paused'],
  [
    'resuming into an empty buffer is a stall',
    'pause stand:1500 play dry waiting stand:600 fed run:300',
    'pause buffering buffered resume',
    'paused buffering buffered playing',
  ],
]);

rows('stalls', [
  [
    '"buffering: when the player starts buffering", and "buffered: when it resumes"',
    'waiting stand:1500 run:300',
    'buffering buffered',
  ],
  [
    'a stray `waiting` of a few ms is none (webOS, Tizen say it at segment ends)',
    'waiting stand:20 playing run:300',
    '',
  ],
  ['a stall shorter than a tick is one', 'waiting stand:400 run:300', 'buffering buffered'],
  ['`playing` that moves nothing ends no stall', 'waiting stand:1500 playing stand:2000', 'buffering'],
  [
    'a playhead that stands still for a second is a stall, though no `waiting` is said',
    'stand:2000 run:300',
    'buffering buffered',
  ],
  ['`stalled` while playing fine is none', 'stalled run:500', ''],
  [
    '"If buffering is interrupted … interrupted: true" (0.2: "must NOT be sent")',
    'waiting stand:1500 seek:30 stand:200 seeked run:500',
    'buffering buffered! seeking seeked',
    'buffering seeking seeked',
  ],
  [
    'a seek that cuts a stall short before a tick confirmed it',
    'waiting stand:400 seek:30 seeked run:500',
    'buffering buffered! seeking seeked',
    'buffering seeking seeked',
  ],
  [
    '`waiting` just before `seeking` is no stall',
    'waiting stand:10 seek:30 stand:1500 seeked run:500',
    'seeking seeked',
  ],
  ['waiting while seeking is no stall', 'seek:30 waiting stand:4000 seeked run:500', 'seeking seeked'],
  [
    'waiting after the seek is one if it lasts',
    'seek:30 stand:200 seeked waiting stand:1500 run:300',
    'seeking seeked buffering buffered',
  ],
  [
    'a pause in a stall is held back in 0.1, said at once in 0.2',
    'waiting dry stand:1500 pause stand:500 fed stand:1000',
    'buffering buffered pause',
    'buffering paused buffered',
  ],
  [
    '… and forgotten in 0.1 when the viewer plays on before the stall is over',
    'waiting dry stand:1500 pause stand:500 play stand:500 fed run:300',
    'buffering buffered',
    'buffering paused buffered playing',
  ],
  [
    'a gap jump in a stall is no seek',
    'waiting stand:1500 gap:20 seek:20 stand:10 seeked run:500',
    'buffering buffered',
  ],
  ['a gap jump while playing is no seek', 'gap:20 seek:20 stand:10 seeked run:500', ''],
  [
    'a source change in mid-stall interrupts it',
    'waiting stand:1500 load',
    'buffering buffered! stopped:aborted init loading',
    'buffering stopped:aborted init metadata loading',
  ],
  [
    'an error in mid-stall interrupts it',
    'waiting stand:1500 error',
    'buffering buffered! error stopped:error',
    'buffering error stopped:error',
  ],
  ['a device that slept has not stalled', 'sleep:3600000 run:300', ''],
  ['… nor has one that slept while it doubted', 'waiting sleep:3600000 run:300', ''],
]);

rows('seeks', [
  ['a seek while playing', 'seek:30 stand:300 seeked run:500', 'seeking seeked'],
  [
    'a seek while paused stays paused',
    'pause stand:1500 seek:30 seeked stand:1500',
    'pause seeking seeked',
    'paused seeking seeked',
  ],
  ['several seeks in a row are one', 'seek:30 stand:100 seek:40 stand:100 seeked run:500', 'seeking seeked'],
  [
    '… even when each of them lands',
    'seek:30 stand:100 seeked stand:200 seek:40 stand:100 seeked run:500',
    'seeking seeked',
  ],
  [
    'two seeks with playback between are two',
    'seek:30 seeked run:500 seek:40 seeked run:500',
    'seeking seeked seeking seeked',
  ],
  [
    'two seeks a second apart are two',
    'pause stand:1500 seek:30 seeked stand:1500 seek:40 seeked stand:1500',
    'pause seeking seeked seeking seeked',
    'paused seeking seeked seeking seeked',
  ],
  ['no `seeked` comes: motion says so', 'seek:30 stand:300 unseek run:500', 'seeking seeked'],
  ['a pause that is part of a seek is none', 'pause seek:30 stand:300 play seeked run:500', 'seeking seeked'],
  [
    '… unless it still holds afterwards',
    'pause seek:30 stand:300 seeked stand:1500',
    'seeking seeked pause',
    'seeking seeked paused',
  ],
  [
    'a pause while seeking is held back in 0.1, said at once in 0.2',
    'seek:30 stand:300 pause stand:300 seeked stand:1500',
    'seeking seeked pause',
    'seeking paused seeked',
  ],
  [
    "a viewer's pause, then a seek",
    'pause stand:150 seek:30 seeked stand:1500',
    'pause seeking seeked',
    'paused seeking seeked',
  ],
  ['leaving in mid-seek', 'seek:30 stand:300 stop', 'seeking stopped:aborted'],
  ['leaving right after a seek', 'seek:30 stand:300 seeked stop', 'seeking seeked stopped:aborted'],
  ['an error right after a seek', 'seek:30 stand:300 seeked error', 'seeking seeked error stopped:error'],
  ['seeking to the end', 'seek:60 stand:300 ended', 'seeking seeked stopped:ended'],
]);

rows('the end', [
  ['"stopped … ended"', 'jump:59.9 run:100 ended', 'stopped:ended'],
  ['`pause` right before `ended` is the end', 'jump:59 run:900 pause stand:20 ended', 'stopped:ended'],
  ['no `ended`: standing within half a second of the end', 'jump:59 run:700 stand:2500', 'stopped:ended'],
  ['no `ended`, but `waiting` (Firefox)', 'jump:59 run:700 waiting stand:2500', 'stopped:ended'],
  ['no `ended`, but `pause` at the very end', 'jump:59 run:1000 pause stand:2500', 'stopped:ended'],
  ["a viewer's pause near the end is a pause", 'jump:59 run:700 pause stand:2500', 'pause', 'paused'],
  [
    'nothing after `stopped`',
    'ended ended error warning pause stand:3000 waiting seek:3 seeked rendition:100 stop',
    'stopped:ended',
  ],
  [
    'a replay is a new session',
    'ended play jump:0 run:500',
    'stopped:ended init loading loaded play playing',
    'stopped:ended init metadata loading loaded playing',
  ],
  [
    'a replay without `play` (TVs) is one when it moves',
    'jump:60 ended jump:0 unhalt stand:10 timeupdate run:600',
    'stopped:ended init loading loaded play playing',
    'stopped:ended init metadata loading loaded playing',
  ],
  [
    '`loop` ends one session and starts the next',
    'jump:59.5 timeupdate loop run:500 seek:0 seeked run:500',
    'stopped:ended init loading loaded play playing',
    'stopped:ended init metadata loading loaded playing',
  ],
  [
    'a new source ends the old session',
    'load canplay',
    'stopped:aborted init loading loaded',
    'stopped:aborted init metadata loading loaded',
  ],
  ['a source that goes away ends it', 'emptied', 'stopped:aborted'],
  ['a fatal error ends it, once', 'error error stop', 'error stopped:error'],
  [
    'playback that survives an error is a new session',
    'error run:600',
    'error stopped:error init loading loaded play playing',
    'error stopped:error init metadata loading loaded playing',
  ],
  ['what the app ended plays on unreported', 'stop run:3000', 'stopped:aborted'],
  [
    '… until it is played again',
    'stop play run:500',
    'stopped:aborted init loading loaded play playing',
    'stopped:aborted init metadata loading loaded playing',
  ],
]);

rows('errors and renditions', [
  ['"warn: when a non-fatal error occurs"', 'warning run:300', 'warn', 'warning'],
  [
    '"bitrate_changed: when the player switches", at the latest with the next event',
    'rendition:800 run:300 stop',
    'bitrate:800 stopped:aborted',
  ],
  [
    'two with nothing between are the last one',
    'rendition:800 run:300 rendition:400 run:300 stop',
    'bitrate:400 stopped:aborted',
  ],
  [
    '… with something between they are two',
    'rendition:800 run:300 warning rendition:400 run:300 stop',
    'bitrate:800 warn bitrate:400 stopped:aborted',
    'bitrate:800 warning bitrate:400 stopped:aborted',
  ],
  [
    'the same again is none',
    'rendition:800 run:300 warning rendition:800 run:300 stop',
    'bitrate:800 warn stopped:aborted',
    'bitrate:800 warning stopped:aborted',
  ],
  [
    'in a stall it waits',
    'waiting stand:1500 rendition:400 run:300 stop',
    'buffering buffered bitrate:400 stopped:aborted',
  ],
]);

it('the first rendition counts, once loaded', () => {
  expect(said(play('load rendition:800 rendition:900 canplay play run:300'))).to.equal(
    'init loading loaded bitrate:900 play playing',
  );
});

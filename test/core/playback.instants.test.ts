import { expect } from 'chai';
import type { Dialect } from '../../src/core/events.ts';
import { type Line, play } from './tape.ts';

/** An event, when it happened (ms after the source), and the playhead it carries. */
type Instant = readonly [event: string, at: number, playhead: number];

const instants = (script: string, media = {}, dialect: Dialect = '0.1'): readonly Instant[] =>
  play(script, dialect, media).map(({ event, at, playhead }: Line) => [event, at, playhead]);

type Row = readonly [sentence: string, script: string, ...expected: Instant[]];
const rows = (title: string, start: string, table: readonly Row[]): void => {
  describe(title, () => {
    table.forEach(([sentence, script, ...expected]) => {
      it(sentence, () => {
        const names = expected.map(([event]) => event);
        const found = instants(`${start} ${script}`).filter(([event]) => names.includes(event));
        expect(found.slice(-expected.length)).to.deep.equal(expected);
      });
    });
  });
};

rows('from the source on', '', [
  ['`init` is about no place yet', 'load', ['init', 0, -1]],
  ['`loading` neither', 'load', ['loading', 0, -1]],
  ['`loaded` when it can play', 'load stand:800 canplay', ['loaded', 800, 0]],
  ['`play` when it was asked for', 'load canplay stand:300 play', ['play', 300, 0]],
  [
    '`playing` when the playhead set off, not when it was first seen moving',
    'load canplay play stand:700 run:250',
    ['playing', 700, 0],
  ],
  ['… though nobody looked for a while', 'load canplay play stand:700 glide:200 run:10', ['playing', 700, 0]],
  ['… at the rate it plays', 'load canplay rate:2 play stand:700 run:250', ['playing', 700, 0]],
  ['… from its start position', 'load canplay play seek:20 stand:700 seeked run:250', ['playing', 700, 20000]],
  [
    '… from its start position, without `seeked`',
    'load canplay play seek:12 stand:300 timeupdate unseek run:250',
    ['playing', 300, 12000],
  ],
  [
    '… that was corrected on the way',
    'load canplay play seek:12 stand:300 jump:20 timeupdate unseek run:250',
    ['playing', 300, 20000],
  ],
  ['… at a rate of 0 that is none', 'load canplay play stand:700 rate:0 jump:0.25 timeupdate', ['playing', 450, 0]],
  ['`stopped` of a source that never loaded: nowhere', 'load emptied', ['stopped', 0, -1]],
  ['… in slow motion', 'load canplay rate:0.5 play stand:700 run:250', ['playing', 700, 0]],
]);

rows('pauses, from 500 ms on', 'load canplay play run:500', [
  ['`pause` when it was said', 'glide:120 pause stand:1500', ['pause', 620, 620]],
  ['… or where the playhead came to rest, though nobody said so', 'glide:120 halt stand:2500', ['pause', 620, 620]],
  ['… at double speed', 'rate:2 run:500 halt stand:2500', ['pause', 1000, 1500]],
  ['… though the playhead settles elsewhere', 'pause jump:0.53 stand:1500', ['pause', 500, 500]],
  ['`resume` when the playhead sets off again', 'pause stand:1500 play stand:400 run:250', ['resume', 2400, 500]],
  [
    'a pause held back by a stall is said when the stall is over',
    'waiting dry stand:1500 pause stand:500 fed stand:1000',
    ['buffered', 3000, 500],
    ['pause', 3000, 500],
  ],
  [
    'a pause held back by a seek is said where the seek ended',
    'seek:30 stand:300 pause stand:300 seeked stand:1500',
    ['seeked', 1100, 30000],
    ['pause', 1100, 30000],
  ],
]);

rows('stalls, from 500 ms on', 'load canplay play run:500', [
  ['`buffering` when the player said `waiting`', 'waiting stand:1500', ['buffering', 500, 500]],
  ['… or where the playhead stopped, though nobody said so', 'stand:2000', ['buffering', 500, 500]],
  ['… or where it was last seen moving', 'glide:180 stand:2000', ['buffering', 1000, 680]],
  [
    '`buffered` when the playhead moves again',
    'waiting stand:1500 run:250',
    ['buffering', 500, 500],
    ['buffered', 2000, 500],
  ],
  [
    'a stall that is over at the next look',
    'waiting stand:400 run:250',
    ['buffering', 500, 500],
    ['buffered', 900, 500],
  ],
  [
    '`buffered` interrupted when the seek begins',
    'waiting stand:1500 seek:30 seeked run:500',
    ['buffered', 2000, 500],
    ['seeking', 2000, 500],
  ],
  ['… when the viewing ends', 'waiting stand:1500 stop', ['buffered', 2000, 500], ['stopped', 2000, 500]],
  ['a stall after a gap jump', 'gap:20 seek:20 stand:10 seeked stand:2500', ['buffering', 500, 20000]],
]);

rows('seeks, from 500 ms on', 'load canplay play run:500', [
  [
    '`seeking` when it began, and where: "the current playhead time NOT the target"',
    'seek:30 stand:300 seeked run:500',
    ['seeking', 500, 500],
  ],
  [
    '`seeked` when it ended, and where: the "new playhead time"',
    'seek:30 stand:300 seeked run:500',
    ['seeked', 800, 30000],
  ],
  ['the playhead has gone on since it was last seen', 'glide:200 seek:30', ['seeking', 700, 700]],
  ['… from the very start', 'jump:0 timeupdate glide:100 seek:30', ['seeking', 600, 100]],
  ['… at half speed', 'rate:0.5 run:500 glide:200 seek:30', ['seeking', 1200, 850]],
  ['… at double speed', 'rate:2 run:500 glide:200 seek:30', ['seeking', 1200, 1900]],
  ['… not at all at rate 0 (Shaka while buffering)', 'rate:0 run:500 glide:200 seek:30', ['seeking', 1200, 500]],
  ['… nor where it stands, though nothing has been said about it yet', 'stand:700 seek:30', ['seeking', 1200, 500]],
  ['… though two looks in a row saw the same', 'timeupdate timeupdate glide:200 seek:30', ['seeking', 700, 700]],
  ['… a tenth of a second is no standing', 'stand:100 timeupdate glide:100 seek:30', ['seeking', 700, 700]],
  ['… nor a pause taken back at once', 'pause play glide:200 seek:30', ['seeking', 700, 700]],
  ['… from the far side of a gap', 'gap:20 stand:50 seek:40', ['seeking', 550, 20000]],
  ['… nor while paused', 'pause stand:1500 seek:30', ['seeking', 2000, 500]],
  ['… nor in a stall', 'waiting stand:1500 seek:30', ['seeking', 2000, 500]],
  ['… nor beyond the end', 'jump:59.9 run:10 glide:400 seek:30', ['seeking', 910, 60000]],
  ['… nor for more than two seconds', 'nap:60000 seek:30', ['seeking', 60500, 2500]],
  [
    'several in a row: where the first began, where the last ended',
    'glide:100 seek:30 stand:100 seek:40 stand:200 seeked run:500',
    ['seeking', 600, 600],
    ['seeked', 900, 40000],
  ],
  [
    '… with landings between',
    'glide:100 seek:30 seeked stand:100 seek:40 stand:200 seeked stand:1500',
    ['seeking', 600, 600],
    ['seeked', 900, 40000],
  ],
  ['no `seeked`: when the playhead sets off', 'seek:30 stand:300 unseek stand:200 run:250', ['seeked', 1000, 30000]],
  [
    'no `seeked`, and it stands: where it landed',
    'pause stand:1500 seek:30 stand:300 timeupdate unseek stand:2500',
    ['seeked', 2300, 30000],
  ],
  ['the pause before a seek', 'pause stand:150 seek:30', ['pause', 500, 500], ['seeking', 650, 500]],
]);

rows('the end, from 500 ms on', 'load canplay play run:500', [
  ['`stopped` where it is', 'pause jump:0.53 stop', ['stopped', 500, 530]],
  ['`stopped` where it ended', 'jump:59 run:1000 ended', ['stopped', 1500, 60000]],
  ['`stopped` of a source that is gone: its last known place', 'glide:200 emptied', ['stopped', 700, 700]],
  ['… where it had paused', 'pause stand:1500 emptied', ['stopped', 2000, 500]],
  [
    '`loop`: at the end, and from the start',
    'jump:59.5 run:300 loop glide:200 seek:0 seeked run:250',
    ['stopped', 1000, 60000],
  ],
  [
    '… the next session plays when it moves',
    'jump:59.5 run:300 loop glide:200 seek:0 seeked stand:50 run:250',
    ['playing', 1050, 0],
  ],
]);

describe('the place of a rendition', () => {
  it('is its own, not that of the event it waited for', () => {
    expect(instants('load canplay play run:500 rendition:800 run:500 stop').slice(-2)).to.deep.equal([
      ['bitrate_changed', 500, 500],
      ['stopped', 1000, 1000],
    ]);
  });
});

describe('the place of a rendition known before it can play', () => {
  it('is where it could: before, there was neither place nor length', () => {
    expect(instants('load rendition:800 stand:300 canplay play').slice(-2)).to.deep.equal([
      ['bitrate_changed', 300, 0],
      ['play', 300, 0],
    ]);
  });
});

describe('a playhead nobody knows', () => {
  it('is not known before a seek either', () => {
    const seen = instants('load canplay play run:500 glide:200 seek:30', { duration: NaN });
    expect(seen.slice(-1)).to.deep.equal([['seeking', 700, -1]]);
  });
});

describe('a live stream', () => {
  const live = { duration: Infinity, seekable: { start: 0, end: 600 }, startDate: 1.7e12 };
  it('counts in UTC of the content, seeks included', () => {
    const seen = instants('load canplay play run:500 glide:200 seek:100 stand:300 seeked run:500 stop', live);
    expect(seen.slice(-3)).to.deep.equal([
      ['seeking', 700, 1.7e12 + 700],
      ['seeked', 1000, 1.7e12 + 100_000],
      ['stopped', 1500, 1.7e12 + 100_500],
    ]);
  });
  it('has no end to stand at', () => {
    expect(instants('load canplay jump:599.9 play run:500 stand:2500', live).slice(-1)[0]?.[0]).to.equal('buffering');
  });
});

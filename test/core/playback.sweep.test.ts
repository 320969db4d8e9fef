import { expect } from 'chai';
import fc from 'fast-check';
import { type Dialect } from '../../src/core/events.ts';
import { sessions, violations } from './event-order.ts';
import { play, said } from './tape.ts';

/** A script that leads to each state a session can be in. */
const STATES: Readonly<Record<string, string>> = {
  idle: '',
  'loading, not attached': 'source',
  loading: 'load',
  'loading, asked to play': 'load play',
  ready: 'load canplay',
  starting: 'load canplay play',
  moving: 'load canplay play run:500',
  doubting: 'load canplay play run:500 waiting stand:50',
  'about to be a stall': 'load canplay play run:500 stand:400',
  stalled: 'load canplay play run:500 waiting stand:1500',
  'stalled and paused': 'load canplay play run:500 waiting dry stand:1500 pause',
  halting: 'load canplay play run:500 pause',
  paused: 'load canplay play run:500 pause stand:1500',
  resuming: 'load canplay play run:500 pause stand:1500 play',
  seeking: 'load canplay play run:500 seek:30 stand:100',
  'seeking, paused': 'load canplay play run:500 pause stand:1500 seek:30 stand:100',
  landed: 'load canplay play run:500 seek:30 stand:100 seeked',
  'landed, paused': 'load canplay play run:500 pause stand:1500 seek:30 stand:100 seeked',
  ended: 'load canplay play run:500 jump:59.9 run:100 ended',
  aborted: 'load canplay play run:500 stop',
  failed: 'load canplay play run:500 error',
};

/** Everything a player, a viewer or time can do. */
const WORDS = (
  'load source loadstart canplay play playing waiting stalled pause halt unhalt seeked ended emptied error warning stop timeupdate tick ' +
  'seek:20 seek:0 seek:60 gap:20 jump:40 jump:0 jump:59.8 unseek run:50 run:300 run:2500 stand:20 stand:300 stand:2500 sleep:100000 ' +
  'dry fed loop rate:0 rate:0.5 rate:2 rate:1 rendition:400 rendition:800'
).split(' ');

const DIALECTS: readonly Dialect[] = ['0.1', '0.2'];

const check = (script: string, dialect: Dialect): void => {
  const lines = play(script, dialect);
  const wrong = sessions(lines).flatMap((session) => violations(session));
  expect(wrong, `${script}\n→ ${said(lines)}`).to.deep.equal([]);
  lines.forEach(({ playhead, duration }) => {
    expect(Number.isInteger(playhead) && playhead >= -1, `playhead ${playhead}`).to.equal(true);
    expect(Number.isInteger(duration) && duration >= -1, `duration ${duration}`).to.equal(true);
  });
};

describe('every state meets every input', () => {
  for (const dialect of DIALECTS) {
    for (const [name, script] of Object.entries(STATES)) {
      it(`${dialect}: ${name}`, () => {
        for (const first of WORDS) {
          for (const second of WORDS) check(`${script} ${first} ${second} stand:2500 stop`, dialect);
        }
      });
    }
  }
});

describe('random viewings', () => {
  it('100,000 of them break no rule of the event order', function () {
    this.timeout(120000);
    const script = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(script, fc.constantFrom(...DIALECTS), (words, dialect) => check(`load ${words} stop`, dialect)),
      { numRuns: 100_000, seed: 20261121 },
    );
  });

  it('end with one `stopped`, whatever the readings are', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, NaN, Infinity, 2 ** 32, 1.7e308, 59.9));
    const media = fc.record({
      ...{ currentTime: number, duration: number, playbackRate: number, readyState: fc.nat(4), startDate: number },
      ...{ paused: fc.boolean(), ended: fc.boolean(), seeking: fc.boolean(), loop: fc.boolean(), live: fc.boolean() },
      seekable: fc.option(fc.record({ start: number, end: number })),
    });
    const script = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(script, media, (words, reading) => {
        const lines = play(`load ${words} stop`, '0.1', reading);
        sessions(lines).forEach((session) => {
          expect(session[session.length - 1]?.event, said(session)).to.equal('stopped');
        });
      }),
      { numRuns: 5_000, seed: 7 },
    );
  });
});

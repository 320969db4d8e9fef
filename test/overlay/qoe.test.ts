import { expect } from 'chai';
import type { EventName } from '../../src/core/events.ts';
import { advance, freshQoe, step, type Qoe } from '../../src/overlay/qoe.ts';

/** `name@milliseconds` in a row, looked at when `until` is reached. */
const told = (tape: string, until: number): Qoe =>
  advance(
    tape.split(' ').reduce((qoe, word) => {
      const [event, at] = word.split('@');
      return step(qoe, { event: event as EventName, timestamp: Number(at), playhead: 0, duration: 0 });
    }, freshQoe(0)),
    until,
  );

describe('quality of experience, told from events', () => {
  const rows: [
    sentence: string,
    tape: string,
    until: number,
    expected: { readonly [Name in keyof Qoe]?: Qoe[Name] | undefined },
  ][] = [
    [
      'startup runs from the request to play to the first frame',
      'init@0 loading@10 play@500 playing@1700',
      1700,
      { startup: 1200, fromInit: false },
    ],
    [
      'startup runs from init where no event tells of the request (0.2)',
      'init@100 loading@110 playing@900',
      900,
      { startup: 800, fromInit: true },
    ],
    ['startup is the first one only', 'init@0 play@0 playing@300 pause@1000 resume@5000', 6000, { startup: 300 }],
    ['a session that never played has none', 'init@0 loading@10 play@20', 5000, { startup: undefined, watched: 0 }],
    ['time watched goes on', 'init@0 play@0 playing@1000', 4000, { watched: 3000 }],
    ['time watched stands still while paused', 'init@0 play@0 playing@1000 pause@2000', 9000, { watched: 1000 }],
    ['and goes on with resume', 'init@0 play@0 playing@1000 pause@2000 resume@5000', 6000, { watched: 2000 }],
    ['0.2 says paused and playing', 'init@0 playing@1000 paused@2000 playing@5000', 6000, { watched: 2000 }],
    [
      'a stall counts and lasts',
      'init@0 play@0 playing@0 buffering@1000 buffered@3500',
      4000,
      { stalls: 1, stallTime: 2500, watched: 1500 },
    ],
    [
      'a stall that goes on counts up',
      'init@0 play@0 playing@0 buffering@1000',
      2000,
      { stalls: 1, stallTime: 1000, stalled: true },
    ],
    [
      'a seek is no stall and not watched',
      'init@0 play@0 playing@0 seeking@1000 seeked@3000',
      4000,
      { stalls: 0, stallTime: 0, watched: 2000 },
    ],
    [
      'a seek ends a stall that gets no buffered (0.2)',
      'init@0 playing@0 buffering@1000 seeking@2000 seeked@3000',
      4000,
      { stalls: 1, stallTime: 1000, watched: 2000 },
    ],
    ['stopped is the end of everything', 'init@0 play@0 playing@0 stopped@1000', 9000, { watched: 1000, stallTime: 0 }],
    [
      'an error in a stall ends it',
      'init@0 play@0 playing@0 buffering@1000 error@2000 stopped@2001',
      9000,
      { stalls: 1, stallTime: 1000, watched: 1000 },
    ],
    [
      'heartbeats change nothing',
      'init@0 play@0 playing@0 heartbeat@1000 heartbeat@2000',
      3000,
      { watched: 3000, stalls: 0 },
    ],
    [
      'the next init starts from nothing',
      'init@0 play@0 playing@0 buffering@10 stopped@20 init@100',
      200,
      { stalls: 0, watched: 0, whole: true },
    ],
    [
      'without its init a session is not whole',
      'heartbeat@1000 buffering@2000 buffered@3000',
      4000,
      { whole: false, stalls: 1, stallTime: 1000, startup: undefined },
    ],
    ['a clock that goes back takes nothing away', 'init@0 play@0 playing@1000', 500, { watched: 0 }],
  ];
  rows.forEach(([sentence, tape, until, expected]) =>
    it(sentence, () => {
      const qoe = told(tape, until);
      for (const [name, value] of Object.entries(expected))
        expect(qoe[name as keyof Qoe] ?? false, name).to.equal(value ?? false);
    }),
  );
});

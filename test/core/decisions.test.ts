import { expect } from 'chai';
import { parseAnswer } from '../../src/core/answer.ts';
import { wireFormat } from '../../src/core/dialect.ts';
import { sessionBench } from './session-kit.ts';
import { play, said } from './tape.ts';

/** Where the texts of EPAS contradict themselves or each other, and what is done about it; each decision in its words. */
describe('the contradictions of EPAS', () => {
  const event = { event: 'pause' as const, timestamp: 3, playhead: 2, duration: 1 };
  const wire = (dialect: '0.1' | '0.2', sessionId = 's'): unknown =>
    JSON.parse(wireFormat(dialect).encode(sessionId, [event])) as unknown;

  describe('1. "The 0.1 envelope schema calls it `type`; every event example calls it `event`"', () => {
    it('"In the 0.1 dialect each event object carries both keys with the same value"', () => {
      expect(wire('0.1')).to.deep.equal({
        sessionId: 's',
        events: [{ event: 'pause', type: 'pause', sessionId: 's', timestamp: 3, playhead: 2, duration: 1 }],
      });
    });
    it('… `init` too, alone', () => {
      const init = JSON.parse(wireFormat('0.1').encode('s', [{ ...event, event: 'init', payload: {} }])) as unknown;
      expect(init).to.deep.include({ event: 'init', type: 'init', sessionId: 's', payload: {} });
      expect(init).to.not.have.property('events');
    });
    it('… without an id of ours: "if not provided the server MUST generate it"', () => {
      const init = JSON.parse(wireFormat('0.1').encode('', [{ ...event, event: 'init' }])) as unknown;
      expect(init).to.not.have.property('sessionId');
    });
    it('"0.2 carries `event` only"', () => {
      expect(wire('0.2')).to.deep.equal({ event: 'pause', timestamp: 3, playhead: 2, duration: 1, sessionId: 's' });
    });
  });

  it('2. "The examples under resume, buffering, seeking, seeked say heartbeat. The headings rule."', () => {
    const script =
      'load canplay play run:500 pause stand:1500 play run:500 waiting stand:1500 run:500 seek:30 seeked run:500';
    expect(said(play(script))).to.equal(
      'init loading loaded play playing pause resume buffering buffered seeking seeked',
    );
  });

  it('3. "We send integer milliseconds in both dialects"', () => {
    (['0.1', '0.2'] as const).forEach((dialect) => {
      const playing = play('load canplay jump:12.3456 play stand:10 run:300', dialect).find(
        (line) => line.event === 'playing',
      );
      expect([playing?.playhead, playing?.duration]).to.deep.equal([12346, 60000]);
    });
  });

  it('4. "0.1: buffered MUST be sent with payload.interrupted: true. 0.2: buffered must NOT be sent."', () => {
    const script = 'load canplay play run:500 waiting stand:1500 seek:30 seeked run:500';
    expect(said(play(script, '0.1'))).to.match(/ buffering buffered! seeking seeked$/);
    expect(said(play(script, '0.2'))).to.match(/ buffering seeking seeked$/);
  });

  describe('5. "Pause while buffering or seeking"', () => {
    const stall = 'load canplay play run:500 waiting dry stand:1500 pause stand:500 fed stand:1000';
    const seek = 'load canplay play run:500 seek:30 stand:300 pause stand:300 seeked stand:1500';
    it('"In 0.1 a viewer\'s pause during a stall or seek is held back until the stall or seek is over"', () => {
      expect(said(play(stall, '0.1'))).to.match(/ buffering buffered pause$/);
      expect(said(play(seek, '0.1'))).to.match(/ seeking seeked pause$/);
    });
    it('"… and sent then if the player is still paused"', () => {
      expect(said(play(`${stall.replace('fed', 'play fed')} run:500`, '0.1'))).to.not.include('pause');
    });
    it('"In 0.2 it is sent at once"', () => {
      expect(said(play(stall, '0.2'))).to.match(/ buffering paused buffered$/);
      expect(said(play(seek, '0.2'))).to.match(/ seeking paused seeked$/);
    });
  });

  it('6. "The example shows -1; the text says the client SHOULD send valid UTC time. We send the time."', () => {
    const bench = sessionBench({}, Date.UTC(2026, 10, 21));
    bench.start();
    expect(bench.named('init')[0]).to.include({ timestamp: Date.UTC(2026, 10, 21), playhead: -1, duration: -1 });
  });

  describe('7. "heartbeatInterval: below 1000 it is seconds, else milliseconds; clamp to 1 s…1 h"', () => {
    const rows: readonly (readonly [answer: unknown, interval: number | undefined])[] = [
      ...([
        [30, 30_000],
        ['30', 30_000],
        [5000, 5000],
        ['30000', 30_000],
        [999, 999_000],
        [1000, 1000],
      ] as const),
      ...([
        [0.5, 1000],
        [0.001, 1000],
        ['1.5', 1500],
        [1e9, 3_600_000],
        ['  7 ', 7000],
        [3600, 3600],
      ] as const),
      ...([0, -5, NaN, Infinity, '', 'soon', '1e3', '0x10', null, undefined, true, [], {}] as const).map(
        (answer) => [answer, undefined] as const,
      ),
    ];
    rows.forEach(([answer, interval]) => {
      it(`${JSON.stringify(answer) ?? 'none'} is ${interval ?? 'no answer: the default'}`, () =>
        expect(parseAnswer(JSON.stringify({ heartbeatInterval: answer })).heartbeatInterval).to.equal(interval));
    });
    it('"the configured default (30 s)"', () => {
      const bench = sessionBench();
      bench.start();
      bench.sessions.opened(1, {});
      bench.clock.pass(60_000);
      expect(bench.named('heartbeat')).to.have.length(2);
    });
  });

  it('8. "On a live stream both are UTC ms of the content, so that duration − playhead is the distance behind the live edge"', () => {
    const live = { duration: Infinity, seekable: { start: 0, end: 600 } };
    const playing = play('load canplay jump:570 play stand:10 run:300', '0.1', live).find(
      (line) => line.event === 'playing',
    );
    expect((playing?.duration ?? NaN) - (playing?.playhead ?? NaN)).to.be.within(29_900, 30_100);
    expect(playing?.duration).to.be.within(1.7e12 - 1000, 1.7e12 + 1000);
  });
});

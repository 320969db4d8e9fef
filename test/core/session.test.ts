import { expect } from 'chai';
import type { AnalyticsOptions } from '../../src/core/options.ts';
import type { StateRecord } from '../../src/core/records.ts';
import { type Bench, sessionBench } from './session-kit.ts';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

const states = ({ records }: Bench): readonly StateRecord[] =>
  records.filter((record): record is StateRecord => record.type === 'state');

describe('the id of a viewing session', () => {
  it('is made here, so that a repeated `init` is the same session', () => {
    const bench = sessionBench();
    bench.start();
    expect(new Set(bench.sent.map(({ sessionId }) => sessionId)).size).to.equal(1);
    expect(bench.sent[0]?.sessionId).to.match(UUID);
  });

  it('is another for each session, and so is its number', () => {
    const bench = sessionBench();
    for (let i = 0; i < 50; i++) bench.start();
    expect(new Set(bench.sent.map(({ sessionId }) => sessionId)).size).to.equal(50);
    expect(new Set(bench.sent.map(({ session }) => session)).size).to.equal(50);
  });

  it('is the one given, for the first session only', () => {
    const bench = sessionBench({ sessionId: 'mine' });
    bench.start();
    bench.start();
    const ids = bench.named('init').map(({ sessionId }) => sessionId);
    expect(ids[0]).to.equal('mine');
    expect(ids[1]).to.match(UUID);
  });

  it('"if not provided the server MUST generate it": left to the sink by the empty string', () => {
    const bench = sessionBench({ sessionId: '' });
    bench.start();
    expect(bench.sent.map(({ sessionId }) => sessionId).join('')).to.equal('');
    expect(bench.sessions.now().sessionId).to.equal('');
    bench.sessions.opened(1, { sessionId: 'theirs' });
    expect(bench.sessions.now().sessionId).to.equal('theirs');
  });

  it("is the sink's once it has answered, and everyone watching is told", () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { sessionId: 'theirs' });
    expect(bench.sessions.now().sessionId).to.equal('theirs');
    expect(states(bench).slice(-1)).to.deep.equal([
      { type: 'state', session: 1, sessionId: 'theirs', state: 'playing' },
    ]);
  });

  it('stays ours where the answer has none', () => {
    const bench = sessionBench({ sessionId: 'mine' });
    bench.start();
    bench.sessions.opened(1, {});
    expect(bench.sessions.now().sessionId).to.equal('mine');
  });

  it('is not touched by the answer to another session', () => {
    const bench = sessionBench();
    bench.start();
    bench.start();
    bench.sessions.opened(1, { sessionId: 'late', heartbeatInterval: 2000 });
    expect(bench.sessions.now().sessionId).to.match(UUID);
    bench.clock.pass(60_000);
    expect(bench.named('heartbeat')).to.have.length(0);
  });

  it('is not touched by an answer that comes after the end', () => {
    const bench = sessionBench();
    bench.start();
    bench.tell('ended');
    bench.sessions.opened(1, { sessionId: 'late', heartbeatInterval: 2000 });
    bench.clock.pass(60_000);
    expect(bench.names()).to.match(/stopped$/);
    expect(bench.clock.timers()).to.equal(0);
  });
});

describe('the share of sessions that are reported', () => {
  const share = (sampleRate: number, random: number): readonly string[] => {
    const { random: real } = Math;
    try {
      Math.random = () => random;
      const bench = sessionBench({ sampleRate });
      bench.start();
      return bench.sent.map(({ event }) => event);
    } finally {
      Math.random = real;
    }
  };
  it('1 is all', () => expect(share(1, 0.999999)).to.not.be.empty);
  it('0 is none', () => expect(share(0, 0)).to.be.empty);
  it('0.3 reports below 0.3', () => expect(share(0.3, 0.299)).to.not.be.empty);
  it('… and not from 0.3 on', () => expect(share(0.3, 0.3)).to.be.empty);

  it('is decided once per session: a session is reported from `init` to `stopped` or not at all', () => {
    const bench = sessionBench({ sampleRate: 0.5 });
    for (let i = 0; i < 200; i++) {
      bench.start();
      bench.run(500);
      bench.tell('ended');
    }
    const reported = bench.named('init').length;
    expect(reported).to.be.within(50, 150);
    expect(bench.sent).to.have.length(reported * 6);
  });

  it('an unreported session plays on like any other: its state is known', () => {
    const bench = sessionBench({ sampleRate: 0 });
    bench.start();
    expect(bench.sessions.now()).to.include({ session: 1, state: 'playing' });
    expect(states(bench).map(({ state }) => state)).to.deep.equal(['loading', 'ready', 'starting', 'playing']);
  });
});

describe('the state that displays are told', () => {
  const row = (sentence: string, act: (bench: Bench) => void, ...expected: string[]): void => {
    it(sentence, () => {
      const bench = sessionBench();
      bench.start();
      const before = states(bench).length;
      act(bench);
      expect(
        states(bench)
          .slice(before)
          .map(({ state }) => state),
      ).to.deep.equal(expected);
      expect(bench.sessions.now().state).to.equal(expected[expected.length - 1] ?? 'playing');
    });
  };
  row('nothing new is not said', (bench) => bench.run(3000));
  row('paused', (bench) => (bench.media({ paused: true }), bench.tell('pause'), bench.clock.pass(2000)), 'paused');
  row('buffering, by the core’s own tick', (bench) => bench.clock.pass(3000), 'buffering');
  row('… and playing again', (bench) => (bench.clock.pass(3000), bench.run(500)), 'buffering', 'playing');
  row('seeking', (bench) => (bench.media({ seeking: true, currentTime: 30 }), bench.tell('seeking')), 'seeking');
  row(
    '… until `seeked` is said',
    (bench) => (
      bench.media({ seeking: true, currentTime: 30 }),
      bench.tell('seeking'),
      bench.media({ seeking: false }),
      bench.tell('seeked')
    ),
    'seeking',
  );
  it('ready again, where the viewer pauses before anything moved', () => {
    const bench = sessionBench();
    bench.tell('source');
    bench.tell('loadstart');
    bench.media({ readyState: 4, duration: 60 });
    bench.tell('canplay');
    bench.media({ paused: false });
    bench.tell('play');
    bench.media({ paused: true });
    bench.tell('pause');
    expect(states(bench).map(({ state }) => state)).to.deep.equal(['loading', 'ready', 'starting', 'ready']);
    expect(bench.clock.timers()).to.equal(0);
  });
  row('stopped', (bench) => bench.tell('ended'), 'stopped');
  row('idle again, without a source', (bench) => bench.tell('emptied'), 'idle');
  row('a new source', (bench) => bench.tell('source'), 'loading');
  it('idle before the first', () => expect(sessionBench().sessions.now()).to.include({ session: 0, state: 'idle' }));
});

describe('the rendition that displays are told', () => {
  it('is the last one, known before it is sent, and forgotten with its session', () => {
    const bench = sessionBench();
    expect(bench.sessions.now().rendition).to.equal(null);
    bench.start();
    bench.tell({ type: 'rendition', rendition: { bitrate: 800 } });
    expect(bench.sessions.now().rendition).to.deep.equal({ bitrate: 800 });
    bench.start();
    expect(bench.sessions.now().rendition).to.equal(null);
  });
});

describe('options that are not given', () => {
  it('leave the defaults that the documentation names', () => {
    const bench = sessionBench();
    expect(bench.sessions.now().heartbeatInterval).to.equal(30_000);
  });
  it('the interval of heartbeats is in seconds', () => {
    const options: Partial<AnalyticsOptions> = { heartbeatInterval: 7 };
    expect(sessionBench(options).sessions.now().heartbeatInterval).to.equal(7000);
  });
});

import { expect } from 'chai';
import { sessionBench, type Bench } from './session-kit.ts';

const DAY = 24 * 3600_000;

const beats = (bench: Bench): readonly number[] => bench.named('heartbeat').map(({ timestamp }) => timestamp);
const gaps = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, index) => time - (times[index] ?? NaN));

describe('heartbeats: "at a fixed interval using the provided value from the init event response"', () => {
  it('none before the answer', () => {
    const bench = sessionBench();
    bench.start();
    bench.clock.pass(DAY);
    expect(beats(bench)).to.deep.equal([]);
  });

  it('the first one interval after the answer, then one each interval', () => {
    const bench = sessionBench();
    bench.start();
    const answered = bench.clock.wall();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.clock.pass(20_000);
    expect(beats(bench).map((time) => time - answered)).to.deep.equal([5000, 10_000, 15_000, 20_000]);
    expect(bench.sessions.now().heartbeatInterval).to.equal(5000);
  });

  it('an answer without interval: the option', () => {
    const bench = sessionBench({ heartbeatInterval: 10 });
    bench.start();
    bench.sessions.opened(1, {});
    bench.clock.pass(30_000);
    expect(beats(bench)).to.have.length(3);
  });

  it('an answer before anything plays: from there on, loaded or not', () => {
    const bench = sessionBench();
    bench.tell('source');
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.clock.pass(10_000);
    expect(bench.names()).to.equal('init heartbeat heartbeat');
  });

  it('paused or not', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.media({ paused: true });
    bench.tell('pause');
    bench.clock.pass(20_000);
    expect(beats(bench)).to.have.length(4);
  });

  it('"until the session has ended"', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.clock.pass(12_000);
    bench.tell('ended');
    bench.clock.pass(DAY);
    expect(beats(bench)).to.have.length(2);
    expect(bench.clock.timers()).to.equal(0);
  });

  it('where the beat itself finds that it has ended, it is none', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.media({ paused: true });
    bench.tell('pause');
    bench.clock.pass(4000);
    bench.media({ currentTime: 60, ended: true });
    bench.clock.pass(60_000);
    expect(bench.clock.timers(), bench.names()).to.be.below(2);
  });

  it('a replay beats again once its own `init` is answered', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.media({ ended: true });
    bench.tell('ended');
    bench.media({ ended: false, currentTime: 0 });
    bench.tell('play');
    bench.clock.pass(10_000);
    expect(beats(bench)).to.deep.equal([]);
    bench.sessions.opened(2, { heartbeatInterval: 2000 });
    bench.clock.pass(10_000);
    expect(beats(bench)).to.have.length(5);
  });

  it('a second answer starts the count over', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.sessions.opened(1, { heartbeatInterval: 8000 });
    bench.clock.pass(40_000);
    expect(beats(bench)).to.have.length(5);
  });

  it('carries where the playhead is now', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 1000 });
    bench.run(3000);
    expect(bench.named('heartbeat').map(({ playhead }) => playhead)).to.deep.equal([1000, 2000, 3000]);
  });

  it('does not drift in 24 hours of busy timers', () => {
    const bench = sessionBench();
    bench.start();
    const answered = bench.clock.wall();
    bench.sessions.opened(1, { heartbeatInterval: 30_000 });
    // Every wake-up comes up to 40 ms late, as on a busy TV.
    for (let left = DAY; left > 0;) {
      bench.clock.sleep(37);
      bench.clock.pass(963);
      left -= 1000;
    }
    const times = beats(bench);
    expect(times).to.have.length(2880);
    expect((times[2879] ?? NaN) - answered - DAY).to.be.within(0, 50);
    expect(Math.max(...gaps(times))).to.be.at.most(30_040);
  });

  it('come once, not in a burst, after the device slept', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.clock.pass(5000);
    bench.clock.sleep(8 * 3600_000 + 1234);
    bench.clock.pass(1);
    expect(beats(bench)).to.have.length(2);
    bench.clock.pass(20_000);
    expect(beats(bench)).to.have.length(6);
    // Back in step: due at whole intervals after the answer.
    expect(gaps(beats(bench)).slice(2)).to.deep.equal([5000, 5000, 5000]);
  });
});

describe('timestamps: "UTC time", strictly increasing', () => {
  it('are the wall clock', () => {
    const bench = sessionBench({}, Date.UTC(2026, 10, 21));
    bench.start();
    expect(bench.sent[0]?.timestamp).to.equal(Date.UTC(2026, 10, 21));
    expect(bench.named('playing')[0]?.timestamp).to.be.within(Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 21) + 250);
  });

  it('two events in one millisecond differ', () => {
    const bench = sessionBench({ dialect: '0.2' });
    bench.start();
    bench.tell('emptied');
    expect(gaps(bench.sent.map(({ timestamp }) => timestamp)).every((gap) => gap >= 1)).to.equal(true);
  });

  it('a TV that boots in 1970 and learns the time while playing: the session goes on in its own count', () => {
    const bench = sessionBench({}, 60_000);
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 1000 });
    bench.run(2000);
    bench.clock.setWall(Date.UTC(2026, 10, 21));
    bench.run(2000);
    expect(beats(bench)).to.have.length(4);
    expect(gaps(beats(bench)).every((gap) => gap === 1000)).to.equal(true);
    bench.start();
    expect(bench.named('init')[1]?.timestamp).to.be.within(Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 21) + 3000);
  });

  it('… and one whose clock is set back', () => {
    const bench = sessionBench();
    bench.start();
    bench.clock.setWall(0);
    bench.run(1000);
    bench.tell('emptied');
    const times = bench.sent.map(({ timestamp }) => timestamp);
    expect(gaps(times).every((gap) => gap >= 1 && gap < 2000)).to.equal(true);
  });

  it('what is dated back is not dated before what was said', () => {
    const bench = sessionBench();
    bench.start();
    bench.tell({ type: 'warning', error: { code: 'W' } });
    bench.clock.pass(100);
    bench.sessions.opened(1, { heartbeatInterval: 1000 });
    bench.clock.pass(3000);
    expect(bench.names()).to.include('heartbeat').and.to.include('buffering');
    const times = bench.sent.map(({ timestamp }) => timestamp);
    expect(gaps(times).every((gap) => gap >= 1)).to.equal(true);
  });
});

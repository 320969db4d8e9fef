import { expect } from 'chai';
import type { Clock } from '../../src/core/clock.ts';
import { wireFormat } from '../../src/core/dialect.ts';
import { createDelivery } from '../../src/core/outbox.ts';
import type { AnalyticsRecord } from '../../src/core/records.ts';

describe('smoke', () => {
  it('goes', () => {
    const timers: { at: number; wake: () => void }[] = [];
    let now = 0;
    const clock: Clock = {
      wall: () => 1e12 + now,
      monotonic: () => now,
      after(delay, wake) {
        const t = { at: now + delay, wake };
        timers.push(t);
        return () => {
          const i = timers.indexOf(t);
          if (i >= 0) timers.splice(i, 1);
        };
      },
    };
    const pass = (ms: number): void => {
      const end = now + ms;
      for (;;) {
        timers.sort((a, b) => a.at - b.at);
        const t = timers[0];
        if (!t || t.at > end) break;
        timers.shift();
        now = t.at;
        t.wake();
      }
      now = end;
    };
    const records: AnalyticsRecord[] = [];
    const bodies: string[] = [];
    let answer = (status: number, body = ''): void => void [status, body];
    const delivery = createDelivery({
      url: 'http://x.invalid/',
      format: wireFormat('0.1'),
      clock,
      flushDelay: 1000,
      maxQueueEvents: 500,
      maxQueueBytes: 262144,
      persist: false,
      record: (r) => void records.push(r),
      listener: {
        opened: (...a) => console.log(JSON.stringify(a)),
        recovered: (...a) => console.log(JSON.stringify(a)),
      },
      post: (out, _clock, done) => {
        bodies.push(out.body);
        answer = (status, body = '') => done({ status, body, retryAfter: 0, timedOut: false });
        return () => undefined;
      },
    });
    const ev = (event: 'init' | 'loading' | 'stopped') => ({
      event,
      timestamp: 1e12 + now++,
      playhead: -1,
      duration: -1,
    });
    delivery.add(1, 'abc', ev('init'));
    delivery.add(1, 'abc', ev('loading'));
    expect(bodies.length).to.equal(1);
    answer(200, '{"sessionId":"srv","heartbeatInterval":"5000"}');
    pass(1000);
    expect(bodies.length).to.equal(2);
    answer(500);
    pass(5000);
    expect(bodies[2]).to.equal(bodies[1]);
    delivery.add(1, 'abc', ev('stopped'));
    delivery.close();
    answer(200);
    answer(200);
    expect(delivery.queued().events).to.equal(0);
    expect(timers.length).to.equal(0);
    console.log(bodies.join('\n'));
  });
});

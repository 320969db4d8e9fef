import { expect } from 'chai';
import { bench, names, read } from './delivery-kit.ts';

describe('a sink that fails', () => {
  for (const status of [0, 408, 425, 429, 500, 502, 503, 504, 599, 304]) {
    it(`is asked again after ${status}, with the same bytes`, () => {
      const { add, last, requests, clock } = bench();
      add('init');
      last().answer(200);
      add('loading');
      clock.pass(1000);
      const first = last();
      add('loaded');
      first.answer(status);
      clock.pass(3000);
      expect(requests).to.have.length(3);
      expect(last().body).to.equal(first.body);
    });
  }

  const retries = (random: number, status: number, times: number, after?: string): number[] => {
    const { add, last, records, clock } = bench({ random: () => random });
    const waits = (): number[] =>
      records.flatMap((record) => (record.type === 'delivery' && record.retryIn ? [record.retryIn] : []));
    add('init');
    for (let n = 0; n < times; n++) {
      last().answer(status, '', after);
      clock.pass(waits()[n] ?? 0);
    }
    return waits();
  };

  it('is asked less and less often: never within a second, at most a minute apart, with full jitter', () => {
    expect(retries(0, 500, 9)).to.deep.equal([1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000]);
    expect(retries(1, 0, 9)).to.deep.equal([3000, 5000, 9000, 17000, 33000, 61000, 61000, 61000, 61000]);
    expect(Math.max(...retries(1, 503, 2000))).to.equal(61000);
  });

  for (const status of [401, 403, 404, 410]) {
    it(`is asked every one to five minutes after ${status}: it may be on its way`, () => {
      expect(retries(0, status, 3)).to.deep.equal([60000, 60000, 60000]);
      expect(retries(1, status, 2)).to.deep.equal([300000, 300000]);
    });
  }

  it('is left alone as long as it asks for (Retry-After), in seconds or as a date, an hour at most', () => {
    expect(retries(0, 429, 1, '120')).to.deep.equal([120000]);
    expect(retries(1, 429, 1, '120')).to.deep.equal([144000]);
    expect(retries(0, 503, 1, new Date(1700000090000).toUTCString())).to.deep.equal([90000]);
    expect(retries(0, 503, 1, '999999')).to.deep.equal([3600000]);
    expect(retries(0, 503, 1, 'soon')).to.deep.equal([1000]);
    expect(retries(0, 429, 1, '0')).to.deep.equal([1000]);
    expect(retries(0, 429, 1, 'Thu, 01 Jan 1970 00:00:00 GMT')).to.deep.equal([1000]);
  });

  it('is not asked earlier for a flush, a new event or a new init', () => {
    const { add, delivery, last, requests, clock } = bench();
    add('init');
    last().answer(429, '', '60');
    delivery.flush();
    add('loading');
    add('init', undefined, 2);
    clock.pass(59000);
    expect(requests).to.have.length(1);
    clock.pass(8000);
    expect(requests).to.have.length(2);
  });

  it('gets ten seconds for an answer, and more and more up to a minute when that is not enough', () => {
    const { add, last, clock, requests } = bench({ random: () => 0 });
    add('init');
    for (let n = 0; n < 5; n++) clock.pass(requests[n] ? (requests[n]?.limit ?? 0) + 1000 : 0);
    expect(requests.map(({ limit }) => limit)).to.deep.equal([10000, 20000, 40000, 60000, 60000, 60000]);
    expect(new Set(requests.map(({ body }) => body)).size).to.equal(1);
    last().answer(200);
    add('loading');
    clock.pass(1000);
    expect(last().limit).to.equal(60000);
  });

  it('does not meet a burst when a TV wakes up', () => {
    const { add, last, clock, requests } = bench();
    add('init');
    last().answer(0);
    clock.sleep(8 * 3600 * 1000);
    for (let n = 0; n < 20; n++) add('heartbeat');
    clock.pass(0);
    expect(requests).to.have.length(2);
  });

  it('is back: everything goes out in order, once', () => {
    const { add, last, clock, requests, delivery } = bench();
    add('init');
    last().answer(200);
    for (let n = 0; n < 130; n++) add('heartbeat');
    for (let n = 0; n < 50; n++) {
      if (last().open()) last().answer(503);
      clock.pass(61000);
    }
    while (delivery.queued().events) last().answer(200);
    const taken = requests.slice(-4).flatMap(({ body }) => read(body).events.map(({ timestamp }) => timestamp));
    expect(taken).to.have.length(130);
    expect(taken).to.deep.equal([...taken].sort((a, b) => a - b));
    expect(clock.timers()).to.equal(0);
  });
});

describe('a sink that refuses', () => {
  /** Answers 400 to every request that holds the event, else 200. */
  const poison = (event: string, status = 400, count = 20): ReturnType<typeof bench> => {
    const it = bench();
    it.add('init');
    it.last().answer(200);
    for (let n = 0; n < count; n++) it.add(n === 13 ? 'seeked' : 'heartbeat');
    it.clock.pass(1000);
    for (let n = 0; n < 200; n++) {
      if (it.last().open()) it.last().answer(names(it.last().body).includes(event) ? status : 200);
      it.clock.pass(1000);
    }
    return it;
  };

  it('loses the one poisoned event of twenty, on the record, and no other', () => {
    const { dropped, requests, recovered, delivery, clock } = poison('seeked');
    expect(dropped()).to.have.length(1);
    expect(dropped()[0]).to.deep.include({ reason: 'rejected', count: 1, ids: [15], events: ['seeked'] });
    expect(requests.length).to.be.at.most(12);
    expect(recovered).to.deep.equal([[1, { rejected: 1 }]]);
    expect(delivery.queued()).to.deep.equal({ events: 0, bytes: 0 });
    expect(clock.timers()).to.equal(0);
  });

  it('gets smaller batches after 413, and what is too large alone is lost as that', () => {
    expect(poison('seeked', 413).dropped()).to.deep.include.members([
      { type: 'dropped', reason: 'too-large', count: 1, ids: [15], events: ['seeked'] },
    ]);
  });

  it('that refuses everything gets at most five requests for each event it loses us', () => {
    const { requests, dropped } = poison('', 400, 20);
    expect(dropped().reduce((sum, { count }) => sum + count, 0)).to.equal(20);
    expect(requests.length).to.be.at.most(100);
  });

  it('loses a session with its init, and takes the next one', () => {
    const { add, last, dropped, requests, clock, delivery } = bench();
    add('init');
    add('loading');
    last().answer(422);
    expect(dropped().map(({ reason, events }) => `${reason} ${events.join()}`)).to.deep.equal([
      'rejected init,loading',
    ]);
    add('loaded');
    expect(dropped()[1]).to.deep.include({ reason: 'rejected', events: ['loaded'] });
    add('init', undefined, 2, 'second');
    clock.pass(1000);
    last().answer(200);
    clock.pass(1000);
    expect(requests.map(({ body }) => `${read(body).sessionId} ${names(body)}`)).to.deep.equal([
      'mine init',
      'second init',
      'second warn',
    ]);
    expect(delivery.queued().events).to.equal(1);
  });

  it('hears of a loss once: when the report of it is lost too, that is not reported', () => {
    const { add, clock, last, requests, recovered, dropped } = bench();
    add('init');
    last().answer(200);
    for (const event of ['seeked', 'playing'] as const) {
      add(event);
      clock.pass(2000);
      last().answer(event === 'seeked' ? 400 : 200);
    }
    clock.pass(2000);
    expect(names(last().body)).to.equal('warn');
    last().answer(400);
    add('pause');
    clock.pass(2000);
    last().answer(200);
    clock.pass(5000);
    expect(recovered).to.deep.equal([[1, { rejected: 1 }]]);
    expect(dropped()).to.have.length(2);
    expect(requests).to.have.length(5);
    expect(clock.timers()).to.equal(0);
  });

  it('hears of a loss in the next viewing session when this one is over', () => {
    const { add, clock, last, recovered } = bench();
    add('init');
    last().answer(200);
    add('seeked');
    clock.pass(1000);
    add('stopped');
    last().answer(400);
    clock.pass(2000);
    last().answer(200);
    expect(recovered).to.have.length(1);
    add('init', undefined, 2);
    last().answer(200);
    clock.pass(1000);
    expect(names(last().body)).to.equal('warn');
    last().answer(200);
    expect(recovered).to.have.length(2);
    expect(clock.timers()).to.equal(0);
  });
});

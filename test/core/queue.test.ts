import { expect } from 'chai';
import { bench } from './delivery-kit.ts';

describe('bounds', () => {
  it('loses heartbeats first, then the rest, oldest first, and the dear ones last', () => {
    const { add, last, dropped } = bench({ maxQueueEvents: 5 });
    add('init');
    add('loading');
    add('loaded');
    add('heartbeat');
    add('play');
    last().answer(500);
    for (const event of ['playing', 'heartbeat', 'pause', 'error', 'stopped'] as const) add(event);
    expect(dropped().flatMap(({ events }) => events)).to.deep.equal([
      'heartbeat',
      'heartbeat',
      'loading',
      'play',
      'playing',
    ]);
    expect(new Set(dropped().map(({ reason }) => reason))).to.deep.equal(new Set(['queue-full']));
  });

  it('never loses what is in a request', () => {
    const { add, dropped, delivery, clock, last } = bench({ maxQueueEvents: 3 });
    add('init');
    last().answer(200);
    add('heartbeat');
    add('heartbeat');
    clock.pass(1000);
    for (let n = 0; n < 4; n++) add('stopped');
    expect(dropped().flatMap(({ ids }) => ids)).to.deep.equal([4, 5, 6]);
    expect(delivery.queued().events).to.equal(3);
  });

  it('counts bytes as the wire does', () => {
    const { add, delivery, last } = bench();
    add('init', { contentTitle: 'Ö€𝄞' });
    expect(delivery.queued().bytes).to.equal(new TextEncoder().encode(last().body).length);
  });

  it('keeps to maxQueueBytes', () => {
    const { add, delivery, dropped, last } = bench({ maxQueueBytes: 3000 });
    add('init');
    last().answer(500);
    for (let n = 0; n < 100; n++) {
      add('playing', { data: 'x'.repeat(n * 7) });
      expect(delivery.queued().bytes).to.be.at.most(3000);
    }
    expect(dropped().length + delivery.queued().events).to.equal(101);
  });

  it('loses one event that is larger than everything, alone', () => {
    const { add, dropped, delivery } = bench({ maxQueueBytes: 3000 });
    add('init');
    add('loading');
    add('error', { data: 'x'.repeat(3500) });
    expect(dropped()).to.deep.equal([{ type: 'dropped', reason: 'too-large', count: 1, ids: [3], events: ['error'] }]);
    expect(delivery.queued().events).to.equal(2);
  });

  it('loses an unsent init with its whole session', () => {
    const { add, dropped, last, delivery } = bench({ maxQueueEvents: 4 });
    add('init');
    last().answer(500);
    add('init', undefined, 2);
    add('loaded', undefined, 2);
    add('error', undefined, 2);
    add('init', undefined, 3);
    expect(dropped().map(({ events }) => events.join())).to.deep.equal(['init,loaded,error']);
    expect(delivery.queued().events).to.equal(2);
  });

  it('says so once the sink is back, by reason', () => {
    const { add, last, clock, recovered } = bench({ maxQueueEvents: 4 });
    add('init');
    last().answer(500);
    for (let n = 0; n < 10; n++) add('heartbeat');
    clock.pass(3000);
    last().answer(200);
    expect(recovered).to.deep.equal([[7, { 'queue-full': 7 }]]);
    clock.pass(1000);
    last().answer(200);
    expect(recovered).to.have.length(1);
  });
});

import { expect } from 'chai';
import { bench, names, read } from './delivery-kit.ts';

describe('order', () => {
  it('sends init at once and alone, and lets the session wait for its answer', () => {
    const { add, requests, last, clock } = bench();
    add('init');
    add('loading');
    clock.pass(5000);
    expect(requests.map(({ body }) => names(body))).to.deep.equal(['init']);
    last().answer(200, '{}');
    clock.pass(1000);
    expect(requests.map(({ body }) => names(body))).to.deep.equal(['init', 'loading']);
  });

  it('adopts the id the sink gives, for everything after it', () => {
    const { add, last, clock, opened } = bench();
    add('init');
    add('loading');
    expect(read(last().body).sessionId).to.equal('mine');
    last().answer(200, '{"sessionId":"theirs","heartbeatInterval":"5000"}');
    clock.pass(1000);
    expect(read(last().body)).to.deep.include({ sessionId: 'theirs' });
    expect(read(last().body).events[0]?.sessionId).to.equal('theirs');
    expect(opened).to.deep.equal([[1, { sessionId: 'theirs', heartbeatInterval: 5000 }]]);
  });

  it('leaves the id to the sink where the client has none', () => {
    const { add, last, clock } = bench();
    add('init', undefined, 1, '');
    add('loading', undefined, 1, '');
    expect(JSON.parse(last().body)).not.to.have.property('sessionId');
    last().answer(200, '{"sessionId":"theirs"}');
    clock.pass(1000);
    expect(read(last().body).sessionId).to.equal('theirs');
  });

  it('gathers a batch for the flush delay (0.1), one request at a time', () => {
    const { add, requests, last, clock, delivery } = bench({ flushDelay: 3000 });
    add('init');
    last().answer(200);
    add('loading');
    clock.pass(2000);
    add('loaded');
    clock.pass(999);
    expect(requests).to.have.length(1);
    clock.pass(1);
    expect(names(last().body)).to.equal('loading loaded');
    add('play');
    delivery.flush();
    clock.pass(5000);
    expect(requests).to.have.length(2);
    last().answer(204);
    expect(names(last().body)).to.equal('play');
  });

  it('sends one event per request in 0.2', () => {
    const { add, requests, last, clock } = bench({ dialect: '0.2' });
    add('init');
    add('metadata');
    add('loading');
    last().answer(200, '{}');
    clock.pass(1000);
    last().answer(200);
    last().answer(200);
    expect(requests.map(({ body }) => names(body))).to.deep.equal(['init', 'metadata', 'loading']);
    expect(clock.timers()).to.equal(0);
  });

  it('never mixes sessions in a request', () => {
    const { add, requests, last, delivery } = bench();
    add('init');
    add('stopped');
    add('init', undefined, 2, 'second');
    add('loading', undefined, 2, 'second');
    delivery.flush();
    for (let n = 0; n < 4; n++) last().answer(200);
    expect(requests.map(({ body }) => `${read(body).sessionId}: ${names(body)}`)).to.deep.equal([
      'mine: init',
      'mine: stopped',
      'second: init',
      'second: loading',
    ]);
  });

  it('does not let a request grow with the queue: fifty events, sixteen kilobytes', () => {
    const { add, last, requests } = bench();
    add('init');
    for (let n = 0; n < 120; n++) add('heartbeat');
    last().answer(200);
    while (last().open()) last().answer(200);
    expect(requests.map(({ body }) => read(body).events.length)).to.deep.equal([1, 50, 50, 20]);
  });
});

describe('answers', () => {
  const answers: [body: string, meaning: object][] = [
    ['', {}],
    ['<html>504</html>', {}],
    ['null', {}],
    ['[]', {}],
    ['"text"', {}],
    ['{', {}],
    ['{"sessionId":5,"heartbeatInterval":-1}', {}],
    ['{"sessionId":""}', {}],
    [JSON.stringify({ sessionId: 'x'.repeat(300) }), {}],
    ['{"sessionId":"a","heartbeatInterval":30}', { sessionId: 'a', heartbeatInterval: 30000 }],
  ];
  for (const [body, meaning] of answers) {
    it(`to init: ${body.slice(0, 40) || '(empty)'} → ${JSON.stringify(meaning)}`, () => {
      const { add, last, opened } = bench();
      add('init');
      last().answer(200, body);
      expect(opened).to.deep.equal([[1, meaning]]);
    });
  }
});

describe('the end', () => {
  it('delivers what is left, then no timer is left and nothing more is taken', () => {
    const { add, delivery, last, clock, requests } = bench();
    add('init');
    add('stopped');
    delivery.close();
    expect(add('heartbeat')).to.equal(0);
    last().answer(200);
    last().answer(200);
    expect(clock.timers()).to.equal(0);
    clock.pass(100000);
    expect(requests).to.have.length(2);
  });

  it('gives up after ten seconds, on the record', () => {
    const { add, delivery, last, clock, dropped, requests } = bench({ random: () => 0 });
    add('init');
    add('stopped');
    delivery.close();
    delivery.close();
    for (let n = 0; n < 9; n++) {
      last().answer(500);
      clock.pass(1000);
    }
    expect(dropped()).to.deep.equal([]);
    clock.pass(1000);
    expect(dropped().map(({ reason, count }) => [reason, count])).to.deep.equal([['abandoned', 2]]);
    expect(requests).to.have.length(10);
    expect(last().open()).to.equal(false);
    expect(clock.timers()).to.equal(0);
    delivery.flush();
    delivery.leave(true);
    expect(requests).to.have.length(10);
  });

  it('tries once more at once when it was waiting, unless the sink asked for the wait', () => {
    for (const [header, tries] of [
      [undefined, 2],
      ['3600', 1],
    ] as const) {
      const { add, delivery, last, requests } = bench();
      add('init');
      last().answer(503, '', header);
      delivery.close();
      expect(requests).to.have.length(tries);
    }
  });

  it('asks for no timer under a second, ever', () => {
    const { add, last, clock, delivery } = bench({ random: () => 0 });
    add('init');
    for (const status of [500, 0, 400]) {
      last().answer(status);
      clock.pass(1000);
    }
    add('init', undefined, 2);
    last().answer(200);
    add('loading', undefined, 2);
    delivery.leave();
    delivery.close();
    expect(clock.shortest()).to.be.at.least(1000);
  });
});

import { expect } from 'chai';
import { type Bench, bench, names, read } from './delivery-kit.ts';
import { handClock } from './manual-clock.ts';
import { clear, die, freshUrl, intercept, keysOf, textsOf } from './journal-kit.ts';

let url = '';

describe('the journal', () => {
  beforeEach(() => {
    url = freshUrl();
  });
  afterEach(() => clear(url));

  const viewing = (options: Parameters<typeof bench>[0] = {}): Bench => {
    const made = bench({ persist: true, url, ...options });
    made.add('init');
    made.last().answer(200, '{"sessionId":"s"}');
    return made;
  };

  const reborn = (options: Parameters<typeof bench>[0] = {}): Bench => {
    die(url);
    const made = bench({ persist: true, url, ...options });
    made.clock.pass(2000);
    return made;
  };

  it('sends what was left in order, once, and closes the session where it was last seen', () => {
    const old = viewing();
    old.add('loading');
    old.clock.pass(1000);
    old.last().answer(0);
    old.clock.pass(60000);
    old.add('playing');
    old.clock.pass(60000);
    const next = reborn();
    expect(names(next.last().body)).to.equal('loading playing stopped');
    const { sessionId, events } = read(next.last().body);
    expect(sessionId).to.equal('s');
    expect(events[2]).to.deep.include({ timestamp: (events[1]?.timestamp ?? 0) + 1, payload: { reason: 'aborted' } });
    next.last().answer(200);
    expect(next.clock.timers()).to.equal(0);
    expect(reborn().requests).to.deep.equal([]);
  });

  it('a session in good order is closed too: its place is known within a minute', () => {
    const old = viewing();
    for (let n = 0; n < 4; n++) {
      old.clock.pass(30000);
      old.add('heartbeat');
      old.clock.pass(1000);
      old.last().answer(200);
    }
    const next = reborn();
    const { events } = read(next.last().body);
    expect(events.map(({ event }) => event)).to.deep.equal(['stopped']);
    expect(old.clock.wall() - (events[0]?.timestamp ?? 0)).to.be.below(90000);
  });

  it('an init that was never answered goes first, and adopts', () => {
    const old = bench({ persist: true, url });
    old.add('init', undefined, 1, '');
    old.add('loading', undefined, 1, '');
    old.last().answer(0);
    const next = reborn();
    expect(names(next.last().body)).to.equal('init');
    next.last().answer(200, '{"sessionId":"given"}');
    expect(read(next.last().body)).to.deep.include({ sessionId: 'given' });
    expect(next.opened).to.deep.equal([]);
  });

  it('nothing is kept once a session ended and everything arrived', () => {
    const { add, last, clock } = viewing();
    add('stopped');
    clock.pass(1000);
    last().answer(200);
    expect(textsOf(url)).to.deep.equal([]);
  });

  it('is not written per event while the sink takes them: about once a minute', () => {
    let writes = 0;
    const undo = intercept('setItem', () => writes++);
    const { add, last, clock } = viewing();
    for (let n = 0; n < 1200; n++) {
      clock.pass(3000);
      add('seeked');
      if (last().open()) last().answer(200);
    }
    undo();
    expect(writes).to.be.within(50, 62);
  });

  it('is written soon and then seldom while the sink fails', () => {
    let writes = 0;
    const undo = intercept('setItem', () => writes++);
    const { add, last, clock } = viewing();
    writes = 0;
    for (let n = 0; n < 1200; n++) {
      clock.pass(3000);
      add('seeked');
      if (last().open()) last().answer(500);
    }
    undo();
    expect(writes).to.be.within(20, 240);
  });

  it('takes only what was for the same sink and dialect', () => {
    for (const other of [{ url: 'https://other.example/' }, { dialect: '0.2' as const }]) {
      clear(url);
      viewing().add('loading');
      expect(reborn(other).requests).to.deep.equal([]);
      expect(reborn().requests).to.have.length(1);
    }
  });

  it('of two players in one page neither sends what is the other’s', () => {
    const one = viewing();
    one.add('loading');
    one.clock.pass(1000);
    one.last().answer(500);
    const two = bench({ persist: true, url });
    two.clock.pass(10000);
    expect(two.requests).to.deep.equal([]);
  });

  it('a live page objects: nobody takes what is its own', () => {
    const one = viewing();
    one.add('loading');
    one.clock.pass(1000);
    one.last().answer(500);
    const key = keysOf(url)[0] ?? '';
    localStorage.setItem(`${key}:claim`, 'somebody');
    // What another tab's write causes here.
    dispatchEvent(new StorageEvent('storage', { key: `${key}:claim`, newValue: 'somebody' }));
    expect(localStorage.getItem(`${key}:claim`)).to.equal(null);
  });

  it('of two pages that claim the same, the later one takes it', () => {
    viewing().add('loading');
    die(url);
    const clock = handClock();
    const one = bench({ persist: true, url, clock });
    clock.pass(500);
    const two = bench({ persist: true, url, clock });
    clock.pass(5000);
    expect([one.requests.length, two.requests.length]).to.deep.equal([0, 1]);
  });

  it('a page that was frozen lets go of what another took over', () => {
    const one = viewing();
    one.add('loading');
    one.clock.pass(1000);
    one.last().answer(500);
    one.clock.pass(10000);
    localStorage.setItem(keysOf(url)[0] ?? '', '-');
    one.add('seeked');
    one.clock.pass(60000);
    expect(names(one.last().body)).to.equal('seeked');
  });

  it('is left for whoever starts next when a closed client gave up', () => {
    const one = viewing();
    one.add('stopped');
    one.delivery.close();
    for (let n = 0; n < 12; n++) {
      one.clock.pass(1000);
      if (one.last().open()) one.last().answer(503);
    }
    expect(one.clock.timers()).to.equal(0);
    expect(one.dropped()).to.deep.equal([]);
    const two = bench({ persist: true, url });
    two.clock.pass(2000);
    expect(names(two.last().body)).to.equal('stopped');
  });

  const corrupt = [
    '',
    '{',
    'null',
    '[]',
    '{}',
    '1',
    '"x"',
    '-',
    '["https://sink.example/","0.1",null]',
    '["https://sink.example/","0.1",["id"]]',
    '["https://sink.example/","0.1",["id",{}],5]',
    '\u0000'.repeat(1000),
  ];
  for (const text of corrupt) {
    it(`corrupt: ${JSON.stringify(text).slice(0, 50)}`, () => {
      localStorage.setItem('tellybeat:1:1.5:abc', text);
      const { clock, add, last } = bench({ persist: true, url: 'https://sink.example/' });
      clock.pass(2000);
      add('init', undefined, 2);
      for (let n = 0; n < 5; n++) {
        clock.pass(1000);
        if (last().open()) last().answer(200);
      }
      expect(names(last().body)).to.equal('init');
    });
  }

  it('a storage that is full, or throws, or is none, costs nothing but the journal', () => {
    for (const failing of [
      () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ]) {
      const undo = intercept('setItem', failing);
      const { add, last, clock, delivery, dropped } = viewing();
      add('loading');
      clock.pass(1000);
      last().answer(500);
      delivery.leave(true);
      expect(names(last().body)).to.equal('loading');
      last().answer(200);
      undo();
      expect(dropped()).to.deep.equal([]);
      expect(textsOf(url)).to.deep.equal([]);
    }
  });

  it('persist: false touches no storage', () => {
    const touched: string[] = [];
    const undo = [intercept('setItem', (key) => touched.push(key)), intercept('getItem', (key) => touched.push(key))];
    const { add, delivery, last, clock } = bench();
    add('init');
    last().answer(0);
    clock.pass(100000);
    delivery.leave(true);
    delivery.close();
    undo.forEach((back) => back());
    expect(touched).to.deep.equal([]);
  });
});

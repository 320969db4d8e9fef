import { expect } from 'chai';
import { watchPage } from '../../src/core/page.ts';
import { type Bench, bench, names, read } from './delivery-kit.ts';
import { clear, freshUrl, textsOf } from './journal-kit.ts';

let url = '';

describe('leaving', () => {
  let beacons: string[] = [];
  let takes: (body: string) => boolean = () => true;
  let native: typeof navigator.sendBeacon;

  beforeEach(() => {
    url = freshUrl();
    beacons = [];
    takes = () => true;
    native = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (_url, body) => takes(body as string) && !!beacons.push(body as string);
  });
  afterEach(() => {
    navigator.sendBeacon = native;
    clear(url);
  });

  const viewing = (options: Parameters<typeof bench>[0] = {}): Bench => {
    const made = bench({ persist: true, url, ...options });
    made.add('init');
    made.last().answer(200, '{"sessionId":"s"}');
    return made;
  };

  describe('by beacon', () => {
    it('the tenth Home key works like the first', () => {
      const { add, delivery, requests } = viewing();
      for (let n = 0; n < 10; n++) {
        add('pause');
        delivery.leave();
      }
      expect(beacons.map(names)).to.deep.equal(Array.from({ length: 10 }, () => 'pause'));
      expect(beacons.map((body) => read(body).sessionId)).to.deep.equal(Array.from({ length: 10 }, () => 's'));
      expect(requests).to.have.length(1);
    });

    it('what the browser took is acknowledged, and never sent again', () => {
      const { add, delivery, fates, clock, requests } = viewing();
      add('pause');
      delivery.leave();
      clock.pass(100000);
      expect(fates().slice(2)).to.deep.equal(['acknowledged beacon 2 #1 0']);
      expect(requests).to.have.length(1);
      expect(delivery.queued().events).to.equal(0);
    });

    it('what it did not take goes out by request, and is written down meanwhile', () => {
      const { add, delivery, last, clock } = viewing();
      takes = () => false;
      add('pause');
      delivery.leave();
      expect(textsOf(url).join()).to.contain('"pause"');
      expect(names(last().body)).to.equal('pause');
      last().answer(200);
      clock.pass(1);
      expect(textsOf(url).join()).not.to.contain('"pause"');
    });

    it('one beacon holds a part of the 64 KiB all beacons share; the rest waits', () => {
      const { add, delivery, last } = viewing();
      let room = 65536;
      takes = (body) => (room -= body.length) > 0;
      add('loading');
      delivery.flush();
      for (let n = 0; n < 100; n++) add('warn', { data: 'x'.repeat(1500) });
      last().answer(200);
      delivery.leave(true);
      expect(beacons.length).to.be.at.least(3);
      const left = beacons.flatMap((body) => read(body).events).length;
      const kept = textsOf(url).join().split('"warn"').length - 1;
      expect(left + kept).to.equal(100);
      expect(names(last().body)).to.match(/^warn/);
    });

    it('one event per beacon in 0.2, init alone in 0.1', () => {
      const late = viewing({ dialect: '0.2' });
      late.add('pause');
      late.add('stopped');
      late.delivery.leave(true);
      expect(beacons.map(names)).to.deep.equal(['pause', 'stopped']);
      beacons = [];
      const early = bench();
      early.add('init');
      early.add('loading');
      early.delivery.leave(true);
      expect(beacons.map(names)).to.deep.equal(['init', 'loading']);
    });

    it('not in several that might overtake each other, while the page may live on', () => {
      const { add, delivery, last } = viewing({ dialect: '0.2' });
      add('pause');
      add('playing');
      delivery.leave();
      expect(beacons).to.deep.equal([]);
      expect(textsOf(url).join()).to.contain('"pause"').and.contain('"playing"');
      expect(names(last().body)).to.equal('pause');
      last().answer(200);
      expect(names(last().body)).to.equal('playing');
    });

    it('not while a request is under way and the page may live on: its answer decides', () => {
      const { add, delivery, last, requests, clock } = viewing();
      add('play');
      clock.pass(1000);
      add('pause');
      delivery.leave();
      expect(beacons).to.deep.equal([]);
      expect(textsOf(url).join()).to.contain('"play"').and.contain('"pause"');
      last().answer(200);
      expect(requests.map(({ body }) => names(body))).to.deep.equal(['init', 'play', 'pause']);
    });

    it('together with what is under way when the page is left for good, in order', () => {
      const { add, delivery, last, clock } = viewing();
      add('play');
      clock.pass(1000);
      const request = last();
      add('stopped');
      delivery.leave(true);
      expect(beacons.map(names)).to.deep.equal(['play stopped']);
      expect(request.open()).to.equal(false);
      expect(textsOf(url)).to.deep.equal([]);
    });

    it('not to a sink that fails: what it would lose is written down instead', () => {
      const { add, delivery, last, clock } = viewing();
      add('play');
      clock.pass(1000);
      last().answer(500);
      add('stopped');
      delivery.leave(true);
      expect(beacons).to.deep.equal([]);
      expect(textsOf(url).join()).to.contain('"play"').and.contain('"stopped"');
    });

    it('not for a session whose id is still the sink’s to say', () => {
      const { add, delivery } = bench();
      add('init', undefined, 1, '');
      add('loading', undefined, 1, '');
      delivery.leave(true);
      expect(beacons).to.deep.equal([]);
    });

    it('a browser that throws or has none disturbs nobody', () => {
      const { add, delivery, last } = viewing();
      takes = () => {
        throw new Error('blocked');
      };
      add('pause');
      delivery.leave();
      expect(names(last().body)).to.equal('pause');
    });
  });

  it('the page is watched until it is not', () => {
    const seen: string[] = [];
    const unwatch = watchPage({
      hidden: () => seen.push('hidden'),
      gone: () => seen.push('gone'),
      back: () => seen.push('back'),
    });
    let state: DocumentVisibilityState = 'hidden';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    const tell = (): void => {
      document.dispatchEvent(new Event('visibilitychange'));
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    };
    tell();
    state = 'visible';
    tell();
    expect(seen).to.deep.equal(['hidden', 'gone', 'back', 'gone', 'back']);
    unwatch();
    unwatch();
    tell();
    expect(seen).to.have.length(5);
    Reflect.deleteProperty(document, 'visibilityState');
  });
});

import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import type { ReceivedEvent } from '../../test-pages/lab/sink.ts';
import { launch, until, type TestBrowser, type WatchedPage } from './browser.ts';

import { queued, seen, watch, WATCH, type Sighting } from './viewing.ts';

const INTERVAL = 1500;
const TOLERANCE = 250;

/** Each event and the sighting that proves it: the nth of that type. */
const WITNESSES: Readonly<Record<string, readonly [type: string, nth: number]>> = {
  loading: ['loadstart', 0],
  loaded: ['canplay', 0],
  play: ['viewer play', 0],
  playing: ['playing', 0],
  pause: ['viewer pause', 0],
  resume: ['playing', 1],
  seeking: ['viewer seek', 0],
  seeked: ['seeked', -1],
  stopped: ['ended', 0],
};

const ORDER = {
  '0.1': 'init loading loaded play playing pause resume seeking seeked stopped',
  '0.2': 'init metadata loading loaded playing paused playing seeking seeked stopped',
} as const;

/** 0.2 says the same with other words: back into those of 0.1, to look for witnesses. */
function inOldWords(events: readonly ReceivedEvent[]): readonly ReceivedEvent[] {
  let paused = false;
  return events.map((one) => {
    if (one.event === 'paused') paused = true;
    if (one.event === 'paused') return { ...one, event: 'pause' };
    return one.event === 'playing' && paused ? { ...one, event: 'resume' } : one;
  });
}

describe('first light', () => {
  let lab: Lab;
  let browser: TestBrowser;
  let tab: WatchedPage;

  before(async function () {
    this.timeout(30_000);
    lab = await startLab({ quiet: true, heartbeatInterval: INTERVAL });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });

  const rows = [
    ['Video.js, HLS', 'videojs-vod.html', '0.1', true],
    ['Video.js, HLS', 'videojs-vod.html', '0.2', true],
    ['Shaka, DASH', 'shaka-vod.html', '0.1', true],
    ['Shaka, DASH', 'shaka-vod.html', '0.2', true],
    ['plain <video>, session id made by the sink', 'plain.html?sessionId=', '0.1', false],
  ] as const;

  rows.forEach(([what, path, dialect, adaptive]) => {
    describe(`${what}, EPAS ${dialect}`, () => {
      let events: readonly ReceivedEvent[] = [];
      let sightings: readonly Sighting[] = [];
      const named = (name: string) => events.filter(({ event }) => event === name);
      const the = (name: string) => named(name)[0] as ReceivedEvent;

      before(async function () {
        this.timeout(60_000);
        const from = lab.sink.received().length;
        const arrived = () => lab.sink.received().slice(from);
        tab = await browser.open(`${lab.url}/${path}${path.includes('?') ? '&' : '?'}dialect=${dialect}`, WATCH);
        await watch(tab);
        await until('stopped to arrive', arrived, (list) => list.some(({ event }) => event === 'stopped'));
        // A page that leaves without the answer cannot know that the last batch arrived, and sends it again.
        await until(
          'the answer to it',
          () => queued(tab.page),
          (events) => events === 0,
        );
        sightings = await seen(tab.page);
        await tab.close();
        events = arrived();
      });

      it('arrives in order, nothing too much and nothing too little', () => {
        const really = sightings.some(({ type }) => type === 'waiting');
        const aside = ['heartbeat', 'bitrate_changed', ...(really ? ['buffering', 'buffered'] : [])];
        const order = events.map(({ event }) => event).filter((event) => !aside.includes(event));
        expect(order.join(' ')).to.equal(ORDER[dialect]);
        expect(events.at(-1)).to.have.property('event', 'stopped');
        expect(the('stopped').payload).to.deep.equal({ reason: 'ended' });
      });

      it('is one session, said in one dialect, init alone in its request', () => {
        const { sessionId, request } = the('init');
        expect(sessionId).to.have.length.above(7);
        events.forEach((event) => expect(event).to.include({ sessionId, dialect }));
        expect(events.filter((event) => event.request === request).map(({ event }) => event)).to.deep.equal(['init']);
        expect(lab.sink.refused()).to.deep.equal([]);
      });

      it('speaks in whole milliseconds, strictly one after the other', () => {
        let last = 0;
        events.forEach(({ event, timestamp, playhead, duration }) => {
          [timestamp, playhead, duration].forEach((value) => expect(value, event).to.satisfy(Number.isInteger));
          expect(timestamp, event).to.be.above(last);
          last = timestamp;
        });
      });

      it(`is within ${TOLERANCE} ms of what the element did`, () => {
        inOldWords(events).forEach(({ event, timestamp, playhead }) => {
          const [type, nth] = WITNESSES[event] ?? ['', 0];
          if (!type) return;
          const witness = sightings.filter((sighting) => sighting.type === type).at(nth);
          expect(witness, `no ${type} for ${event}`).to.be.an('object');
          if (!witness) return;
          expect(timestamp, `timestamp of ${event}`).to.be.closeTo(witness.at, TOLERANCE);
          if (event !== 'loading') {
            expect(playhead, `playhead of ${event}`).to.be.closeTo(witness.position * 1000, TOLERANCE);
          }
        });
      });

      it('knows the length from loaded on', () => {
        const loaded = events.indexOf(the('loaded'));
        events.slice(loaded).forEach(({ event, duration }) => expect(duration, event).to.be.closeTo(30_000, TOLERANCE));
      });

      it('beats at the interval that the sink answered, from the answer to the end', () => {
        const start = the('init').receivedAt;
        const beats = named('heartbeat').map(({ timestamp }) => timestamp);
        const length = the('stopped').timestamp - start;
        // A beat that falls due at the very end may or may not be said.
        expect(beats.length).to.be.within(Math.floor((length - TOLERANCE) / INTERVAL), Math.floor(length / INTERVAL));
        beats.forEach((beat, index) => expect(beat).to.be.closeTo(start + (index + 1) * INTERVAL, TOLERANCE));
      });

      it('names the content', () => {
        const { payload } = the(dialect === '0.1' ? 'init' : 'metadata');
        expect(payload).to.include({ deviceType: 'tv' });
        expect(payload?.contentId).to.match(/^clock-/);
        expect(payload?.contentUrl).to.match(/^http.*\/media\//);
      });

      if (adaptive) {
        it('tells the rendition in kbps, the first one included', () => {
          expect(named('bitrate_changed')).to.not.be.empty;
          named('bitrate_changed').forEach(({ payload }) => {
            expect(payload?.bitrate).to.be.within(50, 1000);
            expect([240, 360, 540]).to.include(payload?.height);
          });
        });
      }

      it('leaves the page without a fault', () => {
        expect(tab.faults).to.deep.equal([]);
      });
    });
  });
});

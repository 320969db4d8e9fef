import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createRealm, type Realm } from './es5/realm.ts';
import { scan } from './es5/scan.ts';
import { startSink } from './es5/sink.ts';

const built = (name: string): string => readFileSync(new URL(`../../dist/browser/${name}`, import.meta.url), 'utf8');

/** Every classic script but the overlay, whose floor is Chromium 64. */
const SCRIPTS = ['tellybeat.min.js', 'tellybeat-videojs.min.js', 'tellybeat-shaka.min.js', 'tellybeat-dpctf.min.js'];

const VIEWING = 'init loading loaded play playing pause resume seeking seeked buffering buffered stopped'.split(' ');

type Sink = Awaited<ReturnType<typeof startSink>>;

/** The media element of the realm, from here. */
const happen = (realm: Realm, type: string, changes: object = {}): void =>
  void realm.run(`video.happen(${JSON.stringify(type)}, ${JSON.stringify(changes)})`);

async function play(realm: Realm, from: number, to: number): Promise<void> {
  for (let time = from; time < to; time += 0.25) {
    happen(realm, 'timeupdate', { currentTime: time });
    await realm.advance(250);
  }
  happen(realm, 'timeupdate', { currentTime: to });
}

/** A whole viewing of 30 s of video: a pause, a seek, a stall, the end. */
async function view(realm: Realm): Promise<void> {
  happen(realm, 'loadstart', { currentSrc: 'http://tv.example/a.mp4', networkState: 2 });
  await realm.advance(300);
  happen(realm, 'durationchange', { duration: 30 });
  happen(realm, 'loadedmetadata', { readyState: 1 });
  happen(realm, 'canplay', { readyState: 4 });
  await realm.advance(100);
  happen(realm, 'play', { paused: false });
  happen(realm, 'playing');
  await play(realm, 0, 7);
  happen(realm, 'pause', { paused: true });
  await realm.advance(2000);
  happen(realm, 'play', { paused: false });
  happen(realm, 'playing');
  await play(realm, 7, 9);
  happen(realm, 'seeking', { seeking: true, currentTime: 20 });
  await realm.advance(400);
  happen(realm, 'seeked', { seeking: false });
  await play(realm, 20, 23);
  happen(realm, 'waiting', { readyState: 2 });
  await realm.advance(1500);
  happen(realm, 'playing', { readyState: 4 });
  await play(realm, 23, 30);
  happen(realm, 'pause', { paused: true, ended: true });
  happen(realm, 'ended');
  await realm.advance(5000);
}

/** What reached the sink, without what comes at its own times. */
const story = (sink: Sink): string[] =>
  sink.received.map(({ event }) => event).filter((event) => event !== 'heartbeat' && event !== 'bitrate_changed');

describe('the ES5 scripts', () => {
  const { removed } = createRealm();
  for (const name of SCRIPTS) {
    it(`${name} names nothing newer without asking first`, () => {
      expect(scan(built(name), removed)).to.deep.equal([]);
    });
  }
});

/** How a page starts each script; `options` is on the page already. */
const PAGES: readonly (readonly [script: string, start: string])[] = [
  ['tellybeat.min.js', 'analytics = tellybeat.createAnalytics(options); analytics.attach(video)'],
  ['tellybeat-videojs.min.js', 'player = videojs("tv"); analytics = player.tellybeat(options)'],
  [
    'tellybeat-shaka.min.js',
    'player = new shaka.Player(); analytics = tellybeat.attachShaka(player, options); player.load("http://tv.example/a.mpd")',
  ],
];

describe('a viewing in a world that ended with ES5', () => {
  let realm: Realm;
  let sink: Sink;
  beforeEach(async () => {
    realm = createRealm();
    sink = await startSink();
  });
  afterEach(() => {
    realm.close();
    sink.close();
  });

  const start = ([script, code] = PAGES[0] ?? ['', '']): void => {
    realm.addPlayers();
    realm.run(`var player, analytics, options = { eventSinkUrl: ${JSON.stringify(sink.url)}, contentId: 'bbb' }`);
    realm.run(built(script));
    realm.run(code);
  };

  for (const page of PAGES) {
    it(`arrives whole and in order: ${page[0]}`, async () => {
      start(page);
      await view(realm);
      expect(realm.errors).to.deep.equal([]);
      expect(story(sink)).to.deep.equal(VIEWING);
      expect(sink.received.filter(({ event }) => event === 'heartbeat').length).to.be.at.least(4);
      const times = sink.received.map(({ timestamp }) => timestamp);
      expect(times).to.deep.equal([...new Set(times)].sort((a, b) => a - b));
    });
  }

  it('leaves no listener and no timer', async () => {
    const listeners = 'video.countListeners() + document.countListeners() + window.countListeners()';
    const before = realm.run(listeners);
    start();
    await view(realm);
    realm.run('analytics.destroy(); analytics.destroy()');
    await realm.advance(60000);
    expect(realm.timers()).to.equal(0);
    expect(realm.run(listeners)).to.equal(before);
    expect(story(sink)).to.deep.equal(VIEWING);
  });

  it('arrives where storage is forbidden', async () => {
    realm.run(`Object.defineProperty(window, 'localStorage', { get: function () { throw new Error('forbidden'); } })`);
    start();
    await view(realm);
    expect(realm.errors).to.deep.equal([]);
    expect(story(sink)).to.deep.equal(VIEWING);
  });

  it('arrives where there is no storage at all', async () => {
    realm.run('delete window.localStorage');
    start();
    await view(realm);
    expect(realm.errors).to.deep.equal([]);
    expect(story(sink)).to.deep.equal(VIEWING);
  });

  it('ends when the page goes, without a beacon', async () => {
    start();
    happen(realm, 'loadstart', { currentSrc: 'http://tv.example/a.mp4', networkState: 2 });
    happen(realm, 'canplay', { duration: 30, readyState: 4 });
    happen(realm, 'play', { paused: false });
    await play(realm, 0, 3);
    realm.run('window.dispatchEvent({ type: "pagehide" })');
    await realm.advance(2000);
    expect(realm.errors).to.deep.equal([]);
    expect(story(sink).slice(0, 5)).to.deep.equal(VIEWING.slice(0, 5));
  });
});

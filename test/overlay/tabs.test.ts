import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { element, NOON, press, read, selectedTab, stage } from './stage.ts';

const TABS = ['Now', 'Events', 'Delivery', 'Test session', 'Device'];

const keys = async (...names: string[]) => {
  for (const name of names) await sendKeys({ press: name });
};
const highlighted = () => read('.on');

describe('the overlay, driven by keys alone', () => {
  let scene: ReturnType<typeof stage>;
  const received = { type: 'status', data: 'running', number: 7 };
  const session = {
    token: 'test-token',
    status: 'running',
    lastNumber: 7,
    polls: 12,
    forwarded: 34,
    lastReceived: received,
  };

  beforeEach(() => {
    scene = stage({ session });
    scene.event('init');
    scene.event('play', 100);
    scene.event('playing', 1300);
    scene.event('bitrate_changed', 1400, { bitrate: 2400 });
  });
  afterEach(() => scene.hide());

  it('moves through the tabs with the arrows, round and round', async () => {
    const seen = [selectedTab()];
    for (let press = 0; press < 6; press++) {
      await keys('ArrowRight');
      seen.push(selectedTab());
    }
    expect(seen).to.deep.equal([...TABS, 'Now', 'Events']);
    await keys('ArrowLeft', 'ArrowLeft');
    expect(selectedTab()).to.equal('Device');
  });

  it('jumps to a tab with its digit', async () => {
    for (const digit of [3, 5, 1, 2, 4]) {
      await keys(`${digit}`);
      expect(selectedTab()).to.equal(TABS[digit - 1]);
    }
  });

  const platforms: [platform: string, right: number, left: number, two: number, back: number][] = [
    ['Tizen', 39, 37, 50, 10009],
    ['webOS', 39, 37, 50, 461],
    ['HbbTV', 39, 37, 50, 461],
    ['Android TV', 39, 37, 50, 166],
    ['RDK', 39, 37, 50, 8],
  ];
  platforms.forEach(([platform, right, left, two, back]) =>
    it(`understands the remote of ${platform}`, () => {
      press(right);
      press(right);
      expect(selectedTab()).to.equal('Delivery');
      press(left);
      expect(selectedTab()).to.equal('Events');
      press(40);
      press(13);
      expect(read('p')).to.include('Show: init');
      press(two);
      press(back);
      expect(element()).to.equal(null);
    }),
  );

  it('Now: state, playhead and duration as they are sent and as they are read, and the quality so far', () => {
    scene.pass(500);
    const text = read();
    for (const words of [
      'Playing',
      'Playhead 61500 · 1:01.5',
      'Duration 596480 · 9:56.4',
      'Rendition 2400 kbps · 1280 × 720',
      'Initial startup time 1.2 s',
      'Playback stalls 0 · 0 ms',
      'Watched time',
    ]) {
      expect(text).to.include(words);
    }
    expect(text).not.to.include('Behind live edge');
    expect(text).not.to.include('Buffer ahead');
  });

  it('Now: live is UTC, with the distance to the edge', () => {
    scene.snapshot({ live: true, playhead: NOON + 1000, duration: NOON + 26_000 });
    scene.pass(500);
    const text = read();
    expect(text).to.include('LIVE');
    expect(text).to.include(`Playhead ${NOON + 1000} · 12:00:01 UTC`);
    expect(text).to.include('Behind live edge 25.0 s');
    scene.snapshot({ duration: -1 });
    scene.pass(500);
    expect(read()).to.include('Duration -1 · live, no seekable range');
  });

  it('Now: a stall and an error in words', () => {
    scene.snapshot({ state: 'buffering' });
    scene.event('buffering', 2000);
    scene.pass(1500);
    expect(read('header')).to.include('Stalled');
    expect(read()).to.include('Playback stalls 1 · 1.5 s');
    scene.event('error', 4000, { category: 'NETWORK', code: '1001', message: 'HTTP 404' });
    scene.snapshot({ state: 'stopped' });
    scene.pass(500);
    expect(read('header')).to.include('Stopped by an error');
    expect(read()).to.include('NETWORK 1001 HTTP 404');
  });

  it('Events: newest first, each with its state', async () => {
    scene.delivery('acknowledged', [1], { status: 200, roundTrip: 40 });
    scene.delivery('sent', [2]);
    scene.publish({ type: 'dropped', reason: 'queue-full', count: 1, ids: [3], events: ['playing'] });
    await keys('2');
    const rows = Array.from(element()?.shadowRoot?.querySelectorAll('.event') ?? [], (row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(rows).to.deep.equal([
      '12:00:01.400bitrate_changed1:01.5 queued',
      '12:00:01.300playing1:01.5 dropped: queue full',
      '12:00:00.100play1:01.5 sent',
      '12:00:00.000init1:01.5 acknowledged',
    ]);
  });

  it('Events: shows the payload on OK, scrolls it, and Back returns to the list', async () => {
    scene.event('warn', 1500, { code: 'LONG', lines: Array.from({ length: 60 }, (_, line) => `line ${line}`) });
    await keys('2', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(read('pre')).to.include('"code": "LONG"');
    expect(read('pre')).not.to.include('line 40');
    for (let line = 0; line < 40; line++) press(40);
    expect(read('pre')).to.include('line 40');
    for (let line = 0; line < 99; line++) press(40);
    expect(read('pre')).to.include('line 59');
    await keys('Escape');
    expect(read('.event')).to.include('warn');
    expect(highlighted()).to.include('warn');
  });

  it('Events: filters by type with OK', async () => {
    scene.event('heartbeat', 2000);
    await keys('2', 'ArrowDown', 'Enter');
    expect(highlighted()).to.equal('Show: init');
    expect(read('.event b')).to.equal('init');
    await keys('Enter', 'Enter', 'Enter', 'Enter');
    expect(read('.event b')).to.equal('heartbeat');
    await keys('Enter');
    expect(highlighted()).to.equal('Show: all types');
    expect(read('.event b')).to.equal('heartbeat bitrate_changed playing play init');
  });

  it('Events: holds the list, and lets it run again', async () => {
    await keys('2', 'ArrowDown', 'ArrowDown', 'Enter');
    scene.event('heartbeat', 2000);
    scene.pass(500);
    expect(read('.event b')).not.to.include('heartbeat');
    expect(read()).to.include('1 new since held');
    await keys('Enter');
    expect(read('.event b')).to.include('heartbeat');
  });

  it('Events: the highlight stays on its event while others arrive', async () => {
    await keys('2', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(highlighted()).to.include('bitrate_changed');
    for (let beat = 0; beat < 10; beat++) scene.event('heartbeat', 3000 + beat);
    scene.pass(500);
    expect(highlighted()).to.include('bitrate_changed');
  });

  it('Delivery: what waits, what came back, what is lost and why', async () => {
    scene.delivery('acknowledged', [1], { status: 200, roundTrip: 48 });
    scene.delivery('retry', [2, 3], { status: 503, retryIn: 4000, attempt: 2 });
    scene.publish({ type: 'dropped', reason: 'rejected', count: 2, ids: [2, 3], events: ['play', 'playing'] });
    await keys('3');
    const text = read();
    for (const words of [
      'Queue 2 events · 1.5 KB',
      'Last answer 503 · attempt 2',
      'Last round trip 48 ms',
      'Retries 1',
      'Next attempt within 4.0 s',
      'Lost 2',
      'rejected 2',
      'Event sink https://sink.example/epas Dialect',
      'Dialect EPAS 0.1',
      'Viewing session 1 · viewing-1',
    ]) {
      expect(text).to.include(words);
    }
    expect(text).not.to.include('secret');
    expect(read('header')).to.include('sink answers 503');
    scene.pass(3000);
    expect(read()).to.include('Next attempt within 1.0 s');
  });

  it('Delivery: a sink that does not answer is out of reach', async () => {
    scene.delivery('retry', [1], { retryIn: 1000 });
    await keys('3');
    expect(read('header')).to.include('sink out of reach');
  });

  it('Test session: what the session says of itself', async () => {
    await keys('4');
    const text = read();
    for (const words of [
      'Test session test-token',
      'Status running',
      'Last number 7',
      'Polls 12',
      'Forwarded 34',
      'Last received status · running',
    ]) {
      expect(text).to.include(words);
    }
  });

  it('Device: engine, screen, codecs, and the last key with its code, used or not', async () => {
    await keys('5');
    expect(read()).to.match(/Engine Chrome\/\d+/);
    expect(read()).to.include(`Screen ${screen.width} × ${screen.height}`);
    expect(read()).to.match(/Plays .*VP9/);
    press(10252, 'MediaPlayPause');
    expect(read()).to.include('Last key MediaPlayPause · code 10252');
    const limit = performance.now() + 5000;
    while (read().includes('asking') && performance.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      scene.pass(500);
    }
    expect(read()).to.include('ClearKey');
  });

  it('changes side and opacity, one press above the tabs', async () => {
    await keys('ArrowUp');
    expect(highlighted()).to.equal('Opacity: 92 %');
    await keys('Enter');
    expect(highlighted()).to.equal('Opacity: 80 %');
    await keys('ArrowUp', 'Enter');
    expect(highlighted()).to.equal('Side: left');
    const { left, right } = element()?.getBoundingClientRect() ?? { left: NaN, right: NaN };
    expect(left).to.be.closeTo(innerWidth * 0.05, 1);
    expect(right).to.be.lessThan(innerWidth * 0.95);
  });
});

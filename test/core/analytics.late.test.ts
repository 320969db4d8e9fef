import { expect } from 'chai';
import { FILM, listen, until, video } from './browser-kit.ts';
import { handClock } from './manual-clock.ts';

const PLAYING = {
  ...{ currentTime: 0, duration: 60, paused: false, ended: false, seeking: false, readyState: 4 },
  ...{ playbackRate: 1, loop: false, seekable: { start: 0, end: 60 }, startDate: NaN },
};

describe('a seek that is handed over late', () => {
  /** A film from the beginning; the playhead is seen after half a second; the viewer seeks, and 1.3 seconds are over. */
  const soughtAt = (at: (now: number) => unknown) => {
    const clock = handClock();
    const { client, last } = listen({ clock });
    client.signal({ type: 'source', url: '/film' });
    client.signal({ type: 'loadstart' });
    client.signal({ type: 'canplay', reading: PLAYING });
    client.signal({ type: 'play', reading: PLAYING });
    const began = clock.wall();
    clock.pass(500);
    client.signal({ type: 'timeupdate', reading: { ...PLAYING, currentTime: 0.5 } });
    clock.pass(800);
    const sought = { ...PLAYING, currentTime: 30, seeking: true };
    client.signal({ type: 'seeking', reading: sought, at: at(clock.monotonic()) as number });
    client.destroy();
    const { timestamp = NaN, playhead } = last('seeking') ?? {};
    return [timestamp - began, playhead];
  };

  const rows: readonly (readonly [sentence: string, at: (now: number) => unknown, instant: number])[] = [
    ['says when it happened, and is dated so', (now) => now - 200, 1100],
    ['says nothing: now', () => undefined, 1300],
    ['says what is yet to come: now', (now) => now + 300, 1300],
    ['says it was before the last look, which comes every second: then', (now) => now - 1000, 1000],
    ['says it was over two seconds ago: now', (now) => now - 2001, 1300],
    ['counts from 1970, as old engines do: now', () => Date.now(), 1300],
    ['says a word: now', () => 'yesterday', 1300],
  ];
  for (const [sentence, at, instant] of rows)
    it(sentence, () => expect(soughtAt(at)).to.deep.equal([instant, instant]));

  it('while the page was busy: its place and its time are right all the same', async () => {
    const media = video(FILM);
    const { client, last } = listen();
    client.attach(media);
    await media.play();
    await until('some playback', () => media.currentTime > 0.5);
    const [asked, place] = [Date.now(), media.currentTime * 1000];
    media.currentTime = 20;
    while (Date.now() < asked + 400);
    await until('the seek', () => last('seeking'));
    expect(last('seeking')?.timestamp).to.be.within(asked - 50, asked + 100);
    expect(last('seeking')?.playhead).to.be.within(place - 100, place + 100);
    client.destroy();
  });
});

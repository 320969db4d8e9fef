import { expect } from 'chai';
import { lookAt, type Look, NO_MEDIA, NOTHING_SEEN } from '../../src/core/position.ts';
import type { MediaReading } from '../../src/core/signals.ts';

/** The wall clock when each row begins: 21 November 2026, 12:00 UTC. */
const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3600_000;

const FILM: MediaReading = {
  ...{ currentTime: 12.3456, duration: 60, paused: false, ended: false, seeking: false, readyState: 4 },
  ...{ playbackRate: 1, loop: false, seekable: { start: 0, end: 60 }, startDate: NaN },
};
const LIVE: MediaReading = { ...FILM, duration: Infinity, currentTime: 590, seekable: { start: 0, end: 600 } };

/** A reading, and how many milliseconds after the one before it was taken. */
type Reading = Partial<MediaReading> & { readonly after?: number };

/** Looks at one reading after another; the looks, with the threshold of DVR as the option has it by default. */
function looks(base: MediaReading, readings: readonly Reading[], dvrThreshold = 20): readonly Look[] {
  let memory = NOTHING_SEEN;
  let at = 5000;
  return readings.map(({ after = 0, ...reading }) => {
    at += after;
    const seen = lookAt({ ...base, ...reading }, memory, at, NOW + at - 5000, dvrThreshold);
    memory = seen.memory;
    return seen.look;
  });
}
const place = (base: MediaReading, reading: Reading, dvrThreshold?: number): readonly [number, number] => {
  const [look] = looks(base, [reading], dvrThreshold);
  return [look?.playhead ?? NaN, look?.length ?? NaN];
};

type Row = readonly [content: string, reading: Reading, playhead: number, duration: number];
const table = (title: string, base: MediaReading, rows: readonly Row[]): void => {
  describe(title, () => {
    rows.forEach(([content, reading, playhead, duration]) => {
      it(content, () => expect(place(base, reading)).to.deep.equal([playhead, duration]));
    });
  });
};

table('VOD: "length of stream", in milliseconds', FILM, [
  ['playhead and length are whole milliseconds', {}, 12346, 60000],
  ['"0 is 0"', { currentTime: 0 }, 0, 60000],
  ['at the end', { currentTime: 60, ended: true }, 60000, 60000],
  ['a film of no length', { currentTime: 0, duration: 0 }, 0, 0],
  ['ten hours', { currentTime: 35999.999, duration: 36000 }, 35999999, 36000000],
  ['four months are a film still', { duration: 9_999_999 }, 12346, 9_999_999_000],
  ['a player that knows it is no live stream', { live: false, duration: 2e7 }, 12346, 2e10],
  ['a date of its own does not make it live', { startDate: NOW - HOUR }, 12346, 60000],
]);

table('unknown: -1', FILM, [
  ['before the metadata', { readyState: 0 }, -1, -1],
  ['… though the player knows that it is live', { readyState: 0, live: true, duration: Infinity }, -1, -1],
  ['NaN, the duration before the metadata', { duration: NaN }, -1, -1],
  ['… though the player knows that it is live', { duration: NaN, live: true }, -1, -1],
  ['a negative duration', { duration: -1 }, -1, -1],
  ['a negative playhead', { currentTime: -0.5 }, -1, -1],
  ['a playhead that is no number', { currentTime: NaN }, -1, -1],
  ['an infinite playhead', { currentTime: Infinity }, -1, -1],
  ['a playhead at the end of time', { currentTime: 4e9 }, -1, -1],
  ['a playhead at 2^32', { currentTime: 2 ** 32 }, -1, -1],
  ['2^32 seconds of a stream that is not live', { duration: 2 ** 32, live: false }, 12346, -1],
]);

table('live, without a date of its own: "the live edge is now"', LIVE, [
  ['with DVR: ten seconds behind the edge', {}, NOW - 10_000, NOW],
  ['… and at the edge', { currentTime: 600 }, NOW, NOW],
  ['… and at the far end of it', { currentTime: 0 }, NOW - 600_000, NOW],
  ['a window shorter than 20 s is no DVR', { seekable: { start: 580.001, end: 600 } }, NOW - 10_000, -1],
  ['… one of 20 s is', { seekable: { start: 580, end: 600 } }, NOW - 10_000, NOW],
  ['no seekable range: where it plays is the edge', { seekable: null }, NOW, -1],
  ['a seekable range that ends nowhere', { seekable: { start: 0, end: Infinity } }, NOW, NOW],
  ['… or is no number', { seekable: { start: NaN, end: NaN } }, NOW, -1],
  ['2^32 (shaka-player#5360: no `setLiveSeekableRange`)', { duration: 2 ** 32 }, NOW - 10_000, NOW],
  ['1.7e308 (older TVs)', { duration: 1.7e308 }, NOW - 10_000, NOW],
  ['10^7 s, longer than any film', { duration: 1e7 }, NOW - 10_000, NOW],
  ['a finite duration, and a player that knows better', { duration: 600, live: true }, NOW - 10_000, NOW],
  [
    'a timeline that counts from 1970',
    { currentTime: 1.79e9, seekable: { start: 1.79e9 - 590, end: 1.79e9 + 10 } },
    NOW - 10_000,
    NOW,
  ],
]);

table('live, with a date: UTC of media time zero', { ...LIVE, startDate: NOW - HOUR }, [
  ['with DVR', {}, NOW - HOUR + 590_000, NOW - HOUR + 600_000],
  ['without DVR', { seekable: { start: 590, end: 600 } }, NOW - HOUR + 590_000, -1],
  ['no seekable range', { seekable: null }, NOW - HOUR + 590_000, -1],
  ['a fraction of a millisecond', { startDate: NOW - HOUR + 0.4 }, NOW - HOUR + 590_000, NOW - HOUR + 600_000],
  ['a date that is none (`getStartDate()` of most engines) is not taken', { startDate: NaN }, NOW - 10_000, NOW],
  ['… nor one at or before 1970', { startDate: 0 }, NOW - 10_000, NOW],
  ['… nor one at the end of time', { startDate: Infinity }, NOW - 10_000, NOW],
]);

describe('a TV that believes it is 1970', () => {
  it('does not know where it plays in a window of ten minutes', () => {
    const at = (currentTime: number): Look => lookAt({ ...LIVE, currentTime }, NOTHING_SEEN, 0, 30_000, 20).look;
    expect([at(595).playhead, at(590).playhead, at(500).playhead]).to.deep.equal([25_000, 20_000, -1]);
    expect(at(500).length).to.equal(30_000);
  });
});

describe('the DVR threshold is an option', () => {
  const minute: Reading = { seekable: { start: 540, end: 600 } };
  it('a window of a minute is DVR at 60', () => expect(place(LIVE, minute, 60)[1]).to.equal(NOW));
  it('… and none at 61', () => expect(place(LIVE, minute, 61)[1]).to.equal(-1));
  it('… and any window is at 0', () => expect(place(LIVE, { seekable: { start: 600, end: 600 } }, 0)[1]).to.equal(NOW));
});

describe('a live stream while it plays', () => {
  const edge = (end: number): Reading => ({ seekable: { start: end - 600, end } });

  it('the edge jumps by a segment; the distance of playhead and wall clock stays', () => {
    const seen = looks(LIVE, [
      { currentTime: 590, ...edge(600) },
      { currentTime: 591, ...edge(600), after: 1000 },
      { currentTime: 594, ...edge(600), after: 3000 },
      { currentTime: 596, ...edge(606), after: 2000 },
      { currentTime: 597, ...edge(606), after: 1000 },
    ]);
    expect(seen.map(({ playhead }) => playhead - NOW)).to.deep.equal([-10_000, -9_000, -6_000, -4_000, -3_000]);
    expect(seen.map(({ length }) => length - NOW)).to.deep.equal([0, 0, 0, 6_000, 6_000]);
  });

  it('… the freshest estimate is kept: an edge that comes early is nearer to now', () => {
    const seen = looks(LIVE, [
      { currentTime: 590, ...edge(600) },
      { currentTime: 592, ...edge(604), after: 2000 },
      { currentTime: 594, ...edge(604), after: 2000 },
    ]);
    expect(seen.map(({ length }) => length - NOW)).to.deep.equal([0, 2_000, 2_000]);
  });

  it('… and an edge that falls back a little keeps it', () => {
    const [, second] = looks(LIVE, [edge(600), { ...edge(590), currentTime: 585 }]);
    expect([second?.playhead, second?.length]).to.deep.equal([NOW - 15_000, NOW - 10_000]);
  });

  it('… but one that falls back by more than ten seconds is a new timeline', () => {
    const [, second] = looks(LIVE, [edge(600), { ...edge(589.9), currentTime: 585 }]);
    expect([second?.playhead, second?.length]).to.deep.equal([NOW - 4_900, NOW]);
  });

  it('paused: playhead stays, edge goes on', () => {
    const [, later] = looks(LIVE, [edge(600), { ...edge(660), after: 60_000, paused: true }]);
    expect([later?.playhead, later?.length]).to.deep.equal([NOW - 10_000, NOW + 60_000]);
  });

  it('"live that ended and became VOD: as VOD, from the change on"', () => {
    const seen = looks(LIVE, [edge(600), { duration: 605, currentTime: 595, ...edge(605), after: 5000 }]);
    expect(seen.map(({ playhead, length, live }) => [playhead, length, live])).to.deep.equal([
      [NOW - 10_000, NOW, true],
      [595_000, 605_000, false],
    ]);
  });

  it('… and the other way round: a new estimate', () => {
    const seen = looks(LIVE, [edge(600), { duration: 605, currentTime: 595 }, { ...edge(300), currentTime: 290 }]);
    expect(seen[2]?.playhead).to.equal(NOW - 10_000);
  });

  it('an edge nobody knows, then one', () => {
    const [, second] = looks(LIVE, [{ seekable: null }, { ...edge(600), after: 1000, currentTime: 591 }]);
    expect(second?.length).to.equal(NOW + 1000);
  });
});

describe('"hls.js reports a finite growing duration"', () => {
  const length = (duration: number, after = 6000): Reading => ({
    ...{ duration, after, currentTime: duration - 10, seekable: { start: 0, end: duration } },
  });
  const lives = (...durations: number[]): readonly boolean[] =>
    looks(
      FILM,
      durations.map((duration) => length(duration)),
    ).map(({ live }) => live);

  it('two growths are live', () => expect(lives(600, 606, 612)).to.deep.equal([false, false, true]));
  it("one may be a late correction of a film's length", () =>
    expect(lives(600, 606, 606, 606)).to.deep.equal([false, false, false, false]));
  it('growths of a second or less are corrections', () =>
    expect(lives(600, 601, 602, 603)).to.deep.equal([false, false, false, false]));
  it('shrinking is no growth', () => expect(lives(600, 500, 400)).to.deep.equal([false, false, false]));
  it('from unknown to known is no growth', () => expect(lives(NaN, 600, 606)).to.deep.equal([false, false, false]));
  it('it is still live a while later', () =>
    expect(lives(600, 606, 612, 612, 618)).to.deep.equal([false, false, true, true, true]));
  it('… but not where the player knows better', () => {
    const seen = looks({ ...FILM, live: false }, [length(600), length(606), length(612)]);
    expect(seen[2]?.length).to.equal(612_000);
  });
  it('the playhead is UTC then', () => {
    const seen = looks(FILM, [length(600, 0), length(606), length(612)]);
    expect([seen[2]?.playhead, seen[2]?.length]).to.deep.equal([NOW + 2_000, NOW + 12_000]);
  });
});

describe('what is left to play', () => {
  const left = (base: MediaReading, reading: Reading = {}): number => looks(base, [reading])[0]?.remaining ?? NaN;
  it('of a film', () => expect(left(FILM, { currentTime: 59.5 })).to.equal(500));
  it('of a live stream: no end', () => expect(left(LIVE)).to.equal(Infinity));
  it('of the unknown: no end', () => expect(left(FILM, { duration: NaN })).to.equal(Infinity));
});

describe('how long nobody looked', () => {
  it('0 for the first look, then the time between', () => {
    expect(looks(FILM, [{}, { after: 250 }, { after: 9000 }]).map(({ gap }) => gap)).to.deep.equal([0, 250, 9000]);
  });
});

describe('where there is no media', () => {
  it('nothing is known, and nothing moves', () => {
    const { look } = lookAt(NO_MEDIA, NOTHING_SEEN, 0, NOW, 20);
    expect(look).to.include({ playhead: -1, length: -1, live: false, remaining: Infinity, media: 0, readyState: 0 });
    expect(look).to.include({ paused: true, ended: false, seeking: false, loop: false, playbackRate: 1 });
  });
});

import { ENDED, HIDDEN, PAUSED, SEEKING, type Note, type ProbeLog, type Sample } from './page/log.ts';

/** A true instant: UTC ms, and where the playhead was, seconds of media time. */
export interface Instant {
  readonly at: number;
  readonly time: number;
  /** Where it lay between two looks: the second one's place. Chromium lets a playhead hop as it sets off. */
  readonly until?: number;
}

/** The playhead stood although it should have moved. */
export interface Stall {
  readonly from: Instant;
  readonly to: Instant;
}

/** What really happened, by the probe alone. */
export interface Truth {
  /**
   * The instant named by `what`, or by `what>anchor` for the first one after another. `act:name:n`, `ev:type:n`,
   * `said:name:n`: the nth note of that kind; `stall:n`, `stalled:n`: begin and end of the nth stall; `ready`: enough data;
   * `motion`: the playhead sets off; `last`: the last sample.
   */
  instant(what: string): Instant | null;
  readonly stalls: readonly Stall[];
  /** Media time at an instant, seconds; NaN where the probe saw nothing. */
  timeAt(at: number): number;
  /** The longest time around an instant in which the probe saw nothing: the machine was busy, and so were the players. */
  blindAt(at: number): number;
}

/** Standing shorter than this is not worth a name: a browser takes that long to set off, too. */
const LEAST_STALL = 250;
/** This close to the end, seconds, standing is waiting for it. */
const NEAR_END = 0.5;
const STANDS = 1e-4;
/** A playhead that sets off goes on for at least this much. */
const FIRM = 0.03;

const is = (sample: Sample, bit: number): boolean => (sample[2] & bit) !== 0;
const runs = (sample: Sample): boolean => !is(sample, PAUSED) && !is(sample, SEEKING) && !is(sample, ENDED);

/** The first sample after which the playhead goes on, from index `from`. */
function setsOff(samples: readonly Sample[], from: number): Instant | null {
  for (let index = Math.max(1, from); index < samples.length; index++) {
    const before = samples[index - 1] as Sample;
    const sample = samples[index] as Sample;
    const gone = sample[1] - before[1];
    if (gone <= STANDS || gone > 1 || !runs(sample) || is(before, SEEKING)) continue;
    const later = samples.find(([at]) => at > sample[0] + 100);
    if (later && !is(later, SEEKING) && Math.abs(later[1] - before[1]) < FIRM) continue;
    // It set off somewhere between the two looks.
    return { at: Math.max(before[0], sample[0] - gone * 1000), time: before[1], until: sample[1] };
  }
  return null;
}

/** VHS seeks to where it starves: only a seek that the scenario asked for is one. */
function askedSeeks(notes: readonly Note[]): (at: number) => boolean {
  const seeks = notes
    .filter(({ kind, name }) => kind === 'act' && name.startsWith('seek'))
    .map(({ at }) => [at, notes.find((note) => note.name === 'seeked' && note.at > at)?.at ?? Infinity] as const);
  return (at) => seeks.some(([from, to]) => at >= from && at <= to);
}

function findStalls({ samples, notes }: ProbeLog): Stall[] {
  const isAsked = askedSeeks(notes);
  const endsAt = notes.find(({ kind, name }) => kind === 'ev' && name === 'ended')?.time ?? Infinity;
  const wants = (sample: Sample) =>
    !is(sample, PAUSED) && !is(sample, ENDED) && !(is(sample, SEEKING) && isAsked(sample[0]));
  const stalls: Stall[] = [];
  let moved = false;
  for (let index = 1; index < samples.length; index++) {
    const before = samples[index - 1] as Sample;
    const sample = samples[index] as Sample;
    if (!wants(sample) || !wants(before)) moved = false;
    const gone = sample[1] - before[1];
    // More than a second between two looks is a start position, not motion.
    if (gone > STANDS) moved = gone < 1;
    if (!moved || gone > STANDS) continue;
    let end = index;
    while (end + 1 < samples.length && Math.abs((samples[end + 1] as Sample)[1] - before[1]) < STANDS) end += 1;
    const last = samples[end] as Sample;
    const standing = samples.slice(index, end + 1);
    const broken = standing.find((one) => !wants(one)) ?? last;
    if (
      broken[0] - before[0] >= LEAST_STALL &&
      endsAt - before[1] > NEAR_END &&
      !is(broken, ENDED) &&
      !standing.some((one) => is(one, HIDDEN))
    ) {
      const to = setsOff(samples, end) ?? { at: last[0], time: last[1] };
      stalls.push({ from: { at: before[0], time: before[1] }, to });
    }
    index = end;
    moved = false;
  }
  return stalls;
}

export function findTruth(log: ProbeLog): Truth {
  const { samples, notes } = log;
  const stalls = findStalls(log);
  const indexAfter = (at: number) => {
    const index = samples.findIndex((sample) => sample[0] > at);
    return index < 0 ? samples.length : index;
  };

  function timeAt(at: number): number {
    const index = indexAfter(at);
    const after = samples[index];
    const before = samples[index - 1];
    if (!before || !after) return (before ?? after)?.[1] ?? NaN;
    const gone = after[1] - before[1];
    // Across a jump there is no in-between.
    if (gone < 0 || gone > 1) return before[1];
    return before[1] + (gone * (at - before[0])) / (after[0] - before[0]);
  }

  const noted = (kind: Note['kind'], name: string, after: number) =>
    notes.filter((note) => note.kind === kind && note.name === name && note.at >= after);

  function find(what: string, after: number): Instant | null {
    const [kind = '', name = '', nth = '0'] = what.split(':');
    switch (kind) {
      case 'act':
      case 'ev':
      case 'said':
        return noted(kind, name, after)[Number(nth)] ?? null;
      case 'stall':
      case 'stalled':
        return stalls.filter(({ from }) => from.at >= after)[Number(name)]?.[kind === 'stall' ? 'from' : 'to'] ?? null;
      case 'ready': {
        const sample = samples.find((one) => one[0] > after && one[3] >= 3 && !is(one, SEEKING));
        return sample ? { at: sample[0], time: sample[1] } : null;
      }
      case 'motion':
        return setsOff(samples, indexAfter(after));
      case 'last': {
        const sample = samples.at(-1);
        return sample ? { at: sample[0], time: sample[1] } : null;
      }
      default:
        throw new Error(`There is no instant "${what}"`);
    }
  }

  return {
    stalls,
    timeAt,
    instant(what) {
      const [first = '', ...anchors] = what.split('>').reverse();
      return anchors.reduce<Instant | null>((anchor, next) => anchor && find(next, anchor.at), find(first, -Infinity));
    },
    blindAt(at) {
      const around = samples.filter((sample) => Math.abs(sample[0] - at) < 500);
      return around.reduce((most, sample, index) => Math.max(most, sample[0] - (around[index - 1] ?? sample)[0]), 0);
    },
  };
}

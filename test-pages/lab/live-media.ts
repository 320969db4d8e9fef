import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One segment of the recorded loop, in units of its representation's timescale. */
interface Piece {
  readonly time: number;
  readonly duration: number;
}

/** One representation of the recorded loop. */
export interface Representation {
  readonly id: string;
  readonly type: 'video' | 'audio';
  readonly codecs: string;
  readonly bandwidth: number;
  readonly timescale: number;
  /** Further attributes of the element in the manifest. */
  readonly attributes: string;
  readonly pieces: readonly Piece[];
  /** Length of one loop. */
  readonly length: number;
}

/** A recorded presentation that can be played in a loop. */
export interface Recording {
  readonly folder: string;
  readonly master: string;
  readonly representations: readonly Representation[];
}

/** A segment of the endless loop; times in seconds since the beginning of the broadcast. */
export interface LiveSegment {
  /** Counts from 1. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** In units of the timescale. */
  readonly time: number;
  readonly duration: number;
}

const attribute = (element: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? '';

function readPieces(timeline: string): Piece[] {
  const pieces: Piece[] = [];
  let time = 0;
  for (const [s] of timeline.matchAll(/<S [^>]*>/g)) {
    const duration = Number(attribute(s, 'd'));
    for (let repeat = Number(attribute(s, 'r') || 0); repeat >= 0; repeat--) {
      pieces.push({ time, duration });
      time += duration;
    }
  }
  return pieces;
}

function readRepresentation([xml]: RegExpMatchArray): Representation {
  const element = /<Representation [^>]*>/.exec(xml)?.[0] ?? '';
  const pieces = readPieces(xml);
  const last = pieces.at(-1);
  const sizes = ['width', 'height', 'audioSamplingRate'].filter((name) => attribute(element, name));
  return {
    id: attribute(element, 'id'),
    type: attribute(element, 'mimeType').startsWith('audio') ? 'audio' : 'video',
    codecs: attribute(element, 'codecs'),
    bandwidth: Number(attribute(element, 'bandwidth')),
    timescale: Number(attribute(xml, 'timescale')),
    attributes: sizes.map((name) => ` ${name}="${attribute(element, name)}"`).join(''),
    pieces,
    length: last ? last.time + last.duration : 0,
  };
}

/** Reads what `npm run media` made: a manifest with a SegmentTimeline per representation, and its HLS twin. */
export function readRecording(folder: string): Recording {
  const manifest = readFileSync(join(folder, 'manifest.mpd'), 'utf8');
  const representations = [...manifest.matchAll(/<Representation [\s\S]*?<\/Representation>/g)].map(readRepresentation);
  return { folder, master: readFileSync(join(folder, 'master.m3u8'), 'utf8'), representations };
}

/** Segment `number` of the endless loop. */
export function segmentAt({ pieces, length, timescale }: Representation, number: number): LiveSegment {
  const loop = Math.floor((number - 1) / pieces.length);
  const { time, duration } = pieces[(number - 1) % pieces.length] ?? { time: 0, duration: length };
  const start = loop * length + time;
  return { number, start: start / timescale, end: (start + duration) / timescale, time: start, duration };
}

/** The segments that are complete at `until` and not over before `from`, seconds since the beginning of the broadcast. */
export function segmentsBetween(representation: Representation, from: number, until: number): LiveSegment[] {
  const { pieces, length, timescale } = representation;
  const loop = Math.max(0, Math.floor((from * timescale) / length));
  const segments: LiveSegment[] = [];
  for (let number = loop * pieces.length + 1; ; number++) {
    const segment = segmentAt(representation, number);
    if (segment.end > until + 0.001) return segments;
    if (segment.end > from) segments.push(segment);
  }
}

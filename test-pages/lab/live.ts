import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router, type RequestHandler, type Response } from 'express';
import { createFaults, type Fault, type Faults } from './live-faults.ts';
import { broadcastFile } from './live-broadcast.ts';
import { readRecording, type Recording } from './live-media.ts';
import type { Room } from './server.ts';
import { faultProblem, readStreamOptions, type StreamOptions } from './live-options.ts';

/**
 * The live simulator: the recorded loop, broadcast for ever as DASH and HLS from the same segments, and faults for it and
 * for the recordings themselves. Paths, with options as in `live-options.ts`:
 *
 *   /live/<options>/h264/manifest.mpd   DASH, dynamic, with UTCTiming; static after the end
 *   /live/<options>/h264/master.m3u8    HLS with EXT-X-PROGRAM-DATE-TIME; EXT-X-ENDLIST after the end
 *   /live/faults/<channel>                 GET, POST (a fault), DELETE
 *   /faulty/<options>/h264/…            the recordings, with faults
 */
export interface LiveSimulator {
  /** For the lab to mount: `/live` and `/faulty`. */
  readonly rooms: readonly Room[];
  /** The faults of one channel, for tests in the same process. */
  faults(channel: string): Faults;
}

export interface LiveOptions {
  /** The folder with the recordings. */
  readonly media?: string;
  /** UTC milliseconds. */
  readonly now?: () => number;
}

interface Channel {
  readonly faults: Faults;
  /** The faults asked for by URL, by their text. */
  readonly asked: Set<string>;
  /** UTC of media time zero, from the first time that somebody asks for the stream. */
  start: number | null;
}

/** So much was broadcast before the lab opened. */
const LEAD = 120;
const MOST_CHANNELS = 200;
const SETS = ['h264', 'vp9'];
const MEDIA = fileURLToPath(new URL('../media', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  mpd: 'application/dash+xml',
  m3u8: 'application/vnd.apple.mpegurl',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

export function createLive({ media = MEDIA, now = Date.now }: LiveOptions = {}): LiveSimulator {
  const channels = new Map<string, Channel>();
  const recordingOf = createShelf(media);

  const channelOf = (name: string): Channel => {
    const known = channels.get(name);
    if (known) return known;
    const channel = { faults: createFaults(), asked: new Set<string>(), start: null };
    channels.set(name, channel);
    // Each page load may open one: the oldest makes room, the first, everybody's, stays.
    const [, oldest = ''] = channels.keys();
    if (channels.size > MOST_CHANNELS) channels.delete(oldest);
    return channel;
  };
  channelOf('').start = now() - LEAD * 1000;

  /** Answers with the file `find` makes, through the faults of the channel that the options name. */
  const answer =
    (
      find: (options: StreamOptions, channel: Channel, path: string[]) => Promise<string | Buffer | null>,
    ): RequestHandler =>
    async (request, response, next) => {
      const { options: given, path } = request.params as unknown as { options: string; path: string[] };
      const options = readOr400(given, response);
      if (!options) return;
      const channel = channelOf(options.channel);
      const asked = JSON.stringify(options.fault);
      if (options.fault && !channel.asked.has(asked)) channel.faults.add(options.fault);
      channel.asked.add(asked);
      const found = await find(options, channel, path);
      if (found === null) return next();
      const name = path.join('/');
      response.type(TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain');
      response.set({ 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' });
      await channel.faults.send(response, name, Buffer.from(found));
    };

  const faults = (channel: string) => channelOf(channel).faults;
  const live = Router();
  live.use('/faults', createControl(faults));
  live.get(
    '/:options/*path',
    answer(({ dvr, lead, end }, channel, [set = '', name = '', ...more]) => {
      const start = (channel.start ??= now() - lead * 1000);
      if (name === 'time' || set === 'time') return Promise.resolve(new Date(now()).toISOString());
      if (!SETS.includes(set) || more.length) return Promise.resolve(null);
      return broadcastFile(recordingOf(set), { start, dvr, end: lead + end }, name, now());
    }),
  );
  const faulty = Router();
  faulty.get(
    '/:options/*path',
    answer((_options, _room, path) => {
      const file = resolve(media, ...path);
      return file.startsWith(media + sep) ? readFile(file).catch(() => null) : Promise.resolve(null);
    }),
  );
  // Whoever waits for a held-back answer would keep the lab open.
  const close = () => channels.forEach((channel) => channel.faults.clear());
  return {
    rooms: [
      { path: '/live', handler: live, close },
      { path: '/faulty', handler: faulty, close },
    ],
    faults,
  };
}

/** Recordings are read when they are first asked for. */
function createShelf(media: string): (set: string) => Recording {
  const shelf = new Map<string, Recording>();
  return (set) => {
    const recording = shelf.get(set) ?? readRecording(join(media, set));
    shelf.set(set, recording);
    return recording;
  };
}

/** What goes wrong in a channel, from outside: for a page, a person with curl, a test in another process. */
function createControl(faultsOf: (channel: string) => Faults): Router {
  const control = Router();
  control.get('/:channel', (request, response) => {
    response.json(faultsOf(request.params.channel).list());
  });
  control.post('/:channel', express.json(), (request, response) => {
    const problem = faultProblem(request.body);
    if (problem) return void response.status(400).type('text/plain').send(`${problem}\n`);
    faultsOf(request.params.channel).add(request.body as Fault);
    response.status(201).json(request.body);
  });
  control.delete('/:channel', (request, response) => {
    faultsOf(request.params.channel).clear();
    response.status(204).end();
  });
  return control;
}

function readOr400(given: string, response: Response): StreamOptions | null {
  try {
    return readStreamOptions(given);
  } catch (error) {
    response
      .status(400)
      .type('text/plain')
      .send(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

import { ENDED, HIDDEN, PAUSED, SEEKING, type Note, type ProbeLog, type RenditionNote } from './log.ts';

/**
 * The independent witness: looks at the element every few ms, at each frame, and at the browser's own media events. It knows
 * nothing of Tellybeat, and belongs to the test page alone.
 */
const EVENTS = [
  'loadstart',
  'canplay',
  'play',
  'playing',
  'pause',
  'waiting',
  'seeking',
  'seeked',
  'ended',
  'emptied',
  'error',
];
const INTERVAL = 20;

export interface Probe {
  note(kind: Note['kind'], name: string): void;
  dump(): ProbeLog;
}

/** The page's clock: the wall clock once, then the monotonic one. */
const zero = Date.now() - performance.now();
export const now = (): number => zero + performance.now();

export function createProbe(rendition: () => Omit<RenditionNote, 'at'> | null): Probe {
  const log = { samples: [], notes: [], frames: [], renditions: [], offset: 0, faults: [] } as ProbeLog & {
    offset: number;
  };
  const watched = new WeakSet<HTMLVideoElement>();
  const media = () => document.querySelector('video');
  const note = (kind: Note['kind'], name: string) =>
    log.notes.push({ at: now(), kind, name, time: media()?.currentTime ?? 0 });

  const onFrame =
    (video: HTMLVideoElement) =>
    (at: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      log.frames.push([zero + at, mediaTime]);
      video.requestVideoFrameCallback(onFrame(video));
    };
  const watch = (video: HTMLVideoElement) => {
    watched.add(video);
    EVENTS.forEach((type) => video.addEventListener(type, () => note('ev', type), true));
    video.requestVideoFrameCallback(onFrame(video));
  };
  const look = () => {
    const video = media();
    if (!video) return;
    if (!watched.has(video)) watch(video);
    const { currentTime, paused, seeking, ended, readyState } = video;
    const bits = (paused ? PAUSED : 0) | (seeking ? SEEKING : 0) | (ended ? ENDED : 0) | (document.hidden ? HIDDEN : 0);
    log.samples.push([now(), currentTime, bits, readyState]);
    const seen = rendition();
    const last = log.renditions.at(-1);
    if (seen && (last?.bitrate !== seen.bitrate || last.height !== seen.height))
      log.renditions.push({ at: now(), ...seen });
  };
  setInterval(look, INTERVAL);
  look();

  // Where a player puts the stream on the element's timeline can only be seen where it hands the media over.
  const { appendBuffer } = SourceBuffer.prototype;
  SourceBuffer.prototype.appendBuffer = function (data) {
    log.offset = this.timestampOffset;
    appendBuffer.call(this, data);
  };
  addEventListener('error', (event) => log.faults.push(event.message));
  addEventListener('unhandledrejection', (event) => log.faults.push(`unhandled: ${String(event.reason)}`));
  return { note, dump: () => log };
}

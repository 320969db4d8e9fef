import type { SessionClock } from './asking.ts';
import type { MediaLike } from '../core/signals.ts';

/** Every event HTML gives a media element; https://developer.mozilla.org/docs/Web/API/HTMLMediaElement#events */
const MEDIA_EVENTS =
  'abort canplay canplaythrough durationchange emptied encrypted ended error loadeddata loadedmetadata loadstart pause play playing progress ratechange resize seeked seeking stalled suspend timeupdate volumechange waiting waitingforkey'.split(
    ' ',
  );

/** `timeupdate` and `progress` come many times a second and say little new. */
const FREQUENT_EVERY = 1000;

const READING = [
  'currentTime',
  'duration',
  'paused',
  'ended',
  'seeking',
  'readyState',
  'playbackRate',
  'volume',
  'muted',
  'videoWidth',
  'videoHeight',
] as const;

/**
 * What goes along with each event: these members of the element, in its own units, and null where it has no number.
 * `error` is null while there is none.
 */
export type PlaybackReading = Readonly<Record<(typeof READING)[number] | 'error', unknown>>;

/** What a media element has besides what the core looks at. */
type Forwarded = MediaLike & Partial<Pick<HTMLMediaElement, 'volume' | 'muted'>>;

function read(media: Forwarded): PlaybackReading {
  const { error } = media;
  const reading: Record<string, unknown> = { error: error && { code: error.code, message: error.message } };
  READING.forEach((name) => (reading[name] = media[name]));
  return reading as PlaybackReading;
}

/**
 * Hands on every event of a media element with a small reading; `timeupdate` and `progress` at most once a second.
 * Returns its undoing.
 */
export function forwardPlayback(
  media: MediaLike,
  clock: SessionClock,
  push: (data: { readonly type: string; readonly data: PlaybackReading }) => void,
): () => void {
  const latest: Record<string, number> = { timeupdate: NaN, progress: NaN };
  const forward = (event: unknown): void => {
    const { type } = event as { readonly type: string };
    if (type in latest) {
      const now = clock.wall();
      // The distance, for a TV's clock may also be set back.
      if (Math.abs(now - (latest[type] as number)) < FREQUENT_EVERY) return;
      latest[type] = now;
    }
    push({ type, data: read(media) });
  };
  MEDIA_EVENTS.forEach((type) => media.addEventListener(type, forward));
  return () => MEDIA_EVENTS.forEach((type) => media.removeEventListener(type, forward));
}

import type { Clock } from '../core/clock.ts';
import type { MediaLike } from '../core/signals.ts';

/** Every event HTML gives a media element; https://developer.mozilla.org/docs/Web/API/HTMLMediaElement#events */
const MEDIA_EVENTS =
  'abort canplay canplaythrough durationchange emptied encrypted ended error loadeddata loadedmetadata loadstart pause play playing progress ratechange resize seeked seeking stalled suspend timeupdate volumechange waiting waitingforkey'.split(
    ' ',
  );

/** These come many times a second, and say little new. */
export const isFrequent = (type: string): boolean => type === 'timeupdate' || type === 'progress';
const FREQUENT_EVERY = 1000;

/** What goes along with each event; seconds, as the element has them, null where it has no number. */
export interface PlaybackReading {
  readonly currentTime: number | null;
  readonly duration: number | null;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  readonly readyState: number;
  readonly playbackRate: number;
  readonly width?: number;
  readonly height?: number;
  /** With `error` only. */
  readonly error?: { readonly code: number | null; readonly message: string };
}

const finite = (value: number): number | null => (isFinite(value) ? value : null);

const read = (media: MediaLike, type: string): PlaybackReading => ({
  currentTime: finite(media.currentTime),
  duration: finite(media.duration),
  paused: media.paused,
  ended: media.ended,
  seeking: media.seeking,
  readyState: media.readyState,
  playbackRate: media.playbackRate,
  ...(media.videoWidth && media.videoHeight ? { width: media.videoWidth, height: media.videoHeight } : null),
  ...(type === 'error'
    ? { error: { code: media.error?.code ?? null, message: (media.error?.message ?? '').slice(0, 500) } }
    : null),
});

/**
 * Hands on every event of a media element with a small reading; `timeupdate` and `progress` at most once a second.
 * Returns its undoing.
 */
export function forwardPlayback(
  media: MediaLike,
  clock: Clock,
  push: (data: { readonly type: string; readonly data: PlaybackReading }) => void,
): () => void {
  const sent: Record<string, number> = {};
  const forward = (event?: unknown): void => {
    const type = String((event as { readonly type?: unknown } | undefined)?.type);
    if (isFrequent(type)) {
      const now = clock.monotonic();
      if (now - (sent[type] ?? -FREQUENT_EVERY) < FREQUENT_EVERY) return;
      sent[type] = now;
    }
    push({ type, data: read(media, type) });
  };
  MEDIA_EVENTS.forEach((type) => media.addEventListener(type, forward));
  return () => MEDIA_EVENTS.forEach((type) => media.removeEventListener(type, forward));
}

import type { Milliseconds, Seconds } from './events.ts';
import type { MediaLike, MediaReading, PlayerHints } from './signals.ts';

/** Reads one value that is somebody else's: a getter or callback that throws says nothing. */
function ask<Value>(question: () => Value): Value | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

/** The whole seekable span. Only its outer ends count: windows of live streams come in pieces on some players. */
function seekableSpan(media: MediaLike): { start: Seconds; end: Seconds } | null {
  const { seekable } = media;
  const last = seekable.length - 1;
  return last < 0 ? null : { start: seekable.start(0), end: seekable.end(last) };
}

function startDateOf(media: MediaLike): Milliseconds {
  return media.getStartDate ? Number(media.getStartDate()) : NaN;
}

/** One look at a media element, with what the player knows better. Never throws. */
export function readMedia(media: MediaLike, hints: PlayerHints): MediaReading {
  const live = ask(() => hints.isLive?.());
  const range = ask(() => hints.seekRange?.());
  const date = ask(() => hints.startDate?.());
  return {
    currentTime: media.currentTime,
    duration: media.duration,
    paused: media.paused,
    ended: media.ended,
    seeking: media.seeking,
    readyState: media.readyState,
    playbackRate: media.playbackRate,
    loop: media.loop === true,
    seekable: range !== undefined ? range : (ask(() => seekableSpan(media)) ?? null),
    startDate: date ?? ask(() => startDateOf(media)) ?? NaN,
    ...(typeof live === 'boolean' ? { live } : null),
  };
}

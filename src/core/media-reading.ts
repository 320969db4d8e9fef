import { ask } from './outside.ts';
import type { MediaLike, MediaReading, PlayerHints } from './signals.ts';

/** The whole seekable span. Only its outer ends count: windows of live streams come in pieces on some players. */
function seekableSpan({ seekable }: MediaLike): MediaReading['seekable'] {
  const last = seekable.length - 1;
  return last < 0 ? null : { start: seekable.start(0), end: seekable.end(last) };
}

/** One look at a media element, with what the player knows better. Never throws; null where nothing can be read. */
export function readMedia(media: MediaLike, hints: PlayerHints): MediaReading | null {
  const live = ask(() => hints.isLive && hints.isLive());
  const range = ask(() => hints.seekRange && hints.seekRange());
  const date = ask(() => hints.startDate && hints.startDate());
  return (
    ask(() => {
      const { currentTime, duration, paused, ended, seeking, readyState, playbackRate, loop } = media;
      return {
        ...{ currentTime, duration, paused, ended, seeking, readyState, playbackRate },
        loop: loop === true,
        seekable: (range === undefined ? ask(() => seekableSpan(media)) : range) || null,
        startDate: date || ask(() => media.getStartDate && +media.getStartDate()) || NaN,
        ...(typeof live === 'boolean' && { live }),
      };
    }) || null
  );
}

import type { ReportedError } from './events.ts';
import { ask } from './outside.ts';
import type { MediaLike, PlayerHints, Signal } from './signals.ts';

type Tell = (signal: Signal) => void;

/** Media events that mean to the core what their names say. */
const SAME_NAME = ['play', 'pause', 'playing', 'timeupdate', 'waiting', 'seeked', 'ended', 'canplay'] as const;
/** Media events after which there is something new to read. */
const NEWS = ['ratechange', 'durationchange', 'loadeddata', 'canplaythrough'] as const;

/** HTML MediaError codes; 1 (aborted by the viewer) is no error. */
const MEDIA_ERRORS: readonly string[] = ['', '', 'NETWORK', 'DECODER'];
const ABORTED = 1;
/** HTMLMediaElement.networkState: no source was ever set, or none was usable. */
const EMPTY = 0;
const NO_SOURCE = 3;

/** EPAS `error` for a media element's own error. Some TVs say `error` without one: the code is then '0'. */
export function mediaError(media: MediaLike): ReportedError | null {
  const { code = 0, message } = media.error || {};
  return code === ABORTED ? null : { category: MEDIA_ERRORS[code] || 'MEDIA', code, message };
}

/** Tells of a source that was there before anybody listened. */
export function announce(media: MediaLike, tell: Tell, url = media.currentSrc): void {
  const { networkState, readyState } = media;
  if (!url || networkState === EMPTY || networkState === NO_SOURCE) return;
  tell({ type: 'source', url });
  tell({ type: 'loadstart' });
  if (readyState >= 3) tell({ type: 'canplay' });
  if (!media.paused) tell({ type: 'play' });
}

/**
 * Turns a media element's events into signals: the only media listeners of the core.
 * With `announcesSources` the player's plugin says when sources come, go and fail, and the element is not asked.
 */
export function watchMedia(media: MediaLike, hints: PlayerHints, tell: Tell): () => void {
  const undo: (() => void)[] = [];
  /** The source `loadstart` was last said for; some players say it twice. */
  let loading: string | null = null;
  const listen = (type: string, listener: (event?: unknown) => void): void => {
    media.addEventListener(type, listener);
    undo.push(() => media.removeEventListener(type, listener));
  };

  SAME_NAME.forEach((type) => listen(type, () => tell({ type })));
  // Where the playhead was before, the element no longer tells: only the clock does.
  listen('seeking', (event) => tell({ type: 'seeking', at: ask(() => (event as Event).timeStamp) }));
  NEWS.forEach((type) => listen(type, () => tell({ type: 'timeupdate' })));
  if (!hints.announcesSources) {
    listen('loadstart', () => {
      const url = media.currentSrc || '';
      if (loading !== url) tell({ type: 'source', url });
      loading = url;
      tell({ type: 'loadstart' });
      // Asked before there was a source to play: HTML says `play` first then.
      if (!media.paused) tell({ type: 'play' });
    });
    listen('emptied', () => {
      loading = null;
      tell({ type: 'emptied' });
    });
    listen('error', () => {
      const error = mediaError(media);
      if (error) tell({ type: 'error', error });
    });
    loading = media.currentSrc || null;
    announce(media, tell);
  }
  return () => undo.splice(0).forEach((off) => off());
}

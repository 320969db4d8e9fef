import { createAnalytics, type Analytics, type AnalyticsOptions } from '../../src/core/index.ts';
import { activeRendition, details } from './details.ts';
import { hintsOf } from './hints.ts';
import type { ShakaError, ShakaEvents, ShakaPlayer } from './player.ts';

export type { ShakaError, ShakaEvents, ShakaPlayer, ShakaTrack } from './player.ts';

/** What the events listened to may carry. */
interface ShakaEvent extends Event {
  readonly buffering?: boolean;
  readonly aborted?: boolean;
  readonly error?: ShakaError | null;
  readonly detail?: ShakaError;
}

const CRITICAL = 2;
const DESTROYED = 0;

/**
 * Watches a Shaka player, whenever it gets its media element, through all it loads. Ends with `player.destroy()`,
 * known by the last `unloading`, whose load mode is DESTROYED; nothing of the player is replaced or wrapped.
 *
 * @throws TypeError for a wrong option
 */
export function attachShaka(player: ShakaPlayer, options: AnalyticsOptions): Analytics {
  const analytics = createAnalytics(options);
  if (options.enabled === false) return analytics;
  const hints = hintsOf(player);
  const undo: (() => void)[] = [];
  let leave = (): void => undefined;

  const listen = (target: ShakaEvents, type: string, listener: (event: ShakaEvent) => void): void => {
    target.addEventListener(type, listener);
    undo.push(() => target.removeEventListener(type, listener));
  };
  const end = (): void => {
    undo.splice(0).forEach((remove) => remove());
    analytics.destroy();
  };
  /** The element can come after the player, but not after `load()`. */
  const open = (): void => {
    const media = player.getMediaElement();
    const url = player.getAssetUri();
    if (media) leave = analytics.attach(media, hints);
    analytics.signal(url ? { type: 'source', url } : { type: 'source' });
    analytics.signal({ type: 'loadstart' });
    if (media && !media.paused) analytics.signal({ type: 'play' });
  };
  const tellRendition = (): void => {
    const rendition = activeRendition(player.getVariantTracks());
    if (rendition) analytics.signal({ type: 'rendition', rendition });
  };
  const tellFailure = (error: ShakaError, fatal = error.severity === CRITICAL): void => {
    analytics.signal({ type: fatal ? 'error' : 'warning', error: details(error) });
    // The element plays out what it has; no viewing begins again without a source.
    if (fatal) analytics.signal({ type: 'emptied' });
  };

  const failedLoad = watchLoads(player, listen);
  listen(player, 'loading', open);
  listen(player, 'loaded', tellRendition);
  listen(player, 'adaptation', tellRendition);
  listen(player, 'variantchanged', tellRendition);
  listen(player, 'unloading', () => {
    const failure = failedLoad();
    if (failure) tellFailure(failure, true);
    leave();
    if (player.getLoadMode() === DESTROYED) end();
  });
  // Shaka holds a starving element by its playback rate, so the element itself says nothing.
  listen(player, 'buffering', ({ buffering }) => analytics.signal({ type: buffering ? 'waiting' : 'playing' }));
  listen(player, 'gapjumped', () => analytics.signal({ type: 'seeking', automatic: true }));
  listen(player, 'error', ({ detail }) => detail && tellFailure(detail));
  const network = player.getNetworkingEngine();
  if (network) listen(network, 'retry', ({ error }) => error && tellFailure(error, false));

  if (player.getAssetUri()) {
    open();
    tellRendition();
  }
  return { ...analytics, destroy: end };
}

type Listen = (target: ShakaEvents, type: string, listener: (event: ShakaEvent) => void) => void;

/**
 * A `load()` that fails says why to its caller alone. What can be seen is a request that fails for good, then `unloading`
 * before `loaded`: then the returned function names the failure.
 */
function watchLoads(player: ShakaPlayer, listen: Listen): () => ShakaError | null {
  let loading = false;
  let failure: ShakaError | null = null;
  listen(player, 'loading', () => {
    loading = true;
    failure = null;
  });
  listen(player, 'loaded', () => (loading = false));
  listen(player, 'downloadfailed', ({ aborted, error }) => {
    if (!aborted && error) failure = error;
  });
  listen(player, 'downloadcompleted', () => (failure = null));
  return () => {
    const failed = loading;
    loading = false;
    return failed ? failure : null;
  };
}

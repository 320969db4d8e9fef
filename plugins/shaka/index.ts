import { createAnalytics, type Analytics, type AnalyticsOptions, type ReportedError } from '../../src/core/index.ts';
import { activeRendition, details } from './details.ts';
import { hintsOf } from './hints.ts';
import { watchLoads } from './loads.ts';
import { isDestroyed, type Listen, type ShakaPlayer } from './player.ts';

export type { ShakaError, ShakaEvents, ShakaPlayer, ShakaTrack } from './player.ts';

const CRITICAL = 2;

/**
 * Watches a Shaka player, or its proxy from the UI library, whenever it gets its media element, through all it loads.
 * Ends with `player.destroy()`; nothing of the player is replaced or wrapped.
 *
 * @throws TypeError for a wrong option
 */
export function attachShaka(player: ShakaPlayer, options: AnalyticsOptions): Analytics {
  const analytics = createAnalytics(options);
  if (options.enabled === false) return analytics;
  const undo: (() => void)[] = [];
  let leave = (): void => undefined;
  let asset: string | null = null;

  const listen: Listen = (target, type, listener) => {
    target.addEventListener(type, listener);
    undo.push(() => {
      // A proxy whose player is gone has nothing to remove it from.
      if (!isDestroyed(player)) target.removeEventListener(type, listener);
    });
  };
  const end = (): void => {
    analytics.destroy();
    undo.splice(0).forEach((remove) => remove());
  };
  // Not from within the reading in which it shows.
  const hints = hintsOf(player, () => setTimeout(end));
  /** Once for each `load()`. The element can come after the player, but not after that. */
  const open = (): void => {
    const url = player.getAssetUri();
    if (asset || !url) return;
    asset = url;
    const media = player.getMediaElement();
    if (media) leave = analytics.attach(media, hints);
    analytics.signal({ type: 'source', url });
    analytics.signal({ type: 'loadstart' });
    if (media && !media.paused) analytics.signal({ type: 'play' });
  };
  const tellRendition = (): void =>
    analytics.signal({ type: 'rendition', rendition: activeRendition(player.getVariantTracks()) });
  const fail = (error: ReportedError): void => {
    analytics.signal({ type: 'error', error });
    // The element plays out what it has; no viewing begins again without a source.
    analytics.signal({ type: 'emptied' });
  };
  const warn = (error: ReportedError): void => analytics.signal({ type: 'warning', error });

  const failedLoad = watchLoads(player, listen);
  listen(player, 'loading', open);
  listen(player, 'loaded', tellRendition);
  listen(player, 'adaptation', tellRendition);
  listen(player, 'variantchanged', tellRendition);
  listen(player, 'unloading', () => {
    const failure = failedLoad();
    if (isDestroyed(player)) return end();
    if (failure && player.getAssetUri() === asset) fail(failure);
    leave();
    asset = null;
  });
  // Shaka holds a starving element by its playback rate, so the element itself says nothing.
  listen(player, 'buffering', ({ buffering }) => {
    // Shaka 4 names the asset only after `loading`, and says this next.
    open();
    analytics.signal({ type: buffering ? 'waiting' : 'playing' });
  });
  listen(player, 'gapjumped', () => analytics.signal({ type: 'seeking', automatic: true }));
  listen(player, 'error', ({ detail }) => detail && (detail.severity === CRITICAL ? fail : warn)(details(detail)));
  const network = player.getNetworkingEngine();
  if (network) listen(network, 'retry', ({ error }) => error && warn(details(error)));

  open();
  tellRendition();
  return { ...analytics, destroy: end };
}

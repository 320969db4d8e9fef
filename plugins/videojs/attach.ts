import { createAnalytics, type Analytics, type AnalyticsOptions } from '../../src/core/index.ts';
import { details, rendition } from './details.ts';
import { hintsOf, mediaOf } from './media.ts';
import type { VideoJsEvent, VideoJsPlayer, VideoJsTech } from './player.ts';

/** The jumps of the VHS playback watcher, named by its `usage` events; the element's own `seeking` comes after them. */
const AUTOMATIC_SEEK = /^vhs-(gap-skip|live-resync|video-underflow|unknown-waiting)$/;
/** VHS gives a rendition up after a failed request and goes on with another. */
const RENDITION_EXCLUDED = 'vhs-rendition-excluded';
const NETWORK_IDLE = 1;

/**
 * Watches a Video.js player through all its sources and techs. Ends with the player's `dispose`.
 *
 * @param onEnd called once, when the client is destroyed by whomever
 * @throws TypeError for a wrong option
 */
export function attachVideojs(player: VideoJsPlayer, options: AnalyticsOptions, onEnd?: () => void): Analytics {
  const analytics = createAnalytics(options);
  if (options.enabled === false) return analytics;
  const levels = player.qualityLevels && player.qualityLevels();
  const undo: (() => void)[] = [];
  let announced = false;
  /** The source that failed before its `loadstart`. */
  let failed: string | null = null;

  const listen = (type: string, listener: () => void): void => {
    player.on(type, listener);
    undo.push(() => player.off(type, listener));
  };
  const end = (): void => {
    if (!undo.length) return;
    undo.splice(0).forEach((off) => off());
    analytics.destroy();
    if (onEnd) onEnd();
  };
  const open = (): void => {
    announced = true;
    analytics.signal({ type: 'source', url: player.currentSrc() });
    analytics.signal({ type: 'loadstart' });
    if (!player.paused()) analytics.signal({ type: 'play' });
  };
  /** The source may have begun to load before we came. */
  const catchUp = (): void => {
    if (!announced) open();
  };
  const close = (): void => {
    announced = false;
    failed = null;
    analytics.signal({ type: 'emptied' });
  };
  const tellRendition = (): void => {
    const now = rendition(player);
    if (now) analytics.signal({ type: 'rendition', rendition: now });
  };

  analytics.attach(mediaOf(player), hintsOf(player));
  listen('loadstart', () => {
    // A playlist that is refused at once fails before its `loadstart`; a source that no tech takes has none.
    if (failed !== player.currentSrc()) open();
    failed = null;
  });
  listen('loadedmetadata', catchUp);
  listen('loadedmetadata', tellRendition);
  listen('mediachange', tellRendition);
  listen('emptied', close);
  // `reset()` takes the tech away before it could say `emptied`.
  listen('playerreset', close);
  listen('error', () => {
    if (!announced) failed = player.currentSrc();
    catchUp();
    analytics.signal({ type: 'error', error: details(player) });
    // The element plays out what it has, and Video.js may fail again; no viewing begins again without a source.
    analytics.signal({ type: 'emptied' });
  });
  listen('dispose', end);
  undo.push(watchTechs(player, analytics));
  if (levels) {
    levels.on('change', tellRendition);
    undo.push(() => levels.off('change', tellRendition));
  }
  if (player.readyState() > 0 || player.networkState() === NETWORK_IDLE) {
    open();
    tellRendition();
  }
  return { ...analytics, destroy: end };
}

/** What VHS says about its own doings, it says on the tech; a player may change its tech with a source. */
function watchTechs(player: VideoJsPlayer, analytics: Analytics): () => void {
  let tech: VideoJsTech | undefined;
  const onUsage = ({ name = '' }: VideoJsEvent): void => {
    if (AUTOMATIC_SEEK.test(name)) analytics.signal({ type: 'seeking', automatic: true });
    if (name === RENDITION_EXCLUDED) analytics.signal({ type: 'warning', error: { category: 'NETWORK', code: name } });
  };
  const follow = (next: VideoJsTech | undefined): void => {
    if (tech === next) return;
    if (tech) tech.off('usage', onUsage);
    if (next) next.on('usage', onUsage);
    tech = next;
  };
  const onLoadstart = (): void => follow(player.tech(true));
  player.on('loadstart', onLoadstart);
  onLoadstart();
  return () => {
    player.off('loadstart', onLoadstart);
    follow(undefined);
  };
}

import type { ErrorDetails, Rendition } from '../../src/core/index.ts';
import type { VideoJsPlayer } from './player.ts';

/** By MediaError code; 5 is Video.js's own MEDIA_ERR_ENCRYPTED. Everything else is the application's. */
const CATEGORIES = ['APP', 'APP', 'NETWORK', 'DECODER', 'MEDIA', 'DRM'];

/** The player's error in EPAS words: category, code as text, message, and what Video.js knows beyond. */
export function details(player: VideoJsPlayer): ErrorDetails {
  const { code = 0, message, metadata } = player.error() || {};
  return {
    category: CATEGORIES[code] || 'APP',
    code: `${code}`,
    ...(message ? { message } : null),
    ...(metadata ? { data: metadata } : null),
  };
}

/** The rendition in use, null where nothing tells: from the quality levels, whoever fills them, else from VHS itself. */
export function rendition(player: VideoJsPlayer): Rendition | null {
  const levels = player.qualityLevels && player.qualityLevels();
  const level = levels && levels[levels.selectedIndex];
  if (level && level.bitrate) return sized(level.bitrate, level.width, level.height);
  const tech = player.tech(true);
  const playlists = tech && tech.vhs && tech.vhs.playlists;
  const playlist = playlists && playlists.media && playlists.media();
  const { BANDWIDTH, RESOLUTION } = (playlist && playlist.attributes) || {};
  return BANDWIDTH ? sized(BANDWIDTH, RESOLUTION && RESOLUTION.width, RESOLUTION && RESOLUTION.height) : null;
}

const sized = (bits: number, width: number | undefined, height: number | undefined): Rendition => ({
  bitrate: Math.round(bits / 1000),
  ...(width && height ? { width, height } : null),
});

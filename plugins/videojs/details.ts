import type { ReportedError, ReportedRendition } from '../../src/core/index.ts';
import type { QualityLevel, VideoJsPlayer } from './player.ts';

/** By MediaError code; 5 is Video.js's own MEDIA_ERR_ENCRYPTED. Everything else is the application's. */
const CATEGORIES = ['APP', 'APP', 'NETWORK', 'DECODER', 'MEDIA', 'DRM'];

/** The player's error in EPAS words: category, code, message, and what Video.js knows beyond. */
export function details(player: VideoJsPlayer): ReportedError {
  const { code = 0, message, metadata } = player.error() || {};
  return { category: CATEGORIES[code] || 'APP', code, message, data: metadata || undefined };
}

/** The rendition in use, where anything tells: from the quality levels, whoever fills them, else from VHS itself. */
export function rendition(player: VideoJsPlayer): ReportedRendition | undefined {
  const levels = player.qualityLevels && player.qualityLevels();
  const level = levels && levels[levels.selectedIndex];
  if (level && level.bitrate) return sized(level.bitrate, level);
  const tech = player.tech(true);
  const playlists = tech && tech.vhs && tech.vhs.playlists;
  const playlist = playlists && playlists.media && playlists.media();
  const { BANDWIDTH, RESOLUTION } = (playlist && playlist.attributes) || {};
  return BANDWIDTH ? sized(BANDWIDTH, RESOLUTION || {}) : undefined;
}

const sized = (bits: number, { width, height }: QualityLevel): ReportedRendition => ({
  bitrate: bits / 1000,
  width,
  height,
});

import type { PlayerHints } from '../../src/core/index.ts';
import { isDestroyed, type ShakaPlayer } from './player.ts';

/**
 * What Shaka knows about live better than its element, whose duration is 2^32 on sets without `setLiveSeekableRange`.
 *
 * @param onGone called when a reading finds the player destroyed: the proxies of Shaka's UI fall silent before that
 */
export const hintsOf = (player: ShakaPlayer, onGone: () => void): PlayerHints => ({
  announcesSources: true,
  isLive() {
    if (isDestroyed(player)) onGone();
    return player.isLive();
  },
  seekRange: () => (player.isLive() ? player.seekRange() : undefined),
  startDate() {
    const date = player.isLive() && player.getPlayheadTimeAsDate();
    const media = player.getMediaElement();
    return date && media ? date.getTime() - media.currentTime * 1000 : undefined;
  },
});

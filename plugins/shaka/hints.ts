import type { PlayerHints } from '../../src/core/index.ts';
import type { ShakaPlayer } from './player.ts';

/** What Shaka knows about live better than its element, whose duration is 2^32 on sets without `setLiveSeekableRange`. */
export const hintsOf = (player: ShakaPlayer): PlayerHints => ({
  announcesSources: true,
  isLive: () => player.isLive(),
  seekRange: () => (player.isLive() ? player.seekRange() : undefined),
  startDate() {
    const date = player.isLive() && player.getPlayheadTimeAsDate();
    const media = player.getMediaElement();
    return date && media ? date.getTime() - media.currentTime * 1000 : undefined;
  },
});

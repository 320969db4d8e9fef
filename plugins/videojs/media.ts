import type { MediaLike, PlayerHints } from '../../src/core/index.ts';
import type { VideoJsPlayer } from './player.ts';

/** A Video.js player as a media element: what it says holds for every tech, and goes on when the tech changes. */
export function mediaOf(player: VideoJsPlayer): MediaLike {
  return {
    get currentTime() {
      return player.currentTime() || 0;
    },
    get duration() {
      return Number(player.duration());
    },
    get paused() {
      return player.paused();
    },
    get ended() {
      return player.ended();
    },
    get seeking() {
      // The viewer who drags the playhead is seeking all the while, and the pause in it is Video.js's own.
      return player.seeking() || player.scrubbing() === true;
    },
    get readyState() {
      return player.readyState();
    },
    get playbackRate() {
      return player.playbackRate() || 1;
    },
    get loop() {
      return !!player.loop();
    },
    get currentSrc() {
      return player.currentSrc();
    },
    get seekable() {
      return player.seekable();
    },
    get videoWidth() {
      return player.videoWidth();
    },
    get videoHeight() {
      return player.videoHeight();
    },
    addEventListener: (type, listener) => player.on(type, listener),
    removeEventListener: (type, listener) => player.off(type, listener),
  };
}

/** UTC of media time zero by the program date time of VHS, else by the element (native HLS); undefined where neither knows. */
function startDate(player: VideoJsPlayer): number | undefined {
  const tech = player.tech(true);
  const time = player.currentTime() || 0;
  let date: number | undefined;
  if (!tech) return date;
  if (tech.vhs && tech.vhs.convertToProgramTime) {
    // VHS calls back at once.
    tech.vhs.convertToProgramTime(time, (error, program) => {
      if (!error && program && program.programDateTime) date = Date.parse(program.programDateTime) - time * 1000;
    });
    return date;
  }
  const element = tech.el() as Element & { getStartDate?(): Date };
  return element.getStartDate && element.getStartDate().getTime();
}

export const hintsOf = (player: VideoJsPlayer): PlayerHints => ({
  announcesSources: true,
  seekRange() {
    // Between two playlists the tracker lets the live edge go on; the element's stands still.
    const tracker = player.liveTracker;
    if (!tracker || !tracker.isTracking()) return undefined;
    return { start: tracker.seekableStart(), end: tracker.liveCurrentTime() };
  },
  startDate: () => startDate(player),
});

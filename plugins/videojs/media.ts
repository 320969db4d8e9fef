import type { MediaLike, Milliseconds, PlayerHints, Seconds } from '../../src/core/index.ts';
import type { Vhs, VideoJsPlayer } from './player.ts';

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

/** VHS keeps the DASH manifest it parsed; the date in it is nowhere else to be had (mpd-parser drops it). */
const AVAILABLE = /availabilityStartTime="([^"]+)"/;

/** UTC of media time zero by the segments VHS has placed: HLS dates them, DASH dates the beginning of all. */
function placedDate({ playlists }: Vhs, time: Seconds): Milliseconds | undefined {
  const playlist = playlists && playlists.media && playlists.media();
  const segments = (playlist && playlist.segments) || [];
  const available = AVAILABLE.exec((playlists && playlists.mainXml_) || '');
  const beginning = available ? Date.parse(available[1] || '') : NaN;
  let date: Milliseconds | undefined;
  for (let index = segments.length; index--;) {
    const { start, programDateTime, presentationTime = NaN } = segments[index] || {};
    const at = programDateTime || beginning + presentationTime * 1000;
    if (start !== undefined && at > 0) {
      date = at - start * 1000;
      // Dates may jump at a discontinuity: the segment on screen decides.
      if (start <= time) return date;
    }
  }
  return date;
}

export function hintsOf(player: VideoJsPlayer): PlayerHints {
  let asked: Vhs | undefined;
  let date: Milliseconds | undefined;
  return {
    announcesSources: true,
    seekRange() {
      // Between two playlists the tracker lets the live edge go on; the element's stands still.
      const tracker = player.liveTracker;
      if (!tracker || !tracker.isTracking()) return undefined;
      return { start: tracker.seekableStart(), end: tracker.liveCurrentTime() };
    },
    startDate() {
      const tech = player.tech(true);
      const vhs = tech && tech.vhs;
      if (!vhs) return tech && elementDate(tech.el());
      // Right after a change of rendition no segment is placed yet; the timeline is the same for all that one handler plays.
      if (vhs !== asked) date = undefined;
      asked = vhs;
      return (date = placedDate(vhs, player.currentTime() || 0) || date);
    },
  };
}

/** Native HLS. */
const elementDate = (element: Element & { getStartDate?(): Date }): Milliseconds | undefined =>
  element.getStartDate && element.getStartDate().getTime();

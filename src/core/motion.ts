import type { Milliseconds } from './events.ts';
import type { Look } from './position.ts';

/** Decoders report positions in steps (up to half a second on old sets); a jump is more than that. */
const SLACK: Milliseconds = 1000;
/** Below this a position is the same position. */
const SAME: Milliseconds = 1;

/**
 * What lies between two looks: `still`, the playhead stands; `moved`, as playback moves it; `jumped`, it is elsewhere than
 * playback could have brought it: a gap jump, a start position, a new timeline.
 */
export function motion(mark: Look, look: Look): 'still' | 'moved' | 'jumped' {
  const gone = look.media - mark.media;
  if (Math.abs(gone) <= SAME) return 'still';
  const possible = (look.at - mark.at) * Math.max(look.playbackRate, mark.playbackRate, 1) + SLACK;
  if (gone < 0 || gone > possible) return 'jumped';
  return look.paused || look.seeking ? 'still' : 'moved';
}

/** How long the way from `mark` to `look` takes to play. */
const playingTime = (mark: Look, look: Look, rate: number): Milliseconds =>
  (look.media - mark.media) / (rate > 0 ? rate : 1);

/** When a playhead that stood at `mark` and moves in `look` set off. */
export const setOff = (mark: Look, look: Look): Look => ({
  ...mark,
  at: Math.max(mark.at, look.at - playingTime(mark, look, look.playbackRate)),
  paused: false,
});

/** When a playhead seen moving at `mark` and standing in `look` came to rest. */
export const cameToRest = (mark: Look, look: Look): Look => ({
  ...look,
  at: Math.min(look.at, mark.at + playingTime(mark, look, mark.playbackRate)),
});

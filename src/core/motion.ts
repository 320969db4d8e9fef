import type { Milliseconds } from './events.ts';
import type { Look } from './position.ts';

/** What lies between two looks. */
export type Motion =
  /** The playhead stands. */
  | 'still'
  /** It moved as playback moves it. */
  | 'moved'
  /** It is elsewhere than playback could have brought it: a gap jump, a start position, a new timeline. */
  | 'jumped';

/** Decoders report positions in steps (up to half a second on old sets); a jump is more than that. */
const SLACK: Milliseconds = 1000;
/** Below this a position is the same position. */
const SAME: Milliseconds = 1;

export function motion(mark: Look, look: Look): Motion {
  const gone = look.media - mark.media;
  if (Math.abs(gone) <= SAME) return 'still';
  const possible = (look.at - mark.at) * Math.max(look.rate, mark.rate, 1) + SLACK;
  if (gone < 0 || gone > possible) return 'jumped';
  return look.paused || look.seeking ? 'still' : 'moved';
}

/** When a playhead that stood at `mark` and moves in `look` set off: the way it has gone, at its rate, before now. */
export function setOff(mark: Look, look: Look): Look {
  const travelled = (look.media - mark.media) / (look.rate > 0 ? look.rate : 1);
  return { ...mark, at: Math.max(mark.at, look.at - travelled), rate: look.rate };
}

/** When a playhead seen moving at `mark` and standing in `look` came to rest. */
export function cameToRest(mark: Look, look: Look): Look {
  const travelled = (look.media - mark.media) / (mark.rate > 0 ? mark.rate : 1);
  return { ...look, at: Math.min(look.at, mark.at + travelled) };
}

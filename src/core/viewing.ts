import type { Milliseconds } from './events.ts';
import { cameToRest, motion, setOff } from './motion.ts';
import { advance, type Look } from './position.ts';
import type { PlaybackState } from './records.ts';
import type { Scribe } from './scribe.ts';
import type { Input } from './signals.ts';

/**
 * Between `loaded` and `stopped`: what the playhead does (`is`), and what was last said about playback (`said`), which
 * stalls and seeks do not change. `mark` is the look that the next ones are measured against: where the playhead was last
 * seen moving, or where it stands. What is not certain yet (`doubting`, `halting`, `landed`) is said later, with the
 * instant at which it began.
 */
export type Viewing = { readonly mark: Look } & (
  | /** Paused, or not asked to play yet: standing is right. */
    { readonly is: 'resting'; readonly said: 'loaded' | 'play' | 'paused' }
    /** It should move and has not yet. `hinted`: the player said `waiting`. */
  | { readonly is: 'doubting'; readonly said: 'play' | 'playing' | 'paused'; readonly hinted: boolean }
  | { readonly is: 'moving'; readonly said: 'playing' }
  /** The player paused: by the viewer, for a seek, or because it is over? */
  | { readonly is: 'halting'; readonly said: 'playing' }
  /** `buffering` is said. */
  | { readonly is: 'stalled'; readonly said: 'playing' | 'paused' }
  /** `seeking` is said. */
  | { readonly is: 'seeking'; readonly said: 'playing' | 'paused' }
  /** The seek is over, `seeked` not said yet: the next of several in a row may follow. */
  | { readonly is: 'landed'; readonly said: 'playing' | 'paused' }
);
type Being<Is extends Viewing['is']> = Extract<Viewing, { is: Is }>;

/** A `waiting`, or a pause before a seek, that is over sooner than this was none. */
const STRAY: Milliseconds = 100;
/** A playhead that stands still for this long has stalled, or ended, whatever the player says. */
const STILL: Milliseconds = 1000;
/** A seek that follows sooner than this, with nothing played between, is the same seek. */
const IN_A_ROW: Milliseconds = 500;
/** Standing this close to the end is the end, on sets that do not say `ended`. */
export const NEAR_END: Milliseconds = 500;
/** A paused playhead has to be closer: viewers pause near the end, too. */
const AT_END: Milliseconds = 50;
/** HTMLMediaElement.HAVE_FUTURE_DATA: it could play on. */
export const ENOUGH = 3;
/** Looks come every second while anything can happen; a longer gap is a device that slept. */
const ASLEEP: Milliseconds = 5000;

const resting = (mark: Look, said: Being<'resting'>['said']): Viewing => ({ is: 'resting', said, mark });
const doubting = (mark: Look, said: Being<'doubting'>['said'], hinted: boolean): Viewing => {
  return { is: 'doubting', said, hinted, mark };
};
const halting = (mark: Look): Viewing => ({ is: 'halting', said: 'playing', mark });

export const beginViewing = (asked: boolean, look: Look): Viewing =>
  asked ? doubting(look, 'play', false) : resting(look, 'loaded');

/** Says what a look proves about everything uncertain. 'ended': it stands at the end, though nobody says so. */
export function settle(viewing: Viewing, look: Look, scribe: Scribe): Viewing | 'ended' {
  const { mark } = viewing;
  // A source that is gone proves nothing; where it was last seen is where it stopped.
  if (!look.readyState) return viewing;
  if (look.seeking && !(viewing.is === 'doubting' && isAnnounced(viewing, look))) return follow(viewing, look);
  // The viewer has let go of the playhead; the pause until here was the player's.
  if (viewing.is === 'halting' && mark.seeking) return halting(look);
  const since = motion(mark, look);
  const standsLess = (most: Milliseconds): boolean => since === 'still' && look.at - mark.at < most;
  switch (viewing.is) {
    case 'seeking':
      // Some players say no `seeked`.
      if (standsLess(STILL)) return viewing;
      return settle({ ...viewing, is: 'landed', mark: since === 'moved' ? setOff(mark, look) : mark }, look, scribe);
    case 'landed':
      if (standsLess(IN_A_ROW)) return viewing;
      return settle(land(viewing, scribe), look, scribe);
    case 'resting':
      // Some TVs say no `play`. One look is not enough: Chromium lets a paused playhead slip a little on `play`.
      return since === 'moved' ? onPlay(viewing, look, scribe) : { ...viewing, mark: look };
    case 'stalled':
      if (since === 'moved') return goOn(viewing, look, scribe);
      return endStall({ ...viewing, mark: look }, look, scribe);
    default:
      if (since === 'moved') return goOn(viewing, look, scribe);
      // Nothing can be said about the time a device slept, or across a jump.
      if (look.gap > ASLEEP || since === 'jumped') return { ...viewing, mark: look };
      return judge(viewing, look, scribe);
  }
}

/** While an element seeks it already stands at the target; before the first motion, targets are start positions. */
const follow = (viewing: Viewing, look: Look): Viewing =>
  viewing.is === 'seeking' || viewing.said === 'play' ? { ...viewing, mark: look } : viewing;

/** The playhead moves: whatever stood before is over, since `setOff`. */
function goOn(viewing: Being<'doubting' | 'moving' | 'halting' | 'stalled'>, look: Look, scribe: Scribe): Viewing {
  const { is, mark, said } = viewing;
  const start = setOff(mark, look);
  const stood = start.at - mark.at;
  if (viewing.is === 'halting' && stood > STRAY) return onPlay(pause(viewing, mark, scribe), look, scribe);
  const patience = viewing.is === 'doubting' && viewing.hinted ? STRAY : STILL;
  if (is !== 'stalled' && said !== 'play' && stood > patience && look.gap <= ASLEEP) {
    scribe.say('buffering', mark);
    scribe.say('buffered', start);
  }
  if (is === 'stalled') scribe.say('buffered', start);
  if (said === 'play') scribe.say('playing', start);
  if (said === 'paused') scribe.say('resume', start);
  return { is: 'moving', said: 'playing', mark: look };
}

/** It stands where it was: how long is that still all right? */
function judge(viewing: Being<'doubting' | 'moving' | 'halting'>, look: Look, scribe: Scribe): Viewing | 'ended' {
  // Before the first motion all waiting is start-up (EPAS: no `buffering` "when seeking or loading").
  if (viewing.said === 'play') return viewing;
  const rest = viewing.is === 'moving' ? cameToRest(viewing.mark, look) : viewing.mark;
  const stood = look.at - rest.at;
  if (look.ended || (stood >= STILL && look.remaining <= (look.paused ? AT_END : NEAR_END))) return 'ended';
  // Near the end the end is awaited: HTML pauses before `ended`, Firefox says `waiting`.
  const patience = look.remaining <= NEAR_END ? STILL : STRAY;
  if (viewing.is === 'halting') return stood > patience ? pause(viewing, rest, scribe) : viewing;
  const starves = viewing.is === 'doubting' && viewing.hinted && stood > patience;
  if (look.paused && !starves) return viewing.said === 'playing' ? halting(rest) : resting(rest, viewing.said);
  if (stood < STILL && !starves) {
    // A seek that comes now comes from here, not from where playing on would have led.
    return viewing.is === 'moving' && stood > STRAY ? doubting(rest, 'playing', false) : viewing;
  }
  scribe.say('buffering', rest);
  return { is: 'stalled', said: viewing.said, mark: rest };
}

/** Says `pause` where the last word is `playing`; either way it rests. */
function pause({ said }: { readonly said: 'playing' | 'paused' }, at: Look, scribe: Scribe): Viewing {
  if (said === 'playing') scribe.say('pause', at);
  return resting(at, 'paused');
}

/** The stall is over although nothing moves where there is enough to play on and the viewer has paused. */
function endStall(viewing: Being<'stalled'>, look: Look, scribe: Scribe): Viewing {
  // An element that has ended was paused by HTML, not by the viewer.
  if (!look.paused || look.ended || look.readyState < ENOUGH) return viewing;
  scribe.say('buffered', look);
  return pause(viewing, look, scribe);
}

/** Says `seeked`, and the pause that was held back for it. */
function land({ mark, said }: Being<'landed'>, scribe: Scribe): Viewing {
  scribe.say('seeked', mark);
  return mark.paused ? pause({ said }, mark, scribe) : doubting(mark, said, false);
}

/** A step in the middle of a viewing, after `settle`. */
type Act = (viewing: Viewing, look: Look, scribe: Scribe) => Viewing;

const onPlay: Act = (viewing, look, scribe) => {
  if (viewing.said === 'loaded') scribe.say('play', look);
  if (viewing.is === 'halting') return { ...viewing, is: 'moving' };
  return viewing.is === 'resting' ? doubting(look, viewing.said === 'paused' ? 'paused' : 'play', false) : viewing;
};

/** The player says the wait is over; only motion proves it, but from here on standing has to last a second to count. */
const onPlaying: Act = (viewing) => (viewing.is === 'doubting' ? { ...viewing, hinted: false } : viewing);

const onPause: Act = (viewing, look, scribe) => {
  switch (viewing.is) {
    case 'moving':
    case 'doubting':
      // Neither before the first motion nor between `pause` and `resume` is there anything to pause.
      return viewing.said === 'playing' ? halting(look) : resting(look, viewing.said);
    case 'landed':
      return onPause(land(viewing, scribe), look, scribe);
    case 'stalled':
    case 'seeking':
      // EPAS 0.1: `pause` "should not be sent when buffering/seeking"; it follows if it still holds then.
      if (scribe.holdsPause || viewing.said === 'paused') return viewing;
      scribe.say('pause', look);
      return { ...viewing, said: 'paused' };
    default:
      return viewing;
  }
};

const onWaiting: Act = (viewing, look, scribe) => {
  if (viewing.is === 'landed') return onWaiting(land(viewing, scribe), look, scribe);
  if (viewing.is === 'moving') return doubting(look, 'playing', true);
  return viewing.is === 'doubting' ? { ...viewing, hinted: true } : viewing;
};

const onSeeking: Act = (viewing, look, scribe) => {
  const { said } = viewing;
  if (viewing.is === 'seeking' || said === 'loaded' || said === 'play') return { ...viewing, mark: look };
  if (isAnnounced(viewing, look)) return viewing;
  if (viewing.is === 'landed') return { ...viewing, is: 'seeking', mark: look };
  const from = lastPlace(viewing, look.at);
  const stood = look.at - viewing.mark.at;
  const stalls = viewing.is === 'stalled' || (viewing.is === 'doubting' && viewing.hinted && stood > STRAY);
  if (stalls && viewing.is === 'doubting') scribe.say('buffering', viewing.mark);
  if (stalls) scribe.say('buffered', from, { interrupted: true });
  const paused = viewing.is === 'halting' && stood > STRAY && !viewing.mark.seeking;
  if (paused) scribe.say('pause', viewing.mark);
  scribe.say('seeking', from);
  return { is: 'seeking', said: paused ? 'paused' : said, mark: look };
};

/**
 * A jump that nobody asked for: the playhead is elsewhere, and whatever it did it still does. Players say so once the
 * element is on its way, so its own `seeking` to the same place follows; without data there, it stands (VHS seeks on the spot).
 */
const onJump: Act = (viewing, look) =>
  viewing.is === 'moving' ? doubting(look, 'playing', false) : { ...viewing, mark: look };
const isAnnounced = ({ mark }: Viewing, look: Look): boolean => mark.seeking && motion(mark, look) === 'still';

const onSeeked: Act = (viewing, look) =>
  // Still seeking: the next one has begun, and this was one of several in a row.
  viewing.is === 'seeking' && !look.seeking ? { ...viewing, is: 'landed', mark: look } : viewing;

/** What viewers and players do in the middle of a viewing. Everything else means nothing there. */
export function act(viewing: Viewing, input: Input, look: Look, scribe: Scribe): Viewing {
  switch (input.type) {
    case 'play':
      return onPlay(viewing, look, scribe);
    case 'playing':
      return onPlaying(viewing, look, scribe);
    case 'pause':
      return onPause(viewing, look, scribe);
    case 'waiting':
      return onWaiting(viewing, look, scribe);
    case 'seeking':
      return (input.automatic ? onJump : onSeeking)(viewing, look, scribe);
    case 'seeked':
      return onSeeked(viewing, look, scribe);
    default:
      return viewing;
  }
}

/** Where the playhead is, or was before the element moved it. */
export const lastPlace = ({ is, mark }: Viewing, at: Milliseconds): Look =>
  is === 'moving' ? advance(mark, at) : { ...mark, at };

/** Closes what is open before `stopped` or `error`. */
export function breakOff({ is, mark }: Viewing, look: Look, scribe: Scribe): void {
  if (is === 'stalled') scribe.say('buffered', look, { interrupted: true });
  if (is === 'landed') scribe.say('seeked', mark);
  if (is === 'seeking' && look.ended) scribe.say('seeked', look);
}

export function viewingState({ is, said }: Viewing): PlaybackState {
  if (is === 'moving' || (is === 'doubting' && said === 'playing')) return 'playing';
  if (is === 'doubting') return 'starting';
  if (is === 'stalled') return 'buffering';
  if (is === 'seeking' || is === 'landed') return 'seeking';
  return said === 'loaded' || said === 'play' ? 'ready' : 'paused';
}

import { motion } from './motion.ts';
import { lookAt, type Look, NO_MEDIA, NOTHING_SEEN } from './position.ts';
import type { PlaybackState } from './records.ts';
import type { Emission, Scribe } from './scribe.ts';
import type { Input } from './signals.ts';
import {
  act,
  beginViewing,
  breakOff,
  ENOUGH,
  lastPlace,
  NEAR_END,
  settle,
  viewingState,
  type Viewing,
} from './viewing.ts';

/**
 * The EPAS table (spec/epas-0.1, "Event flow"; 0.2 likewise), as a pure function: what is said when a player does something.
 * Words are those of 0.1; `dialect.ts` gives 0.2 its own.
 */

/** Where one viewing session stands. */
export type Playback =
  /** No source. */
  | { readonly is: 'idle' }
  /** `init` is said; once `attached`, `loading` too; `asked`: so is `play`. */
  | { readonly is: 'loading'; readonly attached: boolean; readonly asked: boolean }
  | Viewing
  /** `stopped` is said. What it takes to start over depends on why. */
  | { readonly is: 'stopped'; readonly reason: string; readonly mark: Look };

export interface Step {
  readonly state: Playback;
  readonly emit: readonly Emission[];
}

export const IDLE: Playback = { is: 'idle' };
const OPENING: Playback = { is: 'loading', attached: false, asked: false };

/**
 * One step of a viewing session. Never throws; an input that means nothing in a state changes nothing.
 *
 * @param holdsPause the dialect keeps `pause` back during stalls and seeks (EPAS 0.1)
 */
export function step(state: Playback, input: Input, look: Look, holdsPause: boolean): Step {
  const emit: Emission[] = [];
  const scribe: Scribe = {
    holdsPause,
    say: (event, at, payload) => emit.push(payload ? { event, look: at, payload } : { event, look: at }),
  };
  return { state: respond(proceed(state, look, scribe), input, look, scribe), emit };
}

/** `init` is about no place yet (EPAS: playhead and duration -1). */
const nowhere = (at: number): Look => lookAt(NO_MEDIA, NOTHING_SEEN, at, 0, 0).look;

/** What the look alone proves, whatever came with it. */
function proceed(state: Playback, look: Look, scribe: Scribe): Playback {
  switch (state.is) {
    case 'idle':
      return state;
    case 'loading':
      return state.attached && look.readyState >= ENOUGH && !look.seeking ? load(state.asked, look, scribe) : state;
    case 'stopped':
      return startsOver(state, look) ? replay(look, scribe) : { ...state, mark: look };
    default: {
      const settled = settle(state, look, scribe);
      return settled === 'ended' ? finish('ended', look, scribe) : settled;
    }
  }
}

function respond(state: Playback, input: Input, look: Look, scribe: Scribe): Playback {
  switch (input.type) {
    case 'source':
      stop(state, 'aborted', look, scribe);
      scribe.say('init', nowhere(look.at));
      return OPENING;
    case 'loadstart':
      return attach(state, look, scribe);
    case 'canplay':
      // Once per source, however often the element says it.
      return state.is === 'loading' ? load(state.asked, look, scribe, state.attached) : state;
    case 'emptied':
      stop(state, 'aborted', look, scribe);
      // Nothing is left that a request to play could play again.
      return IDLE;
    case 'stop':
      return stop(state, input.reason, look, scribe);
    case 'ended':
      return stop(state, 'ended', look, scribe);
    case 'rendition':
      if (isOpen(state)) scribe.say('bitrate_changed', look, { ...input.rendition });
      return state;
    case 'warning':
      if (isOpen(state)) scribe.say('warn', look, { ...input.error });
      return state;
    case 'error':
      return fail(state, input, look, scribe);
  }
  if (loops(state, look)) {
    stop(state, 'ended', lastPlace(state, look.at), scribe);
    return replay(look, scribe);
  }
  if (isViewing(state)) return act(state, input, look, scribe);
  return input.type === 'play' ? askToPlay(state, look, scribe) : state;
}

/** EPAS `play`: "as soon as player request that playback starts", loaded or not. After `stopped` it asks for a new viewing. */
function askToPlay(state: Exclude<Playback, Viewing>, look: Look, scribe: Scribe): Playback {
  // Without metadata there is nothing to replay: the request is for the source that is about to come.
  if (state.is === 'stopped' && look.readyState) {
    // A source that failed is believed when it moves: from here on as after the end.
    return state.reason === 'error' ? { ...state, reason: 'ended' } : replay(look, scribe);
  }
  if (state.is !== 'loading' || state.asked) return state;
  scribe.say('play', look);
  return { ...state, asked: true };
}

/** `loop` seeks from the end to the start: the end of one viewing, the start of the next. */
const loops = (state: Playback, look: Look): state is Viewing =>
  isViewing(state) && look.loop && state.mark.remaining <= 2 * NEAR_END && look.media <= NEAR_END;

export const isOpen = ({ is }: Playback): boolean => is !== 'idle' && is !== 'stopped';
/** Past `loaded`. */
export const isViewing = (state: Playback): state is Viewing => isOpen(state) && state.is !== 'loading';

/** EPAS `loading`: "when the contentUrl has been attached". A second `loadstart` for one source says nothing new. */
function attach(state: Playback, look: Look, scribe: Scribe): Playback {
  if (state.is !== 'loading' || state.attached) return state;
  scribe.say('loading', look);
  return { ...state, attached: true };
}

/** EPAS `loaded`: "when it's possible for the player to play". */
function load(asked: boolean, look: Look, scribe: Scribe, attached = true): Playback {
  if (!attached) scribe.say('loading', look);
  scribe.say('loaded', look);
  return beginViewing(asked, look);
}

function fail(state: Playback, input: Extract<Input, { type: 'error' }>, look: Look, scribe: Scribe): Playback {
  if (!isOpen(state)) return state;
  if (isViewing(state)) breakOff(state, look, scribe);
  scribe.say('error', look, { ...input.error });
  return finish('error', look, scribe);
}

function stop(state: Playback, reason: string, look: Look, scribe: Scribe): Playback {
  if (!isOpen(state)) return state;
  // A source that is already gone has no place any more; the last one known is where it stopped.
  const at = isViewing(state) && look.playhead < 0 ? lastPlace(state, look.at) : look;
  if (isViewing(state)) breakOff(state, at, scribe);
  return finish(reason, at, scribe);
}

function finish(reason: string, look: Look, scribe: Scribe): Playback {
  scribe.say('stopped', look, { reason });
  return { is: 'stopped', reason, mark: look };
}

/** The content is still attached and can play: a new session says so at once. */
function replay(look: Look, scribe: Scribe): Playback {
  scribe.say('init', nowhere(look.at));
  scribe.say('loading', look);
  scribe.say('loaded', look);
  scribe.say('play', look);
  return beginViewing(true, look);
}

/** After `ended` a playhead under way is a new viewing (TVs may fire no `play`); after an error it is what was left in the buffer. */
const startsOver = ({ reason, mark }: Extract<Playback, { is: 'stopped' }>, look: Look): boolean =>
  reason === 'ended' && look.remaining > NEAR_END && motion(mark, look) === 'moved';

export function stateOf(state: Playback): PlaybackState {
  return isViewing(state) ? viewingState(state) : state.is;
}

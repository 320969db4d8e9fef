import type { Happening } from './dialect.ts';
import type { Payload } from './events.ts';
import { motion } from './motion.ts';
import { lookAtNothing, type Look } from './position.ts';
import type { PlaybackState } from './records.ts';
import type { Signal } from './signals.ts';
import { act, beginViewing, breakOff, lastPlace, NEAR_END, settle, viewingState, type Viewing } from './viewing.ts';

/**
 * The EPAS table (spec/epas-0.1, "Event flow"; 0.2 likewise), as a pure function: what is said when a player does something.
 * Words are those of 0.1; `dialect.ts` gives 0.2 its own.
 */

/** Something to say, with the instant and the place it is about: both may lie a little before the signal that proved it. */
export interface Emission {
  readonly event: Happening;
  readonly look: Look;
  readonly payload?: Payload;
}

/** Where one viewing session stands. */
export type Playback =
  /** No source. */
  | { readonly phase: 'idle' }
  /** `init` is said; once `attached`, `loading` too; `asked`: so is `play`. */
  | { readonly phase: 'loading'; readonly attached: boolean; readonly asked: boolean }
  | Viewing
  /** `stopped` is said. What it takes to start over depends on why. */
  | { readonly phase: 'stopped'; readonly reason: string; readonly mark: Look };

/** Signals, and what only the core itself says: time passed; the session is to end. */
export type Input = Signal | { readonly type: 'tick' } | { readonly type: 'stop'; readonly reason: string };

export interface Step {
  readonly state: Playback;
  readonly emit: readonly Emission[];
}

/** Collects what one step says. */
export interface Scribe {
  readonly holdsPause: boolean;
  say(event: Happening, look: Look, payload?: Payload): void;
}

export const IDLE: Playback = { phase: 'idle' };
const OPENING: Playback = { phase: 'loading', attached: false, asked: false };

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

/** What the look alone proves, whatever came with it. */
function proceed(state: Playback, look: Look, scribe: Scribe): Playback {
  switch (state.phase) {
    case 'idle':
      return state;
    case 'loading':
      return state.attached && look.ready && !look.seeking ? load(state.asked, look, scribe) : state;
    case 'viewing': {
      const settled = settle(state, look, scribe);
      return settled === 'ended' ? finish('ended', look, scribe) : settled;
    }
    case 'stopped':
      return startsOver(state, look) ? replay(look, scribe) : { ...state, mark: look };
  }
}

function respond(state: Playback, input: Input, look: Look, scribe: Scribe): Playback {
  switch (input.type) {
    case 'source':
      stop(state, 'aborted', look, scribe);
      scribe.say('init', lookAtNothing(look.at));
      return OPENING;
    case 'loadstart':
      return attach(state, look, scribe);
    case 'canplay':
      // Once per source, however often the element says it.
      return state.phase === 'loading' ? load(state.asked, look, scribe, state.attached) : state;
    case 'emptied':
      return stop(state, 'aborted', look, scribe);
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
    case 'play':
      if (state.phase === 'loading') {
        if (!state.asked) scribe.say('play', look);
        return { ...state, asked: true };
      }
      if (state.phase === 'stopped' && state.reason !== 'error') return replay(look, scribe);
      break;
    case 'seeking':
      if (loops(state, look)) {
        stop(state, 'ended', lastPlace(state, look.at), scribe);
        return replay(look, scribe);
      }
  }
  return state.phase === 'viewing' ? act(state, input, look, scribe) : state;
}

/** `loop` seeks from the end to the start: the end of one viewing, the start of the next. */
const loops = (state: Playback, look: Look): state is Viewing =>
  state.phase === 'viewing' && look.loop && state.mark.remaining <= 2 * NEAR_END && look.media <= NEAR_END;

export const isOpen = (state: Playback): boolean => state.phase === 'loading' || state.phase === 'viewing';

/** EPAS `loading`: "when the contentUrl has been attached". A second `loadstart` for one source says nothing new. */
function attach(state: Playback, look: Look, scribe: Scribe): Playback {
  if (state.phase !== 'loading' || state.attached) return state;
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
  if (state.phase === 'viewing') breakOff(state, look, scribe);
  scribe.say('error', look, { ...input.error });
  return finish('error', look, scribe);
}

function stop(state: Playback, reason: string, look: Look, scribe: Scribe): Playback {
  if (!isOpen(state)) return state;
  // A source that is already gone has no place any more; the last one known is where it stopped.
  const at = state.phase === 'viewing' && look.playhead < 0 ? lastPlace(state, look.at) : look;
  if (state.phase === 'viewing') breakOff(state, at, scribe);
  return finish(reason, at, scribe);
}

function finish(reason: string, look: Look, scribe: Scribe): Playback {
  scribe.say('stopped', look, { reason });
  return { phase: 'stopped', reason, mark: look };
}

/** The content is still attached and can play: a new session says so at once. */
function replay(look: Look, scribe: Scribe): Playback {
  scribe.say('init', lookAtNothing(look.at));
  scribe.say('loading', look);
  scribe.say('loaded', look);
  scribe.say('play', look);
  return beginViewing(true, look);
}

/** After `ended` and after an error the player recovered from, a playhead under way is a new viewing (TVs may fire no `play`). */
function startsOver({ reason, mark }: Extract<Playback, { phase: 'stopped' }>, look: Look): boolean {
  const recoverable = reason === 'ended' || reason === 'error';
  return recoverable && look.remaining > NEAR_END && motion(mark, look) === 'moved';
}

export function stateOf(state: Playback): PlaybackState {
  return state.phase === 'viewing' ? viewingState(state) : state.phase;
}

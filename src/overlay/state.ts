import type { PlaybackState } from '../core/records.ts';
import type { TemplateResult } from 'lit/html.js';
import type { View } from './observer.ts';
import { mark, type Shape, type Tone } from './pieces.ts';
import type { Strings } from './strings.ts';

const STATES: Readonly<Record<PlaybackState, readonly [Tone, Shape]>> = {
  idle: ['dim', 'dot'],
  loading: ['info', 'wait'],
  ready: ['info', 'dot'],
  starting: ['info', 'wait'],
  playing: ['good', 'play'],
  paused: ['info', 'pause'],
  buffering: ['warn', 'wait'],
  seeking: ['info', 'seek'],
  stopped: ['dim', 'stop'],
};

/** The playback state in words, colour and shape; a session that an error ended says so. */
export function stateOf({ snapshot: { state, session }, trouble }: View, words: Strings): TemplateResult {
  if (state === 'stopped' && trouble?.session === session && trouble.event.event === 'error') {
    return mark('bad', 'cross', words.failed);
  }
  const [tone, shape] = STATES[state];
  return mark(tone, shape, words.states[state]);
}

import type { TemplateResult } from 'lit/html.js';
import type { View } from './observer.ts';
import { look, mark } from './pieces.ts';
import type { Strings } from './strings.ts';

/** The playback state in words, colour and shape; a session that an error ended says so. */
export function stateOf({ snapshot: { state, session }, trouble }: View, words: Strings): TemplateResult {
  if (state === 'stopped' && trouble && trouble.session === session && trouble.event.event === 'error') {
    return mark('bad', 'cross', words.failed);
  }
  return look(state, words.states[state]);
}

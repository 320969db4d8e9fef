import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Entry } from './ledger.ts';
import type { Focus } from './navigation.ts';

/** How good or bad something is; each goes with a shape and a word, so that nobody has to see the colour. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'dim';

/** Shapes drawn here, in a box of 16 × 16: fonts of TVs lack the signs, or show an emoji instead. */
const SHAPES = {
  play: 'M3 1l11 7-11 7z',
  pause: 'M2 1h4v14H2zM10 1h4v14h-4z',
  seek: 'M1 2l7 6-7 6zM8 2l7 6-7 6z',
  stop: 'M2 2h12v12H2z',
  wait: 'M2 1h12v3L9 8l5 4v3H2v-3l5-4-5-4z',
  check: 'M6 14L0 8l2-2 4 4 8-8 2 2z',
  cross: 'M3 1l5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z',
  up: 'M8 1l6 7h-4v7H6V8H2z',
  dot: 'M8 3l5 5-5 5-5-5z',
} as const;
export type Shape = keyof typeof SHAPES;

export const shape = (name: Shape): TemplateResult =>
  html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${SHAPES[name]} fill="currentColor"></path></svg>`;

/** A word with its shape in its colour. */
export const mark = (tone: Tone, name: Shape, words: unknown): TemplateResult =>
  html`<span class=${tone}>${shape(name)} ${words}</span>`;

/** How each state of playback, event and test session looks; anything else is a dim dot. */
const LOOKS: ReadonlyMap<string, readonly [Tone, Shape]> = new Map([
  ['loading', ['info', 'wait']],
  ['starting', ['info', 'wait']],
  ['playing', ['good', 'play']],
  ['paused', ['info', 'pause']],
  ['buffering', ['warn', 'wait']],
  ['seeking', ['info', 'seek']],
  ['stopped', ['dim', 'stop']],
  ['queued', ['warn', 'wait']],
  ['sent', ['info', 'up']],
  ['acknowledged', ['good', 'check']],
  ['dropped', ['bad', 'cross']],
  ['pending', ['dim', 'wait']],
  ['running', ['good', 'play']],
  ['completed', ['good', 'check']],
  ['aborted', ['bad', 'cross']],
  ['gone', ['bad', 'cross']],
]);

/** A state in words, with its colour and shape. */
export function look(state: string, words: string): TemplateResult {
  const [tone, name] = LOOKS.get(state) || (['dim', 'dot'] as const);
  return mark(tone, name, words);
}

/** One line of a table; left out when there is nothing to say (0 is something). */
export const row = (label: string, value: unknown): TemplateResult | typeof nothing =>
  value === 0 || (value && value !== nothing)
    ? html`<div class="row">
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`
    : nothing;

/** Something OK acts on. */
export const control = (name: Focus, focus: Focus, words: unknown): TemplateResult =>
  html`<span class="switch ${name === focus ? 'on' : ''}">${words}</span>`;

/** What an `error` or `warn` says, in a line. */
export function troubleText({ event: { payload = {} } }: Entry): string {
  const { category = '', code = '', message = '' } = payload;
  return `${category} ${code} ${message}`.trim();
}

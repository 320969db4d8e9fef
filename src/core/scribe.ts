import type { Happening } from './dialect.ts';
import type { Payload } from './events.ts';
import type { Look } from './position.ts';

/** Something to say, with the instant and the place it is about: both may lie a little before the signal that proved it. */
export interface Emission {
  readonly event: Happening;
  readonly look: Look;
  readonly payload?: Payload;
}

/** Collects what one step says. */
export interface Scribe {
  readonly holdsPause: boolean;
  say(event: Happening, look: Look, payload?: Payload): void;
}

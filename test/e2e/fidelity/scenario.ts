import type { PlayerKind } from './page/players.ts';
import type { Stage } from './stage.ts';

/** `event@instant` in the words of 0.1 (see `truth.ts` for instants); `buffered!` is the interrupted one. */
type Line = string;

export interface Scenario {
  readonly name: string;
  /** Path of the stream's options; VOD without. */
  readonly live?: { readonly dvr: number; readonly end?: number };
  /** By default all five. */
  readonly players?: readonly PlayerKind[];
  /** The player keeps little in store, so that a stall comes soon. */
  readonly lean?: boolean;
  play(stage: Stage): Promise<void>;
  /** At the end it is VOD, and so is the last playhead. */
  readonly becomesVod?: boolean;
  readonly expect: readonly Line[];
  /** Where 0.2 is more than other words. */
  readonly expect02?: readonly Line[];
  /** How many stalls the probe has to find, or the scenario did not happen as written. */
  readonly stalls?: number;
}

export const STREAMING: readonly PlayerKind[] = ['videojs-hls', 'videojs-dash', 'shaka-hls', 'shaka-dash'];
export const OPEN = ['init@act:load', 'loading@act:load', 'loaded@ready>act:load'];
export const START = [...OPEN, 'play@act:play', 'playing@motion>act:play'];
export const START_LIVE = [...OPEN, '~play@act:play', 'playing@motion>act:play'];
export const LEFT = 'stopped:aborted@act:leave';

/** The viewer asks when the player is ready. */
export async function start(stage: Stage, until = 1.5) {
  await stage.load();
  await stage.ready();
  await stage.act('play');
  await stage.reach(until);
}

/** Video.js loads no media of a live stream before it is asked to play. */
export async function startLive(stage: Stage, seconds: number) {
  await stage.load();
  await stage.wait(600);
  await stage.act('play');
  await stage.goOn(seconds);
}

/** The viewer comes back: a stall that ends, and a while after it. */
export async function stallAt(stage: Stage, seconds: number, length: number) {
  const lift = stage.holdFrom(seconds);
  await start(stage, 1);
  await stage.stands();
  await stage.wait(length);
  lift();
}

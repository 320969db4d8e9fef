import type { MediaLike } from '../core/signals.ts';

/** What starts and stops a player: the media element itself, a Video.js player, or anything with these two. */
export interface Controls {
  /** May return a promise; its rejection is nobody's problem (a TV may refuse to start). */
  play(): unknown;
  pause(): unknown;
}

/** Playback as a test session pauses it, told from what the viewer wants. */
export interface Hold {
  /** Pauses, and pauses again whatever starts while it holds. */
  hold(): void;
  /** Goes on if playback went on when the hold began, or somebody asked for it since; what the viewer paused stays paused. */
  release(): void;
  /** Takes the listeners off; playback stays as it is. */
  drop(): void;
}

export function createHold(media: MediaLike, controls: Controls): Hold {
  let holding = false;
  let wanted = false;

  const attempt = (action: 'play' | 'pause'): void => {
    try {
      const started = controls[action]() as PromiseLike<unknown> | null | undefined;
      // Engines before Chrome 50 return nothing.
      if (started && started.then) started.then(undefined, () => {});
    } catch {
      // A player that is gone or not ready: nothing to hold.
    }
  };
  /** Somebody presses play, or a player starts by itself: remembered, for the release. */
  const restrain = (): void => {
    wanted = true;
    attempt('pause');
  };
  const drop = (): void => {
    holding = false;
    media.removeEventListener('play', restrain);
  };

  return {
    hold() {
      if (holding) return;
      holding = true;
      wanted = !media.paused && !media.ended;
      media.addEventListener('play', restrain);
      if (wanted) attempt('pause');
    },
    release() {
      if (!holding) return;
      drop();
      if (wanted) attempt('play');
    },
    drop,
  };
}

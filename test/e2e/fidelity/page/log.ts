/** What the probe writes down; times are the page's own, UTC ms. Shared by the page and the judge: no DOM in here. */

/** One look at the element: [at, currentTime, bits, readyState]. */
export type Sample = readonly [at: number, time: number, bits: number, ready: number];
export const PAUSED = 1;
export const SEEKING = 2;
export const ENDED = 4;
export const HIDDEN = 8;

/** Something that was done, or that the browser or the player said of itself. */
export interface Note {
  readonly at: number;
  /** `act`: the scenario did it; `ev`: the media element's own event; `said`: the player's. */
  readonly kind: 'act' | 'ev' | 'said';
  readonly name: string;
  /** Media time, seconds. */
  readonly time: number;
}

export interface RenditionNote {
  readonly at: number;
  readonly bitrate: number;
  readonly width?: number;
  readonly height?: number;
}

/** A frame on screen (requestVideoFrameCallback). */
export type Frame = readonly [at: number, mediaTime: number];

export interface ProbeLog {
  readonly samples: Sample[];
  readonly notes: Note[];
  readonly frames: Frame[];
  readonly renditions: RenditionNote[];
  /** Media time minus content time of what was appended last, seconds: where the player put the stream's own time. */
  readonly offset: number;
  /** Uncaught errors and unhandled rejections of the page. */
  readonly faults: string[];
}

import type { Seconds } from '../../src/core/events.ts';

interface TimeRangesLike {
  readonly length: number;
  start(index: number): Seconds;
  end(index: number): Seconds;
}

/** What Video.js calls an event: its own, or the DOM's. */
export interface VideoJsEvent {
  /** Of `usage` events. */
  readonly name?: string;
}

type Listener = (event: VideoJsEvent) => void;

export interface VideoJsError {
  readonly code?: number;
  readonly message?: string;
  /** 8.19 and newer: what exactly went wrong. */
  readonly metadata?: unknown;
}

/** A quality level of videojs-contrib-quality-levels; `bitrate` in bits per second. */
export interface QualityLevel {
  readonly bitrate?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export interface QualityLevels {
  readonly selectedIndex: number;
  readonly [index: number]: QualityLevel;
  on(type: string, listener: () => void): void;
  off(type: string, listener: () => void): void;
}

export interface VhsSegment {
  /** Where it lies on the element's timeline, once it was appended. */
  readonly start?: Seconds;
  /** HLS: UTC milliseconds. */
  readonly programDateTime?: number;
  /** DASH: since the availability start time. */
  readonly presentationTime?: Seconds;
}

export interface VhsPlaylist {
  readonly attributes?: { readonly BANDWIDTH?: number; readonly RESOLUTION?: QualityLevel };
  readonly segments?: readonly VhsSegment[];
}

/** The part of the VHS source handler that is used. */
export interface Vhs {
  readonly playlists?: {
    media?(): VhsPlaylist | undefined;
    /** The DASH manifest as text. */
    readonly mainXml_?: string;
  };
}

export interface VideoJsTech {
  readonly vhs?: Vhs;
  el(): Element;
  on(type: string, listener: Listener): void;
  off(type: string, listener: Listener): void;
}

export interface LiveTracker {
  isTracking(): boolean;
  seekableStart(): Seconds;
  liveCurrentTime(): Seconds;
}

/** The part of a Video.js player (7 and 8) that is used. */
export interface VideoJsPlayer {
  on(type: string | string[], listener: Listener): void;
  off(type: string | string[], listener: Listener): void;
  tech(safety?: boolean): VideoJsTech | undefined;
  currentTime(): Seconds | undefined;
  duration(): Seconds | undefined;
  paused(): boolean;
  ended(): boolean;
  seeking(): boolean;
  readyState(): number;
  playbackRate(): number | undefined;
  loop(): boolean | undefined;
  currentSrc(): string;
  seekable(): TimeRangesLike;
  scrubbing(): boolean | undefined;
  error(): VideoJsError | null | undefined;
  networkState(): number;
  videoWidth(): number;
  videoHeight(): number;
  readonly liveTracker?: LiveTracker;
  qualityLevels?(): QualityLevels;
}

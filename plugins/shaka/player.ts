import type { Seconds } from '../../src/core/events.ts';
import { ask } from '../../src/core/outside.ts';

/** The part of a `shaka.util.Error` that is reported. */
export interface ShakaError {
  /** 1: recoverable, 2: critical. */
  readonly severity?: number;
  readonly category?: number;
  readonly code: number;
  readonly message?: string;
  readonly data?: readonly unknown[];
}

export interface ShakaTrack {
  readonly active: boolean;
  /** Bits per second, as all rates of Shaka. */
  readonly bandwidth: number;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly videoBandwidth?: number | null;
  readonly audioBandwidth?: number | null;
}

/** What listens to Shaka's events: they are no DOM events, but they look like them. */
export interface ShakaEvents {
  addEventListener(type: string, listener: (event: Event) => void): unknown;
  removeEventListener(type: string, listener: (event: Event) => void): unknown;
}

/** What the events listened to may carry. */
export interface ShakaEvent extends Event {
  readonly buffering?: boolean;
  readonly aborted?: boolean;
  readonly error?: ShakaError | null;
  readonly detail?: ShakaError;
  /** `onstatechange`: the stage of `load()` that begins. */
  readonly state?: string;
}

/** Listens until the client ends. */
export type Listen = (target: ShakaEvents, type: string, listener: (event: ShakaEvent) => void) => void;

/** The part of a `shaka.Player` (4 and 5) that is used; the proxies of its UI and of its cast library have it too. */
export interface ShakaPlayer extends ShakaEvents {
  getMediaElement(): HTMLMediaElement | null;
  getAssetUri(): string | null;
  /** 0: destroyed. */
  getLoadMode(): number;
  getNetworkingEngine(): ShakaEvents | null;
  isLive(): boolean;
  seekRange(): { readonly start: Seconds; readonly end: Seconds };
  getPlayheadTimeAsDate(): Date | null;
  getVariantTracks(): readonly ShakaTrack[];
}

/** Load mode 0; a proxy of Shaka's UI loses its player before that is destroyed, and from then on only throws. */
export const isDestroyed = (player: ShakaPlayer): boolean => !ask(() => player.getLoadMode());

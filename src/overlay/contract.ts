import type { Analytics } from '../core/api.ts';
import type { Clock } from '../core/clock.ts';
import type { Seconds } from '../core/events.ts';
import type { Strings } from './strings.ts';

/** The part of a media element the overlay looks at; a `<video>` or anything that behaves like one. */
export interface OverlayMedia {
  readonly currentTime: Seconds;
  readonly buffered?: { readonly length: number; start(index: number): Seconds; end(index: number): Seconds };
  readonly videoWidth?: number;
  readonly videoHeight?: number;
  getVideoPlaybackQuality?(): { readonly droppedVideoFrames: number; readonly totalVideoFrames: number };
  /** Chromium before 80 and WebKit. */
  readonly webkitDroppedFrameCount?: number;
  readonly webkitDecodedFrameCount?: number;
}

/** What the "Test session" tab shows of a test session, read anew at each update; what `joinTestSession` returns is one. */
export interface TestSessionView {
  readonly token?: string;
  /** pending, running, paused, completed, aborted; unknown until the runner has answered, gone when it has none such. */
  readonly status?: string;
  /** Number of the last event received; -1 before the first. */
  readonly lastNumber?: number;
  /** Requests for events so far. */
  readonly polls?: number;
  /** Events forwarded so far. */
  readonly forwarded?: number;
  readonly lastReceived?: { readonly type: string; readonly data: unknown } | null;
}

export type Side = 'right' | 'left';

/** How much the panel covers of what is behind it, in percent. */
export const OPACITIES = [92, 80, 65] as const;
export type Opacity = (typeof OPACITIES)[number];

/** What the element shows, and how. */
export interface OverlaySettings {
  /** The media element whose buffer, frames and picture size are shown; without it those rows are left out. */
  readonly media?: OverlayMedia | null;
  /** What `joinTestSession` returned, or anything like it. */
  readonly session?: TestSessionView | null;
  /** Default right. */
  readonly side?: Side;
  /** Default 92. */
  readonly opacity?: Opacity;
  /** Words to use instead of the English ones. */
  readonly strings?: Partial<Strings>;
  /**
   * URL of `tellybeat-overlay.css`, for engines without `adoptedStyleSheets` (Chromium below 73, WebKit below 16.4)
   * on pages whose content security policy forbids `<style>`. Default: next to the classic script.
   */
  readonly styleUrl?: string;
  /** For tests and simulations. Default: the page's clock. */
  readonly clock?: Clock;
}

/** The element shows one client. */
export interface OverlaySource extends OverlaySettings {
  readonly analytics: Analytics;
}

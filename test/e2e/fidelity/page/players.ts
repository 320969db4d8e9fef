import type { Analytics, AnalyticsOptions } from '../../../../src/core/index.ts';
import type { ShakaPlayer } from '../../../../plugins/shaka/index.ts';
import type { VideoJsPlayer } from '../../../../plugins/videojs/index.ts';
import type { RenditionNote } from './log.ts';

export type PlayerKind = 'plain' | 'videojs-hls' | 'videojs-dash' | 'shaka-hls' | 'shaka-dash';

/** What a scenario can do to a player, whichever it is. */
export interface Subject {
  load(url: string, autoplay: boolean): void;
  play(): void;
  pause(): void;
  seek(time: number): void;
  rate(rate: number): void;
  /** Takes the source away. */
  unload(): void;
  /** Ends the player. */
  leave(): void;
  /** Only renditions up to this height. */
  limit(height: number): void;
  rendition(): Omit<RenditionNote, 'at'> | null;
}

interface RealShaka extends ShakaPlayer {
  attach(video: HTMLVideoElement): Promise<void>;
  load(url: string): Promise<void>;
  unload(): Promise<void>;
  destroy(): Promise<void>;
  configure(key: string, value: unknown): void;
  configure(settings: object): void;
}
interface RealVideoJs extends VideoJsPlayer {
  tellybeat(options: AnalyticsOptions): Analytics;
  src(source: { src: string; type: string }): void;
  currentTime(time?: number): number;
  playbackRate(rate?: number): number;
  play(): Promise<void> | undefined;
  pause(): void;
  autoplay(value: boolean): void;
  reset(): void;
  dispose(): void;
}
interface Representation {
  height?: number;
  enabled(on: boolean): void;
}
declare const shaka: { Player: new () => RealShaka; polyfill: { installAll(): void } };
declare const videojs: ((id: string, options: object) => RealVideoJs) & { Vhs: Record<string, number> };
declare const tellybeat: {
  createAnalytics(options: AnalyticsOptions): Analytics;
  attachShaka(player: ShakaPlayer, options: AnalyticsOptions): Analytics;
  attachVideojs(player: VideoJsPlayer, options: AnalyticsOptions): Analytics;
};

/** Our film is short and its segments are small: Shaka would hardly measure anything by them. */
const QUICK_ABR = { switchInterval: 1, advanced: { minBytes: 4000, fastHalfLife: 1, slowHalfLife: 1 } };

const kbps = (bits: number) => Math.round(bits / 1000);
const ignore = () => undefined;
type Say = (name: string) => void;

/** Each option set is a client of its own on the same player. */
export function createSubject(
  kind: PlayerKind,
  options: readonly AnalyticsOptions[],
  lean: boolean,
  say: Say,
): Subject {
  const video = document.querySelector('video') as HTMLVideoElement;
  if (kind === 'plain') return plain(video, options);
  return kind.startsWith('shaka') ? withShaka(video, options, lean, say) : withVideojs(kind, options, lean, say);
}

const element = (video: () => HTMLVideoElement) => ({
  play: () => void video().play().catch(ignore),
  pause: () => video().pause(),
  seek: (time: number) => void (video().currentTime = time),
  rate: (rate: number) => void (video().playbackRate = rate),
});

function plain(video: HTMLVideoElement, options: readonly AnalyticsOptions[]): Subject {
  const clients = options.map((each) => tellybeat.createAnalytics(each));
  clients.forEach((client) => client.attach(video));
  return {
    ...element(() => video),
    load(url, autoplay) {
      video.autoplay = autoplay;
      video.src = url;
    },
    unload() {
      video.removeAttribute('src');
      video.load();
    },
    leave: () => clients.forEach((client) => client.destroy()),
    limit: ignore,
    rendition: () => null,
  };
}

function withShaka(video: HTMLVideoElement, options: readonly AnalyticsOptions[], lean: boolean, say: Say): Subject {
  shaka.polyfill.installAll();
  const player = new shaka.Player();
  if (lean) player.configure({ streaming: { bufferingGoal: 1 }, abr: QUICK_ABR });
  options.forEach((each) => tellybeat.attachShaka(player, each));
  const attached = player.attach(video);
  player.addEventListener('error', (event) => {
    const { severity } = (event as CustomEvent<{ severity: number }>).detail;
    say(severity === 2 ? 'error' : 'warning');
  });
  return {
    ...element(() => video),
    load(url, autoplay) {
      video.autoplay = autoplay;
      void attached.then(() => player.load(url)).catch(() => say('rejected'));
    },
    unload: () => void player.unload(),
    leave: () => void player.destroy(),
    limit: (height) => player.configure('restrictions.maxHeight', height),
    rendition() {
      const track = player.getVariantTracks().find(({ active }) => active);
      if (!track) return null;
      return { bitrate: kbps(track.bandwidth), width: track.width ?? 0, height: track.height ?? 0 };
    },
  };
}

function withVideojs(kind: PlayerKind, options: readonly AnalyticsOptions[], lean: boolean, say: Say): Subject {
  // VHS gives a request up after three seconds, those included in which nobody waits for it yet.
  if (lean) videojs.Vhs.GOAL_BUFFER_LENGTH = videojs.Vhs.MAX_GOAL_BUFFER_LENGTH = 1;
  // Where so little is in store, VHS would never dare a better rendition.
  if (lean) videojs.Vhs.MAX_BUFFER_LOW_WATER_LINE = 0;
  const type = kind === 'videojs-dash' ? 'application/dash+xml' : 'application/x-mpegURL';
  // What Chromium knows of the network is not what the lab's faults do to it; TVs know nothing.
  const vhsOptions = { overrideNative: true, useNetworkInformationApi: false };
  const player = videojs('video', { html5: { vhs: vhsOptions }, liveui: true, controls: true });
  const [first, ...others] = options;
  if (first) player.tellybeat(first);
  others.forEach((each) => tellybeat.attachVideojs(player, each));
  player.on('error', () => say('error'));
  const vhs = () => player.tech(true)?.vhs as { representations?: () => Representation[] } | undefined;
  return {
    play: () => void player.play()?.catch(ignore),
    pause: () => player.pause(),
    seek: (time) => void player.currentTime(time),
    rate: (rate) => void player.playbackRate(rate),
    load(url, autoplay) {
      player.autoplay(autoplay);
      player.src({ src: url, type });
    },
    unload: () => player.reset(),
    leave: () => player.dispose(),
    limit: (height) =>
      vhs()
        ?.representations?.()
        .forEach((one) => one.enabled((one.height ?? 0) <= height)),
    rendition() {
      const attributes = player.tech(true)?.vhs?.playlists?.media?.()?.attributes;
      const size = attributes?.RESOLUTION;
      if (!attributes?.BANDWIDTH) return null;
      return { bitrate: kbps(attributes.BANDWIDTH), width: size?.width ?? 0, height: size?.height ?? 0 };
    },
  };
}

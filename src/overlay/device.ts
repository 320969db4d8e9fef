/** What can be told about the device without asking it anything that takes time. */
export interface Device {
  readonly engine: string;
  readonly platform: string;
  readonly userAgent: string;
}

/** Tried in this order: a TV's user agent names several engines, the telling one first. */
const ENGINES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Chromium', /Chrom(?:e|ium)\/([\d.]+)/],
  ['Firefox', /Firefox\/([\d.]+)/],
  ['WebKit', /Version\/([\d.]+).*Safari/],
  ['WebKit', /AppleWebKit\/([\d.]+)/],
];

const PLATFORMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['HbbTV', /HbbTV\/([\d.]+)/],
  ['Tizen', /Tizen ([\d.]+)/],
  ['webOS', /Web0S|webOS/],
  ['Fire TV', /\b(AFT\w+)/],
  ['Chromecast', /CrKey\/([\d.]+)/],
  ['Android', /Android ([\d.]+)/],
  ['RDK', /WPE|RDK/],
  ['Windows', /Windows NT ([\d.]+)/],
  ['macOS', /Mac OS X ([\d_.]+)/],
  ['Linux', /Linux/],
];

const first = (list: typeof ENGINES, userAgent: string): string => {
  for (const [name, pattern] of list) {
    const match = pattern.exec(userAgent);
    if (match) return match[1] ? `${name} ${match[1]}` : name;
  }
  return '–';
};

export const describeDevice = (userAgent: string): Device => ({
  engine: first(ENGINES, userAgent),
  platform: first(PLATFORMS, userAgent),
  userAgent,
});

const CODECS: readonly (readonly [name: string, type: string])[] = [
  ['H.264', 'video/mp4; codecs="avc1.640028"'],
  ['HEVC', 'video/mp4; codecs="hvc1.1.6.L120.90"'],
  ['HEVC 10 bit', 'video/mp4; codecs="hvc1.2.4.L150.90"'],
  ['Dolby Vision', 'video/mp4; codecs="dvh1.05.06"'],
  ['VP9', 'video/mp4; codecs="vp09.00.41.08"'],
  ['AV1', 'video/mp4; codecs="av01.0.08M.08"'],
  ['AAC', 'audio/mp4; codecs="mp4a.40.2"'],
  ['AC-3', 'audio/mp4; codecs="ac-3"'],
  ['E-AC-3', 'audio/mp4; codecs="ec-3"'],
  ['Opus', 'audio/mp4; codecs="opus"'],
];

export interface Codecs {
  readonly mse: boolean;
  readonly plays: readonly string[];
  readonly playsNot: readonly string[];
}

/** What Media Source Extensions take, or where there are none, what a media element thinks it might play. */
export function probeCodecs(): Codecs {
  const mse = typeof MediaSource !== 'undefined';
  const element = document.createElement('video');
  const plays = (type: string): boolean => (mse ? MediaSource.isTypeSupported(type) : !!element.canPlayType(type));
  const names = (wanted: boolean): string[] => CODECS.filter((row) => plays(row[1]) === wanted).map((row) => row[0]);
  return { mse, plays: names(true), playsNot: names(false) };
}

const KEY_SYSTEMS: readonly (readonly [name: string, id: string])[] = [
  ['Widevine', 'com.widevine.alpha'],
  ['PlayReady', 'com.microsoft.playready'],
  ['FairPlay', 'com.apple.fps'],
  ['ClearKey', 'org.w3.clearkey'],
];

/** The key systems that are there; undefined where the page may not ask (EME needs a secure context). */
export function probeKeySystems(): Promise<readonly string[] | undefined> {
  if (typeof navigator.requestMediaKeySystemAccess !== 'function') return Promise.resolve(undefined);
  const configuration: MediaKeySystemConfiguration = {
    initDataTypes: ['cenc'],
    videoCapabilities: [{ contentType: 'video/mp4; codecs="avc1.640028"' }],
  };
  const asked = KEY_SYSTEMS.map(([name, id]) =>
    navigator.requestMediaKeySystemAccess(id, [configuration]).then(
      () => name,
      () => '',
    ),
  );
  return Promise.all(asked).then((names) => names.filter(Boolean));
}

/** Megabytes of script heap in use, undefined where the engine does not tell or tells a constant (headless shells). */
export function heapMegabytes(): number | undefined {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
  return memory && memory.usedJSHeapSize !== 1e7 ? Math.round(memory.usedJSHeapSize / 1048576) : undefined;
}

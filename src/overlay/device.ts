/** What a user agent tells: the engine with its version, and all the platforms it claims to be. */
export interface Device {
  readonly engine: string;
  readonly platform: string;
  readonly userAgent: string;
}

const ENGINE = /(?:Chrom(?:e|ium)|Firefox)\/[\d.]+/;
/** Names every engine but the two above gives itself. */
const WEBKIT = /(?:Version|AppleWebKit)\/[\d.]+/;
const PLATFORM = /(?:HbbTV|Tizen|Web0S|AFT|CrKey|Android|WPE|RDK|Windows NT|Mac OS X|Linux)\w*(?:[/ ][\d._]+)?/g;

export const describeDevice = (userAgent: string): Device => ({
  engine: String(ENGINE.exec(userAgent) || WEBKIT.exec(userAgent) || '–'),
  platform: (userAgent.match(PLATFORM) || ['–']).join(', '),
  userAgent,
});

const CODECS: readonly (readonly [name: string, kind: string, codec: string])[] = [
  ['H.264', 'video', 'avc1.640028'],
  ['HEVC', 'video', 'hvc1.1.6.L120.90'],
  ['HEVC 10 bit', 'video', 'hvc1.2.4.L150.90'],
  ['Dolby Vision', 'video', 'dvh1.05.06'],
  ['VP9', 'video', 'vp09.00.41.08'],
  ['AV1', 'video', 'av01.0.08M.08'],
  ['AAC', 'audio', 'mp4a.40.2'],
  ['AC-3', 'audio', 'ac-3'],
  ['E-AC-3', 'audio', 'ec-3'],
  ['Opus', 'audio', 'opus'],
];

export interface Codecs {
  readonly mse: boolean;
  readonly plays: string;
  readonly playsNot: string;
}

/** What Media Source Extensions take, or where there are none, what a media element thinks it might play. */
export function probeCodecs(): Codecs {
  const mse = typeof MediaSource !== 'undefined';
  const element = document.createElement('video');
  const names = (wanted: boolean): string =>
    CODECS.filter(([, kind, codec]) => {
      const type = `${kind}/mp4; codecs="${codec}"`;
      return (mse ? MediaSource.isTypeSupported(type) : !!element.canPlayType(type)) === wanted;
    })
      .map(([name]) => name)
      .join(', ');
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
  if (!navigator.requestMediaKeySystemAccess) return Promise.resolve(undefined);
  const videoCapabilities = [{ contentType: 'video/mp4; codecs="avc1.640028"' }];
  const asked = KEY_SYSTEMS.map(([name, id]) =>
    navigator.requestMediaKeySystemAccess(id, [{ initDataTypes: ['cenc'], videoCapabilities }]).then(
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

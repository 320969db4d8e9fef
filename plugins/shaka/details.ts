import type { ErrorDetails, Rendition } from '../../src/core/index.ts';
import type { ShakaError, ShakaTrack } from './player.ts';

/** By `shaka.util.Error.Category`, 1 NETWORK to 6 DRM; everything after is the application's. */
const CATEGORIES = ['', 'NETWORK', 'MEDIA', 'MEDIA', 'MEDIA', 'MEDIA', 'DRM'];
/** `shaka.util.Error.Code` VIDEO_ERROR: the element gave up; data[0] is its own code, 3 for a decoder's. */
const VIDEO_ERROR = 3016;
const MEDIA_ERR_DECODE = 3;

/** A Shaka error in EPAS words: category, code as text, message, and Shaka's data. */
export function details(error: ShakaError): ErrorDetails {
  const { code, category, message, data } = error;
  const first: unknown = data instanceof Array ? data[0] : undefined;
  const decoder = code === VIDEO_ERROR && first === MEDIA_ERR_DECODE;
  return {
    category: decoder ? 'DECODER' : CATEGORIES[category || 0] || 'APP',
    code: `${code}`,
    ...(message ? { message } : null),
    ...(data ? { data } : null),
  };
}

const kbps = (bits: number): number => Math.round(bits / 1000);

/** The track in use, null where none is or nothing is known of its rate (native HLS). */
export function activeRendition(tracks: readonly ShakaTrack[]): Rendition | null {
  const track = tracks.filter(({ active, bandwidth }) => active && bandwidth > 0)[0];
  if (!track) return null;
  return {
    bitrate: kbps(track.bandwidth),
    ...(track.width && track.height ? { width: track.width, height: track.height } : null),
    ...(track.videoBandwidth ? { videoBitrate: kbps(track.videoBandwidth) } : null),
    ...(track.audioBandwidth ? { audioBitrate: kbps(track.audioBandwidth) } : null),
  };
}

import type { ReportedError, ReportedRendition } from '../../src/core/index.ts';
import type { ShakaError, ShakaTrack } from './player.ts';

/** By `shaka.util.Error.Category`, 1 NETWORK to 6 DRM; everything after is the application's. */
const CATEGORIES = ['', 'NETWORK', 'MEDIA', 'MEDIA', 'MEDIA', 'MEDIA', 'DRM'];
/** `shaka.util.Error.Code` VIDEO_ERROR: the element gave up; data[0] is its own code, 3 for a decoder's. */
const VIDEO_ERROR = 3016;
const MEDIA_ERR_DECODE = 3;

/** A Shaka error in EPAS words: category, code, message, and Shaka's data. */
export function details({ code, category, message, data }: ShakaError): ReportedError {
  const decoder = code === VIDEO_ERROR && data && data[0] === MEDIA_ERR_DECODE;
  return { category: decoder ? 'DECODER' : CATEGORIES[category || 0] || 'APP', code, message, data };
}

const kbps = (bits: number | null | undefined): number => (bits || 0) / 1000;

/** The track in use; without a bitrate where none is, and with native HLS, which tells no rate. */
export function activeRendition(tracks: readonly ShakaTrack[]): ReportedRendition {
  const track: Partial<ShakaTrack> = tracks.filter(({ active }) => active)[0] || {};
  return {
    bitrate: kbps(track.bandwidth),
    width: track.width,
    height: track.height,
    videoBitrate: kbps(track.videoBandwidth),
    audioBitrate: kbps(track.audioBandwidth),
  };
}

import type { OverlayMedia } from './contract.ts';

/** One look at the media element; what it does not tell is undefined. */
export interface Picture {
  /** Seconds that play on without the network: 0 where the playhead stands outside every buffered range. */
  readonly ahead: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly dropped: number | undefined;
  readonly frames: number | undefined;
}

/** A playhead this far (seconds) before a range still plays from it: engines jump such gaps, and report times rounded. */
const TOLERANCE = 0.1;

function ahead({ buffered, currentTime }: OverlayMedia): number | undefined {
  if (!buffered) return undefined;
  for (let index = 0; index < buffered.length; index++) {
    if (currentTime >= buffered.start(index) - TOLERANCE && currentTime <= buffered.end(index)) {
      return Math.max(0, buffered.end(index) - currentTime);
    }
  }
  return 0;
}

export function readPicture(media: OverlayMedia | null | undefined): Picture | undefined {
  if (!media) return undefined;
  const quality = media.getVideoPlaybackQuality && media.getVideoPlaybackQuality();
  return {
    ahead: ahead(media),
    width: media.videoWidth,
    height: media.videoHeight,
    dropped: quality ? quality.droppedVideoFrames : media.webkitDroppedFrameCount,
    frames: quality ? quality.totalVideoFrames : media.webkitDecodedFrameCount,
  };
}

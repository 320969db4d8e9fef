import videojs from 'video.js';
import type { Analytics, AnalyticsOptions } from '../../src/core/index.ts';
import { attachVideojs } from './attach.ts';
import type { VideoJsPlayer } from './player.ts';

export { attachVideojs } from './attach.ts';
export type { VideoJsPlayer } from './player.ts';

/** What a Video.js player can do once this file is loaded. */
export interface WithTellybeat {
  /** Starts reporting; called again, returns the same client. */
  tellybeat(options: AnalyticsOptions): Analytics;
}

function tellybeat(this: VideoJsPlayer & Partial<WithTellybeat>, options: AnalyticsOptions): Analytics {
  const client = attachVideojs(this, options, () => delete this.tellybeat);
  // Video.js does the same with its class plugins: the player's own property hides the prototype's.
  this.tellybeat = () => client;
  return client;
}

videojs.registerPlugin('tellybeat', tellybeat);

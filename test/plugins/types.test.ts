import { expect } from 'chai';
import type shaka from 'shaka-player';
import type videojs from 'video.js';
import type { ShakaPlayer } from '../../plugins/shaka/index.ts';
import type { VideoJsPlayer } from '../../plugins/videojs/index.ts';

describe("the players' own types", () => {
  // The compiler is the judge: without `any` anywhere, these two only compile while the real players fit.
  const shakaFits = (player: shaka.Player): ShakaPlayer => player;
  const videojsFits = (player: ReturnType<typeof videojs>): VideoJsPlayer => player;

  it('fit what the plugins ask for', () => {
    expect([shakaFits, videojsFits]).to.have.length(2);
  });
});

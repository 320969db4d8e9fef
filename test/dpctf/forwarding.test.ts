import { expect } from 'chai';
import { usePlayer } from './player-kit.ts';
import { type scriptRunner, until } from './runner.ts';

describe('a player in a test session', () => {
  const kit = usePlayer();

  describe('is forwarded', () => {
    const types = async (runner: Awaited<ReturnType<typeof scriptRunner>>) =>
      (await runner.pushed()).map(({ data }) => (data as { type: string }).type);
    it('every event in order, with a reading', async () => {
      const runner = await kit.join({});
      const seen: string[] = [];
      'play playing pause seeking seeked ratechange volumechange'
        .split(' ')
        .forEach((type) => kit.video.addEventListener(type, () => seen.push(type)));
      await kit.play();
      kit.video.pause();
      kit.video.currentTime = 5;
      await until(() => seen.includes('seeked'));
      kit.video.playbackRate = 2;
      kit.video.volume = 0.5;
      await until(() => seen.includes('ratechange') && seen.includes('volumechange'));
      await until(async () => (await types(runner)).includes('volumechange'));
      expect((await types(runner)).filter((type) => seen.includes(type))).to.deep.equal(seen);
      const pushed = await runner.pushed();
      expect(pushed.every(({ type }) => type === 'playback')).to.equal(true);
      const seeked = pushed.map(({ data }) => data as { type: string; data: Record<string, unknown> });
      expect(seeked.find(({ type }) => type === 'seeked')?.data).to.deep.include({
        currentTime: kit.video.currentTime,
        paused: true,
        seeking: false,
        playbackRate: 1,
        error: null,
      });
      expect(seeked.find(({ type }) => type === 'volumechange')?.data).to.deep.include({ volume: 0.5, muted: true });
    });
    it('timeupdate and progress at most once a second, also while the clock is set back', async () => {
      const runner = await kit.join({});
      for (const pause of [0, 400, 599, 1, 999, 1, -5000, 10]) {
        kit.clock.advance(pause);
        kit.video.dispatchEvent(new Event('timeupdate'));
        kit.video.dispatchEvent(new Event('progress'));
      }
      kit.video.dispatchEvent(new Event('ended'));
      await until(async () => (await types(runner)).includes('ended'));
      const counted = (await types(runner)).filter((type) => type === 'timeupdate').length;
      expect(counted).to.equal(4);
      expect((await types(runner)).filter((type) => type === 'progress').length).to.equal(counted);
    });
    it('an error with its code', async () => {
      const runner = await kit.join({});
      kit.video.src = '/test-pages/media/none.mp4';
      await until(async () => (await types(runner)).includes('error'));
      const { data } = (await runner.pushed()).find(({ data }) => (data as { type: string }).type === 'error') ?? {};
      expect(data).to.have.nested.property('data.error.code', 4);
    });
    it('without a token nothing is, and no listener is left after leaving', async () => {
      const media = Object.assign(new EventTarget(), { play: () => undefined, pause: () => undefined, paused: true });
      let listeners = 0;
      const { addEventListener: add, removeEventListener: remove } = media;
      media.addEventListener = (...all) => ((listeners += 1), add.apply(media, all));
      media.removeEventListener = (...all) => ((listeners -= 1), remove.apply(media, all));
      await kit.join({}, { media: media as never, token: '' });
      expect(listeners).to.equal(0);
      kit.session?.();
      listeners = 0;
      await kit.join({}, { media: media as never });
      expect(listeners).to.be.above(20);
      kit.session?.();
      kit.session?.();
      expect(kit.clock.timers()).to.equal(0);
    });
  });
});

import { expect } from 'chai';
import { FILM, listen, OTHER_FILM, until, video } from './browser-kit.ts';
import { sessions, violations } from './event-order.ts';

const playedFor = (media: HTMLVideoElement, seconds: number): Promise<void> => {
  const from = media.currentTime;
  return until(`${seconds} s of playback`, () => media.currentTime >= from + seconds);
};

describe('a real <video> in a real browser', () => {
  it('from the source to the end: play, seek, pause, resume; in both dialects', async () => {
    const old = listen({ dialect: '0.1', contentId: 'clock' });
    const young = listen({ dialect: '0.2', contentId: 'clock' });
    const media = video();
    old.client.attach(media);
    young.client.attach(media);
    media.src = FILM;
    await until('loaded', () => old.last('loaded'));
    await media.play();
    await playedFor(media, 0.6);

    const from = media.currentTime * 1000;
    media.currentTime = 15;
    await until('seeked', () => old.last('seeked'));
    expect(old.last('seeking')?.playhead, 'the playhead before the seek').to.be.within(from - 100, from + 100);
    expect(old.last('seeked')?.playhead, 'the playhead after it').to.be.within(14_990, 15_300);

    await playedFor(media, 0.3);
    const paused = media.currentTime * 1000;
    media.pause();
    await until('pause', () => old.last('pause'));
    expect(old.last('pause')?.playhead).to.be.within(paused - 100, paused + 200);
    await media.play();
    await until('resume', () => old.last('resume'));

    media.currentTime = 29.6;
    await until('the end', () => old.last('stopped') && young.last('stopped'));
    expect(old.names()).to.equal('init loading loaded play playing seeking seeked pause resume seeking seeked stopped');
    expect(young.names()).to.equal(
      'init metadata loading loaded playing seeking seeked paused playing seeking seeked stopped',
    );
    for (const { heard } of [old, young]) {
      expect(violations(heard)).to.deep.equal([]);
      expect(heard[heard.length - 1]).to.deep.include({ payload: { reason: 'ended' } });
      expect(heard[heard.length - 1]?.duration).to.be.within(29_900, 30_200);
    }
    old.client.destroy();
    young.client.destroy();
  });

  it('an element that plays already', async () => {
    const media = video(FILM);
    await media.play();
    await playedFor(media, 0.3);
    const { client, names, last } = listen();
    client.attach(media);
    await until('playing', () => last('playing'));
    expect(names()).to.equal('init loading loaded play playing');
    expect(last('init')?.payload?.contentUrl).to.equal(FILM);
    client.destroy();
  });

  it('an element that has loaded and waits', async () => {
    const media = video(FILM);
    await until('canplay', () => media.readyState >= 3);
    const { client, names } = listen();
    client.attach(media);
    expect(names()).to.equal('init loading loaded');
    client.destroy();
  });

  it('an element without a source says nothing, until it has one', async () => {
    const media = video();
    const { client, names, last } = listen();
    client.attach(media);
    expect(names()).to.equal('');
    expect(client.snapshot()).to.include({ session: 0, state: 'idle', playhead: -1, duration: -1 });
    media.src = FILM;
    await until('loaded', () => last('loaded'));
    expect(names()).to.equal('init loading loaded');
    client.destroy();
  });

  it('a new source in mid-play ends the old session', async () => {
    const media = video(FILM);
    const { client, names, last, heard } = listen();
    client.attach(media);
    await media.play();
    await playedFor(media, 0.3);
    const from = media.currentTime * 1000;
    media.src = OTHER_FILM;
    await media.play();
    await until('playing', () => last('playing')?.session === 2);
    const ends = sessions(heard).map((events) => events.filter(({ event }) => !/^(buffer|loaded|play$)/.test(event)));
    expect(ends.map((events) => events.map(({ event }) => event).join(' '))).to.deep.equal([
      'init loading playing stopped',
      'init loading playing',
    ]);
    expect(last('stopped')).to.deep.include({ payload: { reason: 'aborted' } });
    expect(last('stopped')?.playhead, 'its last known place').to.be.within(from - 150, from + 400);
    expect(last('init')?.payload?.contentUrl).to.equal(OTHER_FILM);
    expect(names()).to.not.include('error');
    client.destroy();
  });

  it('a replay is a new session', async () => {
    const media = video(FILM);
    const { client, heard, last } = listen();
    client.attach(media);
    await until('loaded', () => last('loaded'));
    media.currentTime = 29.7;
    await media.play();
    await until('the end', () => last('stopped'));
    await media.play();
    await until('playing again', () => last('playing')?.session === 2);
    const [, second = []] = sessions(heard);
    expect(second.map(({ event }) => event).filter((event) => !/^buffer/.test(event))).to.deep.equal(
      'init loading loaded play playing'.split(' '),
    );
    expect(last('playing')?.playhead).to.be.below(500);
    client.destroy();
  });

  it('a loop is an end and a new session', async () => {
    const media = video(FILM);
    media.loop = true;
    const { client, heard, last } = listen();
    client.attach(media);
    await until('loaded', () => last('loaded'));
    media.currentTime = 29.5;
    await media.play();
    await until('playing again', () => last('playing')?.session === 2);
    const [first = [], second = []] = sessions(heard);
    expect(first[first.length - 1]).to.deep.include({ event: 'stopped', payload: { reason: 'ended' } });
    expect(second.map(({ event }) => event)).to.not.include('seeking');
    expect(sessions(heard).flatMap((events) => violations(events))).to.deep.equal([]);
    client.destroy();
  });

  it('double speed: the playhead before a seek is right all the same', async () => {
    const media = video(FILM);
    const { client, last } = listen();
    client.attach(media);
    media.playbackRate = 2;
    await media.play();
    await playedFor(media, 1);
    const errors: number[] = [];
    for (const target of [20, 5, 15, 3, 10]) {
      const from = media.currentTime * 1000;
      const before = last('seeking');
      media.currentTime = target;
      await until('seeking', () => last('seeking') !== before);
      errors.push(Math.abs((last('seeking')?.playhead ?? NaN) - from));
      await until('played on', () => media.currentTime > target + 1);
    }
    expect(errors.filter((error) => error > 100)).to.deep.equal([]);
    client.destroy();
  });

  it('a source that is no film is an error', async () => {
    const media = video();
    const { client, names, last } = listen();
    client.attach(media);
    media.src = '/test-pages/page.css';
    await until('the error', () => last('stopped'));
    expect(names()).to.equal('init loading error stopped');
    expect(last('error')?.payload).to.deep.include({ category: 'MEDIA', code: '4' });
    expect(last('stopped')?.payload).to.deep.equal({ reason: 'error' });
    client.destroy();
  });

  it('a source that is taken away', async () => {
    const media = video(FILM);
    const { client, names, last } = listen();
    client.attach(media);
    await until('loaded', () => last('loaded'));
    media.removeAttribute('src');
    media.load();
    await until('the end', () => last('stopped'));
    expect(names()).to.equal('init loading loaded stopped');
    client.destroy();
  });
});

describe('events that TVs say differently', () => {
  const loaded = async (): Promise<{ media: HTMLVideoElement } & ReturnType<typeof listen>> => {
    const media = video(FILM);
    const listening = listen();
    listening.client.attach(media);
    await until('loaded', () => listening.last('loaded'));
    return { media, ...listening };
  };

  it('`error` without `error.code` (dash.js#657: Safari)', async () => {
    const { media, client, names, last } = await loaded();
    media.dispatchEvent(new Event('error'));
    expect(names()).to.equal('init loading loaded error stopped');
    expect(last('error')?.payload).to.deep.equal({ category: 'MEDIA', code: '0' });
    client.destroy();
  });
  it('`loadstart` twice for one source (video.js#2588, dash.js#1491)', async () => {
    const { media, client, names } = await loaded();
    media.dispatchEvent(new Event('loadstart'));
    expect(names()).to.equal('init loading loaded');
    client.destroy();
  });
  it('`canplay` again', async () => {
    const { media, client, names } = await loaded();
    media.dispatchEvent(new Event('canplay'));
    expect(names()).to.equal('init loading loaded');
    client.destroy();
  });
  it('`abort`, `suspend`, `stalled`, `progress` mean nothing here', async () => {
    const { media, client, names } = await loaded();
    ['abort', 'suspend', 'stalled', 'progress'].forEach((type) => media.dispatchEvent(new Event(type)));
    expect(names()).to.equal('init loading loaded');
    client.destroy();
  });
});

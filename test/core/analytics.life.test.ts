import { expect } from 'chai';
import { createAnalytics } from '../../src/core/analytics.ts';
import type { AnalyticsRecord } from '../../src/core/records.ts';
import { countingClock, countListeners, FILM, listen, OTHER_FILM, SINK, until, video } from './browser-kit.ts';

describe('attach and detach', () => {
  it('detaching ends the session, and what plays on is unreported', async () => {
    const media = video(FILM);
    const { client, names, last } = listen();
    const detach = client.attach(media);
    await media.play();
    await until('playing', () => last('playing'));
    detach();
    const said = names();
    expect(said).to.match(/stopped$/);
    expect(last('stopped')).to.deep.include({ payload: { reason: 'aborted' } });
    const from = media.currentTime;
    await until('some more playback', () => media.currentTime > from + 0.5);
    media.currentTime = 10;
    media.pause();
    detach();
    await until('the pause', () => media.paused && !media.seeking);
    expect(names()).to.equal(said);
    client.destroy();
  });

  it('attaching the same element again returns the same undoing', () => {
    const media = video();
    const { client } = listen();
    const detach = client.attach(media);
    expect(client.attach(media)).to.equal(detach);
    detach();
    expect(client.attach(media)).to.not.equal(detach);
    client.destroy();
  });

  it('attaching another detaches the one before, whose undoing then undoes nothing', async () => {
    const [first, second] = [video(FILM), video(OTHER_FILM)];
    await until('both', () => first.readyState >= 3 && second.readyState >= 3);
    const { client, names, last } = listen();
    const detach = client.attach(first);
    client.attach(second);
    expect(names()).to.equal('init loading loaded stopped init loading loaded');
    detach();
    expect(names()).to.equal('init loading loaded stopped init loading loaded');
    expect(last('init')?.payload?.contentUrl).to.equal(OTHER_FILM);
    client.destroy();
  });

  it('leave no listener and no timer; the hundredth time, too', async () => {
    const media = video(FILM);
    await media.play();
    const clock = countingClock();
    const listeners = countListeners();
    try {
      const client = createAnalytics({ eventSinkUrl: SINK, clock });
      const own = listeners.left().length;
      for (let i = 0; i < 100; i++) {
        const detach = client.attach(media);
        expect(listeners.left().length).to.be.above(own + 9);
        detach();
        expect(listeners.left()).to.have.length(own);
      }
      client.attach(media);
      client.destroy();
      expect(listeners.left().filter((type) => type !== 'storage')).to.deep.equal([]);
      // The journal listens for other pages until the last batch is delivered.
      await until('the last batch', () => clock.waiting() === 0 && listeners.left().length === 0);
    } finally {
      listeners.undo();
    }
  });
});

describe('destroy', () => {
  it('ends the session once, then is silent', async () => {
    const media = video(FILM);
    const { client, names, heard } = listen();
    client.attach(media);
    await media.play();
    await until('playing', () => /playing/.test(names()));
    client.destroy();
    const before = heard.length;
    expect(names()).to.match(/stopped$/);
    client.destroy();
    client.signal({ type: 'source', url: 'x' });
    client.report('stopped', { reason: 'again' });
    client.report('metadata', { contentTitle: 'late' });
    client.attach(media)();
    client.subscribe(() => undefined)();
    client.flush();
    media.pause();
    media.currentTime = 3;
    await until('the seek', () => !media.seeking);
    expect(heard).to.have.length(before);
    expect(client.snapshot().state).to.equal('stopped');
  });

  it('before anything was attached says nothing', () => {
    const { client, heard } = listen();
    client.destroy();
    expect(heard).to.deep.equal([]);
  });

  it('leaves no listener where nothing was ever attached', () => {
    const listeners = countListeners();
    try {
      createAnalytics({ eventSinkUrl: SINK }).destroy();
      expect(listeners.left()).to.deep.equal([]);
      createAnalytics({ eventSinkUrl: SINK, persist: false }).destroy();
      expect(listeners.left()).to.deep.equal([]);
    } finally {
      listeners.undo();
    }
  });
});

describe('enabled: false', () => {
  it('no listener, no request, no storage, no timer; the same face', async () => {
    const media = video(FILM);
    await until('canplay', () => media.readyState >= 3);
    const calls: string[] = [];
    const undo: (() => void)[] = [];
    const watch = (owner: object, name: string): void => {
      const all = owner as Record<string, (...all: unknown[]) => unknown>;
      const real = all[name];
      all[name] = function (this: unknown, ...args) {
        calls.push(name);
        return real?.apply(this, args);
      };
      undo.push(() => {
        if (real) all[name] = real;
      });
    };
    const listeners = countListeners();
    watch(window, 'fetch');
    watch(XMLHttpRequest.prototype, 'open');
    watch(Navigator.prototype, 'sendBeacon');
    ['getItem', 'setItem', 'removeItem'].forEach((name) => watch(Storage.prototype, name));
    const clock = countingClock();
    try {
      const client = createAnalytics({ eventSinkUrl: SINK, enabled: false, clock });
      const records: AnalyticsRecord[] = [];
      client.subscribe((record) => records.push(record), { history: true });
      const detach = client.attach(media);
      await media.play();
      client.signal({ type: 'source', url: 'x' });
      client.report('error', { code: '1' });
      client.flush();
      dispatchEvent(new Event('pagehide'));
      expect(client.snapshot()).to.deep.include({ state: 'idle', session: 0, eventSinkUrl: SINK, dialect: '0.1' });
      detach();
      client.destroy();
      expect(records).to.deep.equal([]);
      expect(calls).to.deep.equal([]);
      expect(listeners.ever()).to.equal(0);
      expect(clock.waiting()).to.equal(0);
    } finally {
      listeners.undo();
      undo.forEach((put) => put());
    }
  });

  it('… and options are checked all the same', () => {
    expect(() => createAnalytics({ eventSinkUrl: 'sink', enabled: false })).to.throw(TypeError);
  });
});

describe('the page', () => {
  const leave = (): boolean => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));

  it('is left: the session ends; it comes back: what plays on is a new one', async () => {
    const media = video(FILM);
    const { client, last } = listen();
    client.attach(media);
    await media.play();
    await until('playing', () => last('playing'));
    leave();
    expect(last('stopped')).to.deep.include({ payload: { reason: 'aborted' } });
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until('playing again', () => last('playing')?.session === 2);
    client.destroy();
  });

  it('is hidden and shown: the session goes on', async () => {
    const media = video(FILM);
    const { client, last, heard } = listen();
    client.attach(media);
    await until('loaded', () => last('loaded'));
    const before = heard.length;
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    try {
      document.dispatchEvent(new Event('visibilitychange'));
      document.dispatchEvent(new Event('visibilitychange'));
    } finally {
      delete (document as { visibilityState?: unknown }).visibilityState;
    }
    document.dispatchEvent(new Event('visibilitychange'));
    expect(heard).to.have.length(before);
    client.destroy();
  });
});

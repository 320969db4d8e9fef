import { expect } from 'chai';
import type { Payload } from '../../src/core/events.ts';
import type { AnalyticsOptions } from '../../src/core/options.ts';
import { sessionBench } from './session-kit.ts';

const payloads = (options: Partial<AnalyticsOptions>, ...urls: string[]): readonly (Payload | undefined)[] => {
  const bench = sessionBench(options);
  urls.forEach((url) => bench.tell({ type: 'source', url }));
  return bench.named(options.dialect === '0.2' ? 'metadata' : 'init').map(({ payload }) => payload);
};
const urlOf = (url: string, options: Partial<AnalyticsOptions> = {}): unknown => payloads(options, url)[0]?.contentUrl;

describe('what `init` says about content, viewer and device', () => {
  const A = 'https://x.example/a.mp4';
  const everything = { contentId: 'bbb', userId: 'u', deviceId: 'd', deviceModel: 'm', deviceType: 't' };

  it('at least an id and a URL', () => {
    expect(payloads({}, A)).to.deep.equal([{ contentId: '', contentUrl: A }]);
  });
  it('what the options say', () => {
    expect(payloads(everything, A)).to.deep.equal([{ ...everything, contentUrl: A }]);
  });
  it("the options' URL instead of the player's", () => {
    expect(payloads({ contentUrl: 'https://x.example/asset' }, 'blob:https://x.example/1')).to.deep.equal([
      { contentId: '', contentUrl: 'https://x.example/asset' },
    ]);
  });
  it('"additional parameters can be added as needed"', () => {
    expect(payloads({ payload: { app: 'tv', contentId: 'other' } }, A)).to.deep.equal([
      { contentId: 'other', contentUrl: A, app: 'tv' },
    ]);
  });
  it('`content(url)` is asked for each source and wins', () => {
    const asked: string[] = [];
    const content = (url: string): { contentId: string; payload: Payload } => {
      asked.push(url);
      return { contentId: url.slice(-1), payload: { app: 'own' } };
    };
    expect(payloads({ ...everything, content, payload: { app: 'tv', v: 1 } }, 'x://a', 'x://b')).to.deep.equal([
      { ...everything, contentId: 'a', contentUrl: 'x://a', app: 'own', v: 1 },
      { ...everything, contentId: 'b', contentUrl: 'x://b', app: 'own', v: 1 },
    ]);
    expect(asked).to.deep.equal(['x://a', 'x://b']);
  });
  it('`content(url)` gets the URL as it is', () => {
    let asked = '';
    payloads({ content: (url) => void (asked = url) }, `${A}?token=1`);
    expect(asked).to.equal(`${A}?token=1`);
  });
  it('a replay is the same content', () => {
    const bench = sessionBench({ contentId: 'bbb' });
    bench.start(A);
    bench.tell('ended');
    bench.tell('play');
    expect(bench.named('init').map(({ payload }) => payload)).to.deep.equal([
      { contentId: 'bbb', contentUrl: A },
      { contentId: 'bbb', contentUrl: A },
    ]);
  });

  describe('`content(url)` that fails costs its fields, not the session', () => {
    const rows: readonly (readonly [string, () => unknown])[] = [
      ['it throws', () => expect.fail()],
      ['it says nothing', () => undefined],
      ['null', () => null],
      ['a text', () => 'bbb'],
      ['a number', () => 7],
      ['a URL that is none', () => ({ contentUrl: 7 })],
      ['a URL that is null', () => ({ contentUrl: null })],
      [
        'a getter that throws',
        () => ({
          get contentId() {
            throw new Error('mine');
          },
        }),
      ],
      ['a payload that is none', () => ({ payload: 7 })],
    ];
    rows.forEach(([what, answer]) => {
      it(what, () => {
        const content = answer as unknown as NonNullable<AnalyticsOptions['content']>;
        const [payload] = payloads({ content, contentId: 'bbb' }, A);
        expect(payload).to.include({ contentId: 'bbb' });
        expect(payload?.contentUrl).to.be.a('string');
      });
    });
  });
});

describe('in 0.2 `init` is bare and `metadata` follows', () => {
  it('with the fields the schema knows, and no other', () => {
    const bench = sessionBench({ dialect: '0.2', contentId: 'bbb', payload: { contentTitle: 'Bunny', app: 'tv' } });
    bench.tell({ type: 'source', url: 'https://x.example/a.mp4' });
    expect(bench.sent.map(({ event, payload }) => [event, payload])).to.deep.equal([
      ['init', undefined],
      ['metadata', { contentId: 'bbb', contentUrl: 'https://x.example/a.mp4', contentTitle: 'Bunny' }],
    ]);
  });
});

describe('URLs leave without credentials, query and fragment', () => {
  const rows: readonly (readonly [url: string, left: string])[] = [
    ['https://x.example/a.mp4', 'https://x.example/a.mp4'],
    ['https://x.example/a.mp4?token=1#t=2', 'https://x.example/a.mp4'],
    ['https://x.example/a.mp4#t=2?x', 'https://x.example/a.mp4'],
    ['https://me:secret@x.example/a.mp4', 'https://x.example/a.mp4'],
    ['https://me@x.example/a.mp4', 'https://x.example/a.mp4'],
    ['HTTPS://me:secret@x.example/a.mp4', 'HTTPS://x.example/a.mp4'],
    ['https://x.example/@me/a.mp4', 'https://x.example/@me/a.mp4'],
    ['https://x.example?a@b', 'https://x.example'],
    ['https://me:p@ss@x.example/a.mp4', 'https://x.example/a.mp4'],
    ['rtsp://me:secret@10.0.0.1/live', 'rtsp://10.0.0.1/live'],
    ['//me:secret@x.example/a.mp4', '//x.example/a.mp4'],
    ['/a.mp4?x', '/a.mp4'],
    ['', ''],
    ['https://x.example/a?b\nc', 'https://x.example/a'],
    ['blob:https://me:secret@x.example/6c1e', 'blob:https://x.example/6c1e'],
    ['data:video/mp4;base64,AAAA', 'data:'],
    ['DATA:video/mp4,xyz', 'data:'],
    ['blob:https://x.example/6c1e', 'blob:https://x.example/6c1e'],
    ['mediasource:6c1e', 'mediasource:6c1e'],
    ['https://x.example/a\n?b', 'https://x.example/a\n'],
  ];
  rows.forEach(([url, left]) => {
    it(JSON.stringify(url), () => expect(urlOf(url)).to.equal(left));
  });
  it("the app's own, too", () =>
    expect(urlOf('x://a', { contentUrl: 'https://a:b@x.example/c?d#e' })).to.equal('https://x.example/c'));
  it('cut at 2048 characters', () => expect(urlOf(`https://x.example/${'a'.repeat(5000)}`)).to.have.length(2048));
  it('… unless `keepUrlQuery`', () => {
    const url = 'https://me:secret@x.example/a.mp4?token=1#t=2';
    expect(urlOf(url, { keepUrlQuery: true })).to.equal(url);
  });
});

describe('metadata: what no player can know', () => {
  const title = { contentTitle: 'Big Buck Bunny' };

  it('0.2: said at once, as an event of its own', () => {
    const bench = sessionBench({ dialect: '0.2' });
    bench.start();
    bench.sessions.describe({ ...title, unknown: 1 });
    expect(bench.sent[bench.sent.length - 1]).to.deep.include({ event: 'metadata', payload: title, playhead: 250 });
  });
  it('0.2: before the first session it joins that of `init`', () => {
    const bench = sessionBench({ dialect: '0.2' });
    bench.sessions.describe(title);
    expect(bench.names()).to.equal('');
    bench.start();
    expect(bench.named('metadata').map(({ payload }) => payload?.contentTitle)).to.deep.equal(['Big Buck Bunny']);
  });
  it('0.1: before `init` it joins `init`, once', () => {
    const bench = sessionBench();
    bench.sessions.describe({ contentTitle: 'old', year: 2008 });
    bench.sessions.describe(title);
    bench.start();
    bench.start();
    expect(bench.named('init').map(({ payload }) => [payload?.contentTitle, payload?.year])).to.deep.equal([
      ['Big Buck Bunny', 2008],
      [undefined, undefined],
    ]);
  });
  it('0.1: while playing it joins the next heartbeat, once', () => {
    const bench = sessionBench();
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.sessions.describe(title);
    bench.clock.pass(10_000);
    expect(bench.named('heartbeat').map(({ payload }) => payload)).to.deep.equal([title, undefined]);
  });
  it('0.2: a heartbeat has no payload', () => {
    const bench = sessionBench({ dialect: '0.2' });
    bench.start();
    bench.sessions.opened(1, { heartbeatInterval: 5000 });
    bench.clock.pass(5000);
    expect(bench.named('heartbeat')[0]).to.not.have.property('payload');
  });
});

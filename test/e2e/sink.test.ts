import { request } from 'node:http';
import { expect } from 'chai';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';

type Body = Record<string, unknown>;

const when = { timestamp: 1634911668339, playhead: -1, duration: -1 };
const content = { contentId: 'bbb', contentUrl: 'https://x/bbb.mpd' };
const init01 = (sessionId?: string): Body => ({
  event: 'init',
  type: 'init',
  ...(sessionId === undefined ? null : { sessionId }),
  ...when,
  payload: content,
});
const event01 = (event: string, extra?: Body): Body => ({ event, type: event, ...when, ...extra });
const batch = (...events: Body[]): Body => ({ sessionId: 's1', events });
const event02 = (event: string, extra?: Body): Body => ({ event, sessionId: 's2', ...when, ...extra });

describe('the event sink of the lab', () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ quiet: true, bodyLimit: 20_000 });
  });
  after(() => lab.close());

  const post = async (body: unknown, type = 'text/plain;charset=UTF-8') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    // Bytes have no type of their own: without the header none is sent, as by an untyped beacon.
    const response = await fetch(`${lab.url}/epas`, {
      method: 'POST',
      body: new TextEncoder().encode(text),
      headers: type ? { 'content-type': type } : {},
    });
    return { status: response.status, answer: (await response.json()) as Body, headers: response.headers };
  };

  describe('takes', () => {
    const rows: [what: string, body: Body, type?: string][] = [
      ['0.1: an init without a session id', init01()],
      ['0.1: an init as application/json', init01('s1'), 'application/json'],
      ['0.1: an init in the words of the example, `event` alone', { event: 'init', ...when, payload: content }],
      ['0.1: an init in the words of the envelope, `type` alone', { type: 'init', ...when, payload: content }],
      ['0.1: a batch of one', batch(event01('loading'))],
      ['0.1: a batch of several', batch(event01('play'), event01('playing'), event01('pause'), event01('resume'))],
      ['0.1: a batch whose events repeat its session id', batch(event01('loaded', { sessionId: 's1' }))],
      ['0.1: an event by itself', { ...event01('heartbeat'), sessionId: 's1' }],
      ['0.1: buffered interrupted', batch(event01('buffered', { payload: { interrupted: true } }))],
      ['0.1: custom fields in a payload', batch(event01('heartbeat', { payload: { battery: { level: 3 } } }))],
      ['0.1: an error with data', batch(event01('error', { payload: { code: 'E1', data: { http: 500 } } }))],
      ['0.2: an init with an empty session id', event02('init', { sessionId: '' })],
      ['0.2: metadata', event02('metadata', { payload: { contentTitle: 'Big Buck Bunny', live: false } })],
      ['0.2: paused', event02('paused')],
      ['0.2: a warning', event02('warning', { payload: { code: 'W1' } })],
      ['0.2: stopped with its reason', event02('stopped', { payload: { reason: 'ended' } }), 'application/json'],
    ];
    rows.forEach(([what, body, type]) => {
      it(what, async () => {
        const { status, answer } = await post(body, type);
        expect(answer, JSON.stringify(answer)).to.have.property('sessionId').that.is.not.empty;
        expect(status).to.equal(200);
      });
    });
  });

  describe('answers 400 and says why', () => {
    const rows: [what: string, body: unknown, reason: string][] = [
      ['no JSON at all', '{"event":', 'EPAS 0.1: not JSON'],
      ['an empty body', '', 'not JSON'],
      ['an array', [], '/ must be object'],
      ['null', 'null', '/ must be object'],
      ['0.1: NaN, which JSON cannot say', batch(event01('playing', { playhead: NaN })), '/events/0/playhead'],
      ['0.1: a fraction of a millisecond', batch(event01('playing', { playhead: 0.5 })), '/playhead must be integer'],
      ['0.1: a playhead below -1', batch(event01('playing', { playhead: -2 })), '/playhead must be >= -1'],
      ['0.1: no timestamp', batch({ event: 'play', playhead: 0, duration: 0 }), "required property 'timestamp'"],
      ['0.1: an unknown event', batch(event01('levitating')), '/events/0/event must be equal to one of'],
      ['0.1: an event without a name', batch(when), "/events/0 must have required property 'event'"],
      ['0.1: two names', batch(event01('play', { type: 'pause' })), 'one name as event and another as type'],
      ['0.1: a further field at the top', batch(event01('play', { extra: 1 })), 'additional properties: extra'],
      ['0.1: an empty batch', { sessionId: 's1', events: [] }, '/events must NOT have fewer than 1'],
      ['0.1: a batch without a session', { events: [event01('play')] }, "required property 'sessionId'"],
      ['0.1: a batch of an unnamed session', { sessionId: '', events: [event01('play')] }, '/sessionId must NOT'],
      ['0.1: an event of another session', batch(event01('play', { sessionId: 's9' })), "is not the batch's"],
      ['0.1: an init in a batch', batch(init01()), 'must not be init: it travels alone'],
      ['0.1: an event by itself without session', event01('play'), "required property 'sessionId'"],
      [
        '0.1: an init without content',
        { ...init01(), payload: {} },
        "/payload must have required property 'contentId'",
      ],
      ['0.1: an error without a code', batch(event01('error', { payload: {} })), "required property 'code'"],
      ['0.1: a numeric error code', batch(event01('warn', { payload: { code: 3 } })), '/payload/code must be string'],
      ['0.1: a bitrate in words', batch(event01('bitrate_changed', { payload: { bitrate: '800' } })), 'must be number'],
      ['0.1: a name of 0.2', batch(event01('paused')), 'EPAS 0.1: /events/0/event must be equal to one of'],
      ['0.2: a batch', { sessionId: 's2', events: [event02('paused')] }, 'EPAS 0.1: /events/0/event must be equal'],
      ['0.2: an unknown event', event02('levitating'), 'EPAS 0.2: /event must be one of'],
      ['0.2: an event without session id', { event: 'playing', ...when }, "required property 'sessionId'"],
      ['0.2: an empty session id after init', event02('playing', { sessionId: '' }), '/sessionId must not be empty'],
      ['0.2: a heartbeat with a payload', event02('heartbeat', { payload: {} }), 'additional properties: payload'],
      ['0.2: stopped without a reason', event02('stopped', { payload: {} }), "required property 'reason'"],
      ['0.2: an error with data', event02('error', { payload: { code: 'E', data: { a: 1 } } }), '/payload/data'],
    ];
    rows.forEach(([what, body, reason]) => {
      it(what, async () => {
        const before = lab.sink.received().length;
        const { status, answer } = await post(body);
        expect(answer.error).to.be.a('string').that.includes(reason);
        expect(status).to.equal(400);
        expect(lab.sink.received(), 'nothing of it is kept').to.have.length(before);
        expect(lab.sink.refused().at(-1)).to.include({ status: 400, reason: answer.error });
      });
    });

    it('a session that mixes the dialects', async () => {
      await post(event02('init', { sessionId: 'mixed' }));
      const { status, answer } = await post({ sessionId: 'mixed', events: [event01('play')] });
      expect(answer.error).to.equal("EPAS 0.1: the session's init was EPAS 0.2");
      expect(status).to.equal(400);
    });
  });

  describe('answers init', () => {
    it('0.1: with the id it was given, and thirty seconds', async () => {
      expect((await post(init01('mine'))).answer).to.deep.equal({ sessionId: 'mine', heartbeatInterval: 30 });
    });
    it('0.1: with a new id each time where there was none', async () => {
      const ids = [await post(init01()), await post(init01('')), await post(init01())].map(
        (one) => one.answer.sessionId,
      );
      expect(new Set(ids).size).to.equal(3);
    });
    it('0.2: with milliseconds', async () => {
      const { answer } = await post(event02('init', { sessionId: '' }));
      expect(answer.heartbeatInterval).to.equal(5000);
      expect(answer.sessionId).to.match(/^[\da-f-]{36}$/);
    });
    it('with the interval it was started with, in the unit of the dialect', async () => {
      const other = await startLab({ quiet: true, heartbeatInterval: 2000 });
      try {
        const ask = async (body: Body) => {
          const response = await fetch(`${other.url}/epas`, { method: 'POST', body: JSON.stringify(body) });
          return ((await response.json()) as Body).heartbeatInterval;
        };
        expect(await ask(init01())).to.equal(2);
        expect(await ask(event02('init'))).to.equal(2000);
      } finally {
        await other.close();
      }
    });
  });

  it('keeps what it received in order, batch by batch, with the time', async () => {
    const before = lab.sink.received().length;
    const start = Date.now();
    await post(batch(event01('seeking', { playhead: 7000 }), event01('seeked', { playhead: 15_000 })));
    await post(batch(event01('stopped', { payload: { reason: 'ended' } })));
    const received = lab.sink.received().slice(before);
    expect(received.map(({ event }) => event)).to.deep.equal(['seeking', 'seeked', 'stopped']);
    expect(received.map(({ playhead }) => playhead)).to.deep.equal([7000, 15_000, -1]);
    expect(received[2]?.payload).to.deep.equal({ reason: 'ended' });
    expect(received[0]?.request).to.equal(received[1]?.request);
    expect(received[2]?.request).to.be.above(received[1]?.request ?? NaN);
    received.forEach((event) => {
      expect(event).to.include({ sessionId: 's1', dialect: '0.1' });
      expect(event.receivedAt).to.be.within(start, Date.now());
    });
  });

  describe('guards its door', () => {
    it('415 without a content type, as the real sink', async () => {
      const { status, answer } = await post(init01(), '');
      expect(status).to.equal(415);
      expect(answer.error).to.include('text/plain or application/json');
    });
    it('415 for a form', async () => {
      expect((await post('a=b', 'application/x-www-form-urlencoded')).status).to.equal(415);
    });
    it('413 beyond the size limit, whatever is in it', async () => {
      const { status, answer } = await post(batch(event01('play', { payload: { padding: 'x'.repeat(30_000) } })));
      expect(status).to.equal(413);
      expect(answer.error).to.include('20000 bytes');
    });
    it('413 when the length was not announced', async () => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { 'content-type': 'text/plain', 'transfer-encoding': 'chunked' };
        const sent = request(`${lab.url}/epas`, { method: 'POST', headers }, (response) => {
          resolve(response.resume().statusCode);
        });
        sent.on('error', reject);
        sent.write('x'.repeat(15_000));
        sent.end('x'.repeat(15_000));
      });
      expect(status).to.equal(413);
    });
    it('405 for anything but POST', async () => {
      const response = await fetch(`${lab.url}/epas`);
      expect(response.status).to.equal(405);
      expect(response.headers.get('allow')).to.equal('POST, OPTIONS');
    });
    it('any origin may post and read the answer, also a refusal', async () => {
      for (const { headers } of [await post(init01()), await post('no JSON'), await post('', '')]) {
        expect(headers.get('access-control-allow-origin')).to.equal('*');
      }
      const preflight = await fetch(`${lab.url}/epas`, { method: 'OPTIONS' });
      expect(preflight.status).to.equal(204);
      expect(preflight.headers.get('access-control-allow-headers')).to.equal('Content-Type');
    });
    it('forty posts at once all arrive', async () => {
      const before = lab.sink.received().length;
      await Promise.all(Array.from({ length: 40 }, (_, i) => post(batch(event01('heartbeat', { playhead: i })))));
      const playheads = lab.sink
        .received()
        .slice(before)
        .map(({ playhead }) => playhead);
      expect(playheads.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 40 }, (_, i) => i));
    });
  });
});

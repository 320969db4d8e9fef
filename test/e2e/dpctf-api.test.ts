import { expect } from 'chai';
import type { StoredSession } from '../../test-pages/lab/session-book.ts';
import { serveRunner, type ServedRunner } from './dpctf-runner.ts';

const TESTS = ['/tellybeat/a.html', '/tellybeat/b.html', '/other/c-manual.html'];

describe("the lab's Sessions API", () => {
  let runner: ServedRunner;
  let now = 1e12;
  const events = async (token: string, query = '?last_event=-1') =>
    (await runner.call('GET', `sessions/${token}/events${query}`)).json as {
      type: string;
      data: unknown;
      number: number;
    }[];
  const statusOf = async (token: string) =>
    ((await runner.call('GET', `sessions/${token}/status`)).json as { status: string }).status;

  before(async () => {
    runner = await serveRunner({ tests: () => TESTS, holdFor: 300, now: () => now });
  });
  after(() => runner.close());

  describe('sessions', () => {
    it('are created with a token of 36 characters, pending, without an event', async () => {
      const token = await runner.create();
      expect(token).to.have.lengthOf(36);
      expect(await statusOf(token)).to.equal('pending');
      expect(await events(token)).to.deep.equal([]);
    });
    it('tell their status with its dates', async () => {
      const token = await runner.create();
      const { json } = await runner.call('GET', `sessions/${token}/status`);
      expect(json).to.deep.equal({
        token,
        status: 'pending',
        date_started: null,
        date_finished: null,
        expiration_date: null,
      });
    });
    it('are read back as configured, and found by the beginning of their token', async () => {
      const token = await runner.create({ tests: { include: ['/tellybeat/'] }, types: ['automatic'], labels: ['tv'] });
      const { json } = await runner.call('GET', `sessions/${token}`);
      expect(json).to.include({ token, is_public: false });
      expect(json).to.have.keys(
        'token tests types timeouts reference_tokens user_agent browser is_public date_created labels'.split(' '),
      );
      expect((await runner.call('GET', `sessions/${token.slice(0, 13)}`)).json).to.deep.equal({ token });
    });
    it('take labels', async () => {
      const token = await runner.create();
      await runner.call('PUT', `sessions/${token}/labels`, { labels: ['a', 'b'] });
      expect((await runner.call('GET', `sessions/${token}`)).json).to.deep.include({ labels: ['a', 'b'] });
    });
    it('are gone once deleted', async () => {
      const token = await runner.create();
      expect((await runner.call('DELETE', `sessions/${token}`)).status).to.equal(200);
      expect((await runner.call('GET', `sessions/${token}/status`)).status).to.equal(404);
      expect((await runner.call('DELETE', `sessions/${token}`)).status).to.equal(404);
    });
    it('with types that do not exist are refused with 400, what is not JSON with 500', async () => {
      expect((await runner.call('POST', 'sessions', { types: ['odd'] })).status).to.equal(400);
      expect((await runner.call('POST', 'sessions', '{')).status).to.equal(500);
    });
  });

  describe('orders', () => {
    for (const [orders, status, announced] of [
      ['start', 'running', 'running'],
      ['start start', 'running', 'running'],
      ['start pause', 'paused', 'running paused'],
      ['pause', 'pending', ''],
      ['start pause start', 'running', 'running paused running'],
      ['start pause stop', 'aborted', 'running paused aborted'],
      ['stop start', 'aborted', 'aborted'],
    ] as const)
      it(`${orders} → ${status}, announced: ${announced || 'nothing'}`, async () => {
        const token = await runner.create();
        for (const order of orders.split(' ')) await runner.call('POST', `sessions/${token}/${order}`);
        expect(await statusOf(token)).to.equal(status);
        const heard = announced ? await events(token) : [];
        expect(heard.map(({ data }) => data)).to.deep.equal(announced.split(' ').filter(Boolean));
        expect(heard.map(({ number }) => number)).to.deep.equal(heard.map((_, index) => index));
      });
    it('resume of a pending session: an event with the other token, then this session is gone', async () => {
      const token = await runner.create();
      await runner.call('POST', `sessions/${token}/resume`, { resume_token: 'other' });
      expect(await events(token)).to.deep.equal([{ type: 'resume', data: 'other', number: 0 }]);
      expect((await runner.call('GET', `sessions/${token}/status`)).status).to.equal(404);
    });
    it('resume of a running session changes nothing', async () => {
      const token = await runner.create();
      await runner.call('POST', `sessions/${token}/start`);
      expect((await runner.call('POST', `sessions/${token}/resume`, { resume_token: 'x' })).status).to.equal(200);
      expect(await statusOf(token)).to.equal('running');
    });
  });

  describe('events', () => {
    const push = (token: string, data: unknown) =>
      runner.call('POST', `sessions/${token}/events`, { type: 'playback', data });
    it('are numbered from 0 and told from any number on', async () => {
      const token = await runner.create();
      for (const data of ['a', 'b', 'c']) await push(token, data);
      expect((await events(token)).map(({ data }) => data)).to.deep.equal(['a', 'b', 'c']);
      expect((await events(token, '?last_event=1')).map(({ data }) => data)).to.deep.equal(['c']);
    });
    it('without last_event only the next one is told', async () => {
      const token = await runner.create();
      await push(token, 'old');
      const next = events(token, '');
      await new Promise((resolve) => setTimeout(resolve, 50));
      await push(token, 'new');
      expect(await next).to.deep.equal([{ type: 'playback', data: 'new', number: 1 }]);
    });
    it('whatever comes next is told to who waits with a number from before a restart', async () => {
      const token = await runner.create();
      const waiting = events(token, '?last_event=800');
      await new Promise((resolve) => setTimeout(resolve, 50));
      await push(token, 'first');
      expect(await waiting).to.deep.equal([{ type: 'playback', data: 'first', number: 0 }]);
    });
    it('in a burst are all in the answer to a waiting poll, or in the next', async () => {
      const token = await runner.create();
      const first = events(token);
      await Promise.all(Array.from({ length: 20 }, (_, index) => push(token, index)));
      const heard = await first;
      const last = heard[heard.length - 1]?.number ?? -1;
      const rest = last < 19 ? await events(token, `?last_event=${last}`) : [];
      expect(heard.concat(rest).map(({ number }) => number)).to.deep.equal(Array.from({ length: 20 }, (_, n) => n));
    });
    it('are forgotten after a minute, and numbers go on', async () => {
      const token = await runner.create();
      await push(token, 'old');
      now += 61000;
      await push(token, 'new');
      expect(await events(token)).to.deep.equal([{ type: 'playback', data: 'new', number: 1 }]);
    });
    for (const body of ['no json', '{"data":1}', '{"type":"playback"}', '[]', ''])
      it(`«${body}» is taken with 200, and dropped`, async () => {
        const token = await runner.create();
        expect(await runner.call('POST', `sessions/${token}/events`, body)).to.include({ status: 200, text: '' });
        expect(await events(token)).to.deep.equal([]);
      });
    it('of a session nobody knows are 404, last_event=x is 500', async () => {
      expect((await runner.call('GET', 'sessions/nobody/events?last_event=-1')).status).to.equal(404);
      expect((await runner.call('GET', `sessions/${await runner.create()}/events?last_event=x`)).status).to.equal(500);
    });
    it('may be pushed from any page: text/plain, and a preflight for the rest', async () => {
      const answer = await fetch(`${runner.url}/_wave/api/sessions/x/events`, { method: 'OPTIONS' });
      expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
      expect(answer.headers.get('access-control-allow-headers')).to.equal('*');
    });
  });

  describe('tests and results', () => {
    const next = async (token: string) => {
      const { json } = await runner.call('GET', `tests/${token}/next`);
      return new URL((json as { next_test: string }).next_test);
    };
    it('each test once, by way of pre-test.html, with all a page has to know', async () => {
      const token = await runner.create({ tests: { include: ['/tellybeat/*'] } });
      expect((await next(token)).pathname).to.equal('/_wave/newsession.html');
      await runner.call('POST', `sessions/${token}/start`);
      const page = await next(token);
      expect(page.pathname).to.equal('/_wave/pre-test.html');
      const test = new URL(page.searchParams.get('test_url') ?? '');
      expect(test.pathname).to.equal('/tellybeat/a.html');
      expect(Object.fromEntries(test.searchParams)).to.include({ token, web_root: '/_wave/', mode: 'auto' });
    });
    it('a paused session leads to pause.html, an ended one to finish.html', async () => {
      const token = await runner.create();
      await runner.call('POST', `sessions/${token}/start`);
      await runner.call('POST', `sessions/${token}/pause`);
      expect((await next(token)).pathname).to.equal('/_wave/pause.html');
      await runner.call('POST', `sessions/${token}/stop`);
      expect((await next(token)).pathname).to.equal('/_wave/finish.html');
    });
    it('a result is announced by test_completed, the last one by status completed after it', async () => {
      const token = await runner.create({ tests: { include: ['/tellybeat/a'] } });
      await runner.call('POST', `sessions/${token}/start`);
      await next(token);
      const tests = [
        { name: 'one', status: 0, message: null, stack: null },
        { name: 'two', status: 1, message: 'no' },
      ];
      await runner.call('POST', `results/${token}`, { test: '/tellybeat/a.html', status: 0, message: null, tests });
      expect((await events(token)).map(({ type, data }) => [type, data])).to.deep.equal([
        ['status', 'running'],
        ['test_completed', '/tellybeat/a.html'],
        ['status', 'completed'],
      ]);
      const { json } = await runner.call('GET', `results/${token}`);
      expect(json).to.have.nested.property('tellybeat[0].subtests[1].status', 'FAIL');
      const compact = (await runner.call('GET', `results/${token}/compact`)).json;
      expect(compact).to.deep.include({
        tellybeat: { pass: 1, fail: 1, timeout: 0, not_run: 0, total: 1, complete: 1 },
      });
    });
    it('a result of a test that does not run is not wanted, one that is none is a 500', async () => {
      const token = await runner.create();
      await runner.call('POST', `sessions/${token}/start`);
      const result = { test: '/tellybeat/b.html', status: 0, tests: [] };
      expect((await runner.call('POST', `results/${token}`, result)).status).to.equal(200);
      expect((await runner.call('GET', `results/${token}`)).json).to.deep.equal({});
      expect((await runner.call('POST', `results/${token}`, { odd: 1 })).status).to.equal(500);
    });
    it('a test that takes too long is a TIMEOUT', async () => {
      const token = await runner.create({ tests: { include: ['/tellybeat/a'] }, timeouts: { automatic: 20 } });
      await runner.call('POST', `sessions/${token}/start`);
      await next(token);
      let heard: string[] = [];
      while (!heard.includes('completed')) heard = (await events(token)).map(({ data }) => String(data));
      expect((await runner.call('GET', `results/${token}`)).json).to.have.nested.property(
        'tellybeat[0].status',
        'TIMEOUT',
      );
    });
  });

  it('sessions survive a restart, numbers begin at 0 again', async () => {
    const sessions = new Map<string, StoredSession>();
    const one = await serveRunner({ sessions });
    const token = await one.create();
    await one.call('POST', `sessions/${token}/start`);
    await one.call('POST', `sessions/${token}/pause`);
    await one.close();
    const two = await serveRunner({ sessions });
    expect((await two.call('GET', `sessions/${token}/status`)).json).to.include({ status: 'paused' });
    await two.call('POST', `sessions/${token}/start`);
    expect((await two.call('GET', `sessions/${token}/events?last_event=-1`)).json).to.deep.equal([
      { type: 'status', data: 'running', number: 0 },
    ]);
    await two.close();
  });
});

import { expect } from 'chai';
import { openSession, type OpenSession, type SessionRecord } from '../../src/dpctf/index.ts';
import { aWhile, json, manualClock, scriptRunner, standing, until, type Answer } from './runner.ts';

const event = (number: number, data = `${number}`) => ({ type: 'test_completed', data, number });
const events = (...numbers: readonly number[]) => json(numbers.map((number) => event(number)));
/** The runner after a restart: the same numbers say something else. */
const others = (...numbers: readonly number[]) => json(numbers.map((number) => event(number, `other ${number}`)));
const RUNNING = [standing('running')];

describe('a test session', () => {
  let clock = manualClock();
  let session: OpenSession;
  let records: SessionRecord[] = [];
  const heard = () => records.flatMap((record) => (record.type === 'event' ? [record.event.number] : []));
  const others_ = () => records.filter(({ type }) => type !== 'event' && type !== 'status');
  const statuses = () => records.flatMap((record) => (record.type === 'status' ? [record.status] : []));
  const join = async (script: Parameters<typeof scriptRunner>[0]) => {
    const runner = await scriptRunner({ status: RUNNING, ...script });
    session = openSession({ baseUrl: runner.baseUrl, token: 'T', clock });
    session.subscribe((record) => records.push(record));
    return runner;
  };

  beforeEach(() => {
    clock = manualClock();
    records = [];
  });
  afterEach(() => session.leave());

  describe('listens, whatever the runner answers', () => {
    const table: [string, readonly Answer[], readonly number[], readonly number[]][] = [
      ['number 0 is an event', [events(0)], [0], [-1, 0]],
      ['a single object counts as an array', [json(event(0))], [0], [-1, 0]],
      ['out of order and twice in one answer', [events(1, 0, 1, 2)], [0, 1, 2], [-1, 2]],
      [
        'a gap is asked about once more with the old number',
        [events(0), events(2), events(1, 2)],
        [0, 1, 2],
        [-1, 0, 0, 2],
      ],
      ['a gap inside an answer, too', [events(0, 2), events(1, 2)], [0, 1, 2], [-1, 0, 2]],
      ['a gap in the first answer, too', [events(1), events(0, 1)], [0, 1], [-1, -1, 1]],
      ['a gap that the runner cannot fill is accepted', [events(0), events(3), events(3)], [0, 3], [-1, 0, 0, 3]],
      [
        'a number that was there before: the runner restarted',
        [events(0, 1), others(0), others(0, 1)],
        [0, 1, 0, 1],
        [-1, 1, -1, 1],
      ],
      ['HTTP 500', [events(0), { status: 500, body: 'oops' }, events(0, 1)], [0, 1], [-1, 0, -1, 1]],
      ['HTTP 502 with a page', [{ status: 502, body: '<html>' }, events(0)], [0], [-1, -1, 0]],
      ['an empty answer', [events(0), { status: 200, body: '' }, events(0, 1)], [0, 1], [-1, 0, -1, 1]],
      ['an empty list', [events(0), json([]), events(0, 1)], [0, 1], [-1, 0, -1, 1]],
      ['no JSON', [events(0), { status: 200, body: '[{"ty' }, events(0, 1)], [0, 1], [-1, 0, -1, 1]],
      ['a dropped connection', [events(0), 'drop', events(0, 1)], [0, 1], [-1, 0, -1, 1]],
      [
        'nulls, numbers and strings for events',
        [json([null, 7, 'x', { number: '1' }, { number: -1 }, { number: 1.5 }, event(0)])],
        [0],
        [-1, 0],
      ],
      [
        'after a failure, another runner with higher numbers',
        [events(0, 1), 'drop', others(0, 1, 2, 3)],
        [0, 1, 0, 1, 2, 3],
        [-1, 1, -1, 3],
      ],
      [
        'after a failure, another runner with lower numbers',
        [events(0, 1), 'drop', others(0)],
        [0, 1, 0],
        [-1, 1, -1, 0],
      ],
      ['after a failure, nothing new', [events(0, 1), 'drop', events(0, 1), events(2)], [0, 1, 2], [-1, 1, -1, 1, 2]],
    ];
    for (const [title, script, delivered, polled] of table)
      it(title, async () => {
        const runner = await join({ events: script });
        await until(
          async () => (await runner.polled()).length >= polled.length,
          () => clock.skipBackOff(),
        );
        expect(heard()).to.deep.equal(delivered);
        expect(await runner.polled()).to.deep.equal(polled);
      });

    it('says how many events are lost, and when the runner restarted', async () => {
      const runner = await join({ events: [events(0), events(3), events(3), others(0), others(0)] });
      await until(
        async () => (await runner.polled()).length >= 6,
        () => clock.skipBackOff(),
      );
      expect(others_()).to.deep.equal([{ type: 'missed', count: 2 }, { type: 'restarted' }]);
    });
    it('renews a poll that is held for 25 seconds, at once and with the same number', async () => {
      const runner = await join({ events: [events(4), events(4)] });
      await until(async () => (await runner.polled()).length === 3);
      clock.advance(24999);
      await aWhile();
      expect(await runner.polled()).to.have.lengthOf(3);
      clock.advance(1);
      await until(async () => (await runner.polled()).length === 4);
      expect(await runner.polled()).to.deep.equal([-1, -1, 4, 4]);
    });
    it('waits a quarter of a second to five between failures', async () => {
      const runner = await join({ events: Array.from({ length: 12 }, () => 'drop' as const) });
      const waits: number[] = [];
      for (let polls = 1; polls < 10; polls += 1) {
        await until(async () => (await runner.polled()).length >= polls && clock.timers() === 1);
        await until(() => {
          const wait = clock.skipBackOff();
          if (wait <= 5000) waits.push(wait);
          return wait <= 5000;
        });
      }
      expect(Math.min(...waits)).to.be.at.least(250);
      expect(Math.max(...waits)).to.be.at.most(5000);
      expect(Math.max(...waits)).to.be.above(250);
    });
    it('asks for no address twice', async () => {
      const runner = await join({ events: [events(0), 'drop', 'drop', events(0, 1)] });
      await until(
        async () => (await runner.polled()).length >= 5,
        () => clock.skipBackOff(),
      );
      const queries = (await runner.asked()).map(({ query }) => query);
      expect(new Set(queries).size).to.equal(queries.length);
    });
  });

  describe('knows its status', () => {
    it('from the runner when it joins', async () => {
      await join({ status: [standing('paused')] });
      await until(() => statuses().length);
      expect(session.snapshot()).to.include({ token: 'T', status: 'paused' });
    });
    it('not from the backlog, which may be a minute old', async () => {
      const backlog = json([{ type: 'status', data: 'paused', number: 7 }]);
      await join({ events: [backlog, backlog], status: [standing('running')] });
      await until(() => heard().length && statuses().length);
      await aWhile();
      expect(new Set(statuses())).to.deep.equal(new Set(['running']));
    });
    it('from each event after that', async () => {
      const paused = json([{ type: 'status', data: 'paused', number: 1 }]);
      await join({ events: [events(0), paused] });
      await until(() => statuses().includes('paused'));
      expect(session.snapshot().status).to.equal('paused');
    });
    it('asks again after a restart, and after a loss', async () => {
      const runner = await join({ events: [events(0), events(3), events(3)] });
      await until(() => heard().length === 2);
      await until(async () => (await runner.asked('status')).length >= 3);
    });
    it('asks until it is answered', async () => {
      await join({ status: ['drop', { status: 503, body: '' }, json({}), standing('paused')] });
      await until(
        () => statuses().length,
        () => clock.skipBackOff(),
      );
      expect(statuses()).to.deep.equal(['paused']);
    });
    it('is gone on 404: no poll is left hanging', async () => {
      const runner = await join({ status: [{ status: 404, body: '' }] });
      await until(() => statuses().includes('gone'));
      await until(async () => (await runner.asked('events')).every(({ aborted }) => aborted));
      expect(clock.timers()).to.equal(0);
    });
  });

  describe('does not trust what it hears', () => {
    const table: [string, unknown, string][] = [
      ['an unknown type', { type: 'format_disk', data: null }, 'unknown-type'],
      ['the name of a built-in', { type: 'constructor', data: null }, 'unknown-type'],
      ['no type', { data: 1 }, 'unknown-type'],
      ['an unknown status', { type: 'status', data: 'exploded' }, 'malformed'],
      ['a status in a list', { type: 'status', data: ['paused'] }, 'malformed'],
      ['an address for a token', { type: 'resume', data: '//evil.example/?' }, 'malformed'],
      ['an object for a token', { type: 'resume', data: {} }, 'malformed'],
      ['a test_ready without observations', { type: 'test_ready', data: { path: 'x' } }, 'malformed'],
      ['an observation_ready without a path', { type: 'observation_ready', data: {} }, 'malformed'],
      [
        'a result with an unknown status',
        { type: 'observation_completed', data: [{ id: 'a', status: 'OK' }] },
        'malformed',
      ],
      ['a playback event without a type', { type: 'playback', data: null }, 'malformed'],
      ['100 KB in one event', { type: 'test_completed', data: 'x'.repeat(1e5) }, 'too-large'],
    ];
    for (const [title, entry, reason] of table)
      it(`${title}: ignored on the record, and the next one is heard`, async () => {
        await join({ events: [json([{ ...(entry as object), number: 0 }, event(1)])] });
        await until(() => heard().length);
        expect(heard()).to.deep.equal([1]);
        expect(others_()).to.deep.equal([{ type: 'ignored', reason, number: 0 }]);
        expect(session.snapshot().ignored).to.equal(1);
      });
    it('takes every type of the specification', async () => {
      const data = {
        status: 'running',
        resume: '6fdbd1a0-c339-11e9-b775-6d49dd567772',
        test_completed: '/group/page.html',
        test_ready: { path: 'a', title: '', description: '', params: {}, observations: [{ id: '1' }] },
        observation_ready: { test_path: 'a' },
        observation_completed: [{ id: '1', name: '', status: 'PASS', message: null }],
        playback: { type: 'play', data: 0 },
      };
      await join({
        events: [json(Object.entries(data).map(([type, value], number) => ({ type, data: value, number })))],
      });
      await until(() => heard().length === 7);
      expect(records.flatMap((one) => (one.type === 'event' ? [one.event.type] : []))).to.deep.equal(Object.keys(data));
    });
  });

  describe('is shared on a page', () => {
    it('three listeners, one poll, and one that throws disturbs nobody', async () => {
      const runner = await scriptRunner({ status: RUNNING, events: [events(0), events(1)] });
      session = openSession({ baseUrl: runner.baseUrl, token: 'T', clock });
      const calls: string[] = [];
      session.subscribe(() => {
        throw new Error('mine');
      });
      const removeSelf = session.subscribe(({ type }) => {
        if (type === 'event') removeSelf();
        if (type === 'event') calls.push('once');
      });
      session.subscribe(({ type }) => type === 'event' && calls.push('each'));
      await until(() => calls.length === 3);
      expect(calls).to.deep.equal(['once', 'each', 'each']);
      expect((await runner.polled()).slice(0, 3)).to.deep.equal([-1, 0, 1]);
    });
    it('nobody listens, nobody polls; the next one goes on where the last one left', async () => {
      const runner = await scriptRunner({ status: RUNNING, events: [events(0), 'hang', events(0, 1)] });
      session = openSession({ baseUrl: runner.baseUrl, token: 'T', clock });
      await aWhile();
      expect(await runner.asked()).to.deep.equal([]);
      const stop = session.subscribe((record) => records.push(record));
      await until(async () => (await runner.polled()).length === 2);
      stop();
      await until(async () => (await runner.asked('events'))[1]?.aborted);
      expect(clock.timers()).to.equal(0);
      session.subscribe((record) => records.push(record));
      await until(() => heard().length === 2);
      expect(heard()).to.deep.equal([0, 1]);
    });
    it('leaving aborts the poll and leaves no timer; leaving twice is leaving once', async () => {
      const runner = await join({});
      await until(async () => (await runner.polled()).length === 1);
      session.leave();
      session.leave();
      await until(async () => (await runner.asked('events'))[0]?.aborted);
      expect(clock.timers()).to.equal(0);
    });
    it('a page that goes aborts the poll; one that comes back goes on', async () => {
      const runner = await join({});
      await until(async () => (await runner.polled()).length === 1);
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await until(async () => (await runner.asked('events'))[0]?.aborted);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await until(async () => (await runner.polled()).length === 2);
    });
    it('without a token nothing is sent', async () => {
      const runner = await scriptRunner({});
      for (const token of ['', null, undefined, 'no/token', 'x'.repeat(65)]) {
        session = openSession({ baseUrl: runner.baseUrl, token, clock });
        session.subscribe(() => undefined);
        session.push('playback', { type: 'play', data: null });
        session.leave();
      }
      await aWhile();
      expect(await runner.asked()).to.deep.equal([]);
    });
    it('a base address that is none is a TypeError naming it', () => {
      for (const baseUrl of ['', 'ftp://x/', 'javascript:alert(1)', undefined, 7])
        expect(() => openSession({ baseUrl: baseUrl as string, token: 'T' })).to.throw(TypeError, /baseUrl.*received/);
    });
  });

  describe('pushes', () => {
    const push = (data: unknown, type = 'play') => session.push('playback', { type, data });
    it('one at a time and in order, as text/plain, a missing value as null', async () => {
      const runner = await join({});
      for (const data of [0, false, '', null, undefined]) session.push('playback', data as never);
      await until(() => session.snapshot().pushed === 5);
      expect((await runner.pushed()).map(({ data }) => data)).to.deep.equal([0, false, '', null, null]);
      expect((await runner.asked('push'))[0]?.type).to.match(/^text\/plain/);
    });
    it('again where the runner was away, and the next ones wait', async () => {
      const runner = await join({ push: ['drop', { status: 500, body: '' }, { status: 200, body: '' }] });
      push(1);
      push(2);
      await until(
        () => session.snapshot().pushed === 2,
        () => clock.skipBackOff(),
      );
      expect((await runner.pushed()).map(({ data }) => (data as { data: unknown }).data)).to.deep.equal([1, 1, 1, 2]);
    });
    it('not again what the runner refuses, and says so', async () => {
      const runner = await join({ push: [{ status: 413, body: '' }] });
      push(1);
      push(2);
      await until(() => session.snapshot().pushed === 1);
      expect(await runner.asked('push')).to.have.lengthOf(2);
      expect(session.snapshot().dropped).to.equal(1);
    });
    it('a runner that is away costs 300 events: frequent ones go first, each loss is on record', async () => {
      await join({ push: ['hang'] });
      push(0);
      for (let index = 0; index < 20; index += 1) push(index, 'timeupdate');
      for (let index = 0; index < 300; index += 1) push(index);
      expect(session.snapshot()).to.include({ queued: 300, dropped: 21 });
      expect(others_().filter(({ type }) => type === 'dropped')).to.have.lengthOf(21);
    });
    it('what cannot be said in JSON, or in 64 K, is dropped on the record', async () => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      await join({});
      push(circle);
      push('x'.repeat(70000));
      expect(session.snapshot()).to.include({ queued: 0, dropped: 2 });
    });
    it('what waits leaves by beacon with the page, after the one under way', async () => {
      const runner = await join({ push: ['hang'] });
      push(1);
      await until(async () => (await runner.asked('push')).length === 1);
      push(2);
      push(3);
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      await until(async () => (await runner.asked('push')).length === 3);
      expect((await runner.pushed()).map(({ data }) => (data as { data: unknown }).data)).to.have.members([1, 2, 3]);
      expect(session.snapshot()).to.include({ pushed: 2, queued: 1 });
    });
  });
});

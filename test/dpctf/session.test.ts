import { expect } from 'chai';
import { openSession } from '../../src/dpctf/index.ts';
import { aWhile, json, scriptRunner, until } from './runner.ts';
import { event, events, RUNNING, useSession } from './session-kit.ts';

describe('a test session', () => {
  const kit = useSession();

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
        await kit.join({ events: [json([{ ...(entry as object), number: 0 }, event(1)])] });
        await until(() => kit.heard().length);
        expect(kit.heard()).to.deep.equal([1]);
        expect(kit.remarks()).to.deep.equal([{ type: 'ignored', reason, number: 0 }]);
        expect(kit.session.ignored).to.equal(1);
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
      await kit.join({
        events: [json(Object.entries(data).map(([type, value], number) => ({ type, data: value, number })))],
      });
      await until(() => kit.heard().length === 7);
      expect(kit.records.flatMap((one) => (one.type === 'event' ? [one.event.type] : []))).to.deep.equal(
        Object.keys(data),
      );
    });
  });

  describe('is shared on a page', () => {
    it('three listeners, one poll, and one that throws disturbs nobody', async () => {
      const runner = await scriptRunner({ status: RUNNING, events: [events(0), events(1)] });
      const session = kit.open(runner.baseUrl, 'T');
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
      const session = kit.open(runner.baseUrl, 'T');
      await aWhile();
      expect(await runner.asked()).to.deep.equal([]);
      const stop = session.subscribe((record) => kit.records.push(record));
      await until(async () => (await runner.polled()).length === 2);
      stop();
      await until(async () => (await runner.asked('events'))[1]?.aborted);
      expect(kit.clock.timers()).to.equal(0);
      session.subscribe((record) => kit.records.push(record));
      await until(() => kit.heard().length === 2);
      expect(kit.heard()).to.deep.equal([0, 1]);
    });
    it('leaving aborts the poll and leaves no timer; leaving twice is leaving once', async () => {
      const runner = await kit.join({});
      await until(async () => (await runner.polled()).length === 1);
      kit.session.leave();
      kit.session.leave();
      await until(async () => (await runner.asked('events'))[0]?.aborted);
      expect(kit.clock.timers()).to.equal(0);
    });
    it('a page that goes aborts the poll; one that comes back goes on', async () => {
      const runner = await kit.join({});
      await until(async () => (await runner.polled()).length === 1);
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await until(async () => (await runner.asked('events'))[0]?.aborted);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await until(async () => (await runner.polled()).length === 2);
    });
    it('without a token nothing is sent', async () => {
      const runner = await scriptRunner({});
      for (const token of ['', null, undefined, 'no/token', 'x'.repeat(65)]) {
        const session = kit.open(runner.baseUrl, token);
        session.subscribe(() => undefined);
        kit.session.push('playback', { type: 'play', data: null });
        kit.session.leave();
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
    const push = (data: unknown, type = 'play') => kit.session.push('playback', { type, data });
    it('one at a time and in order, as text/plain, a missing value as null', async () => {
      const runner = await kit.join({});
      for (const data of [0, false, '', null, undefined]) kit.session.push('playback', data as never);
      await until(() => kit.session.forwarded === 5);
      expect((await runner.pushed()).map(({ data }) => data)).to.deep.equal([0, false, '', null, null]);
      expect((await runner.asked('push'))[0]?.type).to.match(/^text\/plain/);
    });
    it('again where the runner was away, and the next ones wait', async () => {
      const runner = await kit.join({ push: ['drop', { status: 500, body: '' }, { status: 200, body: '' }] });
      push(1);
      push(2);
      await until(
        () => kit.session.forwarded === 2,
        () => kit.clock.skipBackOff(),
      );
      expect((await runner.pushed()).map(({ data }) => (data as { data: unknown }).data)).to.deep.equal([1, 1, 1, 2]);
    });
    it('not again what the runner refuses, and says so', async () => {
      const runner = await kit.join({ push: [{ status: 413, body: '' }] });
      push(1);
      push(2);
      await until(() => kit.session.forwarded === 1);
      expect(await runner.asked('push')).to.have.lengthOf(2);
      expect(kit.session.dropped).to.equal(1);
    });
    it('a runner that is away costs 300 events: frequent ones go first, each loss is on record', async () => {
      await kit.join({ push: ['hang'] });
      push(0);
      for (let index = 0; index < 20; index += 1) push(index, 'timeupdate');
      for (let index = 0; index < 300; index += 1) push(index);
      expect(kit.session).to.include({ queued: 300, dropped: 21 });
      expect(kit.remarks().filter(({ type }) => type === 'dropped')).to.have.lengthOf(21);
    });
    it('what cannot be said in JSON, or in 64 K, is dropped on the record', async () => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      await kit.join({});
      push(circle);
      push('x'.repeat(70000));
      expect(kit.session).to.include({ queued: 0, dropped: 2 });
    });
    it('what waits leaves by beacon with the page, after the one under way', async () => {
      const runner = await kit.join({ push: ['hang'] });
      push(1);
      await until(async () => (await runner.asked('push')).length === 1);
      push(2);
      push(3);
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      await until(async () => (await runner.asked('push')).length === 3);
      expect((await runner.pushed()).map(({ data }) => (data as { data: unknown }).data)).to.have.members([1, 2, 3]);
      expect(kit.session).to.include({ forwarded: 2, queued: 1 });
    });
  });
});

import { expect } from 'chai';
import { aWhile, json, standing, until, type Answer } from './runner.ts';
import { event, events, others, useSession } from './session-kit.ts';

describe('a test session', () => {
  const kit = useSession();

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
    const check = ([title, script, delivered, polled]: (typeof table)[number]) =>
      it(title, async () => {
        const runner = await kit.join({ events: script });
        await until(
          async () => (await runner.polled()).length >= polled.length,
          () => kit.clock.skipBackOff(),
        );
        expect(kit.heard()).to.deep.equal(delivered);
        expect(await runner.polled()).to.deep.equal(polled);
      });
    table.forEach(check);
    describe('also where the engine cannot give up a fetch', () => {
      const { AbortController } = window;
      before(() => Object.assign(window, { AbortController: undefined }));
      after(() => Object.assign(window, { AbortController }));
      table.forEach(check);
      it('and leaves a poll at once', async () => {
        const runner = await kit.join({});
        await until(async () => (await runner.polled()).length === 1);
        kit.session.leave();
        await until(async () => (await runner.asked('events'))[0]?.aborted);
        expect(kit.clock.timers()).to.equal(0);
      });
      it('pushes as text/plain', async () => {
        const runner = await kit.join({});
        kit.session.push('test_completed', 'x');
        await until(() => kit.session.forwarded === 1);
        expect((await runner.asked('push'))[0]?.type).to.match(/^text\/plain/);
      });
    });

    it('says how many events are lost, and when the runner restarted', async () => {
      const runner = await kit.join({ events: [events(0), events(3), events(3), others(0), others(0)] });
      await until(
        async () => (await runner.polled()).length >= 6,
        () => kit.clock.skipBackOff(),
      );
      expect(kit.remarks()).to.deep.equal([{ type: 'missed', count: 2 }, { type: 'restarted' }]);
    });
    it('renews a poll that is held for 25 seconds, at once and with the same number', async () => {
      const runner = await kit.join({ events: [events(4), events(4)] });
      await until(async () => (await runner.polled()).length === 3);
      kit.clock.advance(24999);
      await aWhile();
      expect(await runner.polled()).to.have.lengthOf(3);
      kit.clock.advance(1);
      await until(async () => (await runner.polled()).length === 4);
      expect(await runner.polled()).to.deep.equal([-1, -1, 4, 4]);
    });
    it('waits a quarter of a second to five between failures', async () => {
      const runner = await kit.join({ events: Array.from({ length: 12 }, () => 'drop' as const) });
      const waits: number[] = [];
      for (let polls = 1; polls < 10; polls += 1) {
        await until(async () => (await runner.polled()).length >= polls && kit.clock.timers() === 1);
        await until(() => {
          const wait = kit.clock.skipBackOff();
          if (wait <= 5000) waits.push(wait);
          return wait <= 5000;
        });
      }
      expect(Math.min(...waits)).to.be.at.least(250);
      expect(Math.max(...waits)).to.be.at.most(5000);
      expect(Math.max(...waits)).to.be.above(250);
    });
    it('asks for no address twice', async () => {
      const runner = await kit.join({ events: [events(0), 'drop', 'drop', events(0, 1)] });
      await until(
        async () => (await runner.polled()).length >= 5,
        () => kit.clock.skipBackOff(),
      );
      const queries = (await runner.asked()).map(({ query }) => query);
      expect(new Set(queries).size).to.equal(queries.length);
    });
  });

  describe('knows its status', () => {
    it('from the runner when it joins', async () => {
      await kit.join({ status: [standing('paused')] });
      await until(() => kit.statuses().length);
      expect(kit.session).to.include({ token: 'T', status: 'paused' });
    });
    it('not from the backlog, which may be a minute old', async () => {
      const backlog = json([{ type: 'status', data: 'paused', number: 7 }]);
      await kit.join({ events: [backlog, backlog], status: [standing('running')] });
      await until(() => kit.heard().length && kit.statuses().length);
      await aWhile();
      expect(new Set(kit.statuses())).to.deep.equal(new Set(['running']));
    });
    it('from each event after that', async () => {
      const paused = json([{ type: 'status', data: 'paused', number: 1 }]);
      await kit.join({ events: [events(0), paused] });
      await until(() => kit.statuses().includes('paused'));
      expect(kit.session.status).to.equal('paused');
    });
    it('asks again after a restart, and after a loss', async () => {
      const runner = await kit.join({ events: [events(0), events(3), events(3)] });
      await until(() => kit.heard().length === 2);
      await until(async () => (await runner.asked('status')).length >= 3);
    });
    it('asks until it is answered', async () => {
      await kit.join({ status: ['drop', { status: 503, body: '' }, json({}), standing('paused')] });
      await until(
        () => kit.statuses().length,
        () => kit.clock.skipBackOff(),
      );
      expect(kit.statuses()).to.deep.equal(['paused']);
    });
    it('is gone on 404: no poll is left hanging', async () => {
      const runner = await kit.join({ status: [{ status: 404, body: '' }] });
      await until(
        () => kit.statuses().includes('gone'),
        () => kit.clock.skipBackOff(),
      );
      await until(async () => (await runner.asked('events')).every(({ aborted }) => aborted));
      expect(kit.clock.timers()).to.equal(0);
    });
  });
});

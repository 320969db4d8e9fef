import { expect } from 'chai';
import { joinTestSession, type JoinOptions } from '../../src/dpctf/index.ts';
import { usePlayer } from './player-kit.ts';
import { aWhile, json, standing, until, type Answer } from './runner.ts';

const status = (number: number, data: string) => json([{ type: 'status', data, number }]);
const resume = (number: number, data: string) => json([{ type: 'resume', data, number }]);
const GREETING = json([{ type: 'test_completed', data: 'before', number: 0 }]);
const OTHER = '6fdbd1a0-c339-11e9-b775-6d49dd567772';

describe('a player in a test session', () => {
  const kit = usePlayer();
  /** Events that come when the test lets them: a back-off before each holds them back. */
  const later = (...answers: readonly Answer[]) => [GREETING, ...answers.flatMap((one) => ['drop' as const, one])];
  const next = () => until(() => kit.clock.skipBackOff() <= 5000);

  describe('is held by it', () => {
    it('paused pauses, running goes on', async () => {
      await kit.join({ events: later(status(1, 'paused'), status(2, 'running')) });
      await kit.play();
      await next();
      await until(() => kit.video.paused);
      await next();
      await until(() => !kit.video.paused);
      expect(kit.reports).to.deep.equal([]);
    });
    it('what the viewer had paused stays paused', async () => {
      await kit.join({ events: later(status(1, 'paused'), status(2, 'running')) });
      await kit.play();
      kit.video.pause();
      await next();
      await until(() => kit.session?.status === 'paused');
      await next();
      await until(() => kit.session?.status === 'running');
      await aWhile();
      expect(kit.video.paused).to.equal(true);
    });
    it('what starts while it holds is paused again, and goes on with running', async () => {
      await kit.join({ events: later(status(1, 'paused'), status(2, 'running')) });
      await next();
      await until(() => kit.session?.status === 'paused');
      void kit.video.play().catch(() => undefined);
      await until(() => kit.video.paused);
      await aWhile();
      expect(kit.video.paused).to.equal(true);
      await next();
      await until(() => !kit.video.paused);
    });
    it('paused twice is paused once', async () => {
      await kit.join({ events: later(status(1, 'paused'), status(2, 'paused'), status(3, 'running')) });
      await kit.play();
      await next();
      await until(() => kit.video.paused);
      await next();
      await until(() => kit.session?.lastNumber === 2);
      await next();
      await until(() => !kit.video.paused);
    });
    it('running without a hold starts nothing', async () => {
      await kit.join({ events: later(status(1, 'running')) });
      await next();
      await until(() => kit.session?.lastNumber === 1);
      await aWhile();
      expect(kit.video.paused).to.equal(true);
    });
    it('a session that was paused before the page came', async () => {
      await kit.play();
      await kit.join({ status: [standing('paused')] });
      await until(() => kit.video.paused);
    });
    it('a session that is gone holds nothing', async () => {
      await kit.play();
      await kit.join({ events: later(status(1, 'paused'), json([])), status: [standing('running')] });
      await next();
      await until(() => kit.video.paused);
      kit.session?.();
      await kit.play();
      await kit.join({ status: [{ status: 404, body: '' }] });
      await until(
        () => kit.session?.status === 'gone',
        () => kit.clock.skipBackOff(),
      );
      expect(kit.video.paused).to.equal(false);
    });
    it('by its controls where the element is not what plays: a player of any kind', async () => {
      const asked: string[] = [];
      const controls = { play: () => asked.push('play'), pause: () => asked.push('pause') };
      await kit.join({ events: later(status(1, 'paused'), status(2, 'running')) }, { controls });
      await kit.play();
      await next();
      await until(() => asked.length === 1);
      await next();
      await until(() => asked.length === 2);
      expect(asked).to.deep.equal(['pause', 'play']);
    });
  });

  describe('ends with it', () => {
    for (const how of ['completed', 'aborted'])
      it(`${how}: playback and the viewing session end, the test session is left`, async () => {
        const runner = await kit.join({ events: later(status(1, how)) });
        await kit.play();
        await next();
        await until(() => kit.calls.length);
        expect(kit.calls).to.deep.equal([how]);
        expect(kit.reports).to.deep.equal([['stopped', { reason: 'aborted' }]]);
        expect(kit.video.paused).to.equal(true);
        const polls = (await runner.polled()).length;
        await aWhile();
        expect((await runner.polled()).length).to.equal(polls);
        kit.session?.();
        await kit.play();
      });
  });

  describe('goes on in another one', () => {
    const script = (...answers: readonly Answer[]) => ({ events: later(resume(1, OTHER)), status: answers });
    it('resume: the viewing session ends, the old test session is left, the new one joined', async () => {
      const runner = await kit.join(script(standing('running')));
      await kit.play();
      await next();
      await until(() => kit.calls.length);
      expect(kit.calls).to.deep.equal([OTHER]);
      expect(kit.reports).to.deep.equal([['stopped', { reason: 'aborted' }]]);
      expect(kit.video.paused).to.equal(true);
      expect(kit.session?.token).to.equal(OTHER);
      await until(async () => (await runner.asked('events')).some(({ path }) => path.includes(OTHER)));
      const asked = await runner.asked();
      expect(asked.filter(({ path, kind }) => kind === 'status' && path.includes(OTHER))).not.to.be.empty;
      kit.session?.push('playback', { type: 'x', data: null });
      await until(async () => (await runner.asked('push')).some(({ path }) => path.includes(OTHER)));
    });
    it('a token the runner does not know is ignored on the record', async () => {
      const records: unknown[] = [];
      await kit.join(script(standing('running'), standing('running'), { status: 404, body: '' }));
      kit.session?.subscribe((record) => record.type === 'ignored' && records.push(record));
      await until(() => kit.session?.lastNumber === 0);
      await aWhile();
      await next();
      await until(() => records.length);
      expect(records).to.deep.equal([{ type: 'ignored', reason: 'foreign-token', number: 1 }]);
      expect([kit.calls, kit.reports]).to.deep.equal([[], []]);
    });
    it("so is this session's own token", async () => {
      await kit.join({ events: later(resume(1, 'T')) });
      await next();
      await until(() => kit.session?.ignored === 1);
      expect(kit.calls).to.deep.equal([]);
    });
    it('the runner has deleted this session before it is heard', async () => {
      const runner = await kit.join({
        events: later(resume(1, OTHER)),
        'status T': [{ status: 404, body: '' }],
        status: [standing('running')],
      });
      await until(async () => (await runner.asked('status')).length && kit.session?.lastNumber === 0);
      await aWhile();
      await next();
      await until(() => kit.calls.length);
      expect(kit.calls).to.deep.equal([OTHER]);
    });
    it('one from the backlog counts only once this session is gone', async () => {
      const backlog = json([{ type: 'resume', data: OTHER, number: 0 }]);
      await kit.join({ events: [backlog], status: [standing('running')] });
      await until(() => kit.session?.lastNumber === 0);
      await aWhile();
      expect(kit.calls).to.deep.equal([]);
      kit.session?.();
      // The first poll fails, so that the first status is known before the backlog comes.
      await kit.join({
        events: [{ status: 500, body: '' }, backlog],
        status: [standing('running'), { status: 404, body: '' }, standing('running')],
      });
      await until(() => kit.session?.status === 'running');
      await next();
      await until(() => kit.calls.length);
      expect(kit.calls).to.deep.equal([OTHER]);
    });
  });

  for (const [option, value] of [
    ['media', null],
    ['media', {}],
    ['controls', {}],
    ['baseUrl', 'nowhere'],
  ] as const)
    it(`a wrong ${option} is a TypeError that names it, and leaves nothing behind`, () => {
      const options = { media: kit.video, baseUrl: '/_wave/', token: 'T', [option]: value } as JoinOptions;
      expect(() => joinTestSession(options)).to.throw(TypeError, option);
    });
});

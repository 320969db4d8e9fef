import { expect } from 'chai';
import { observeTest, pageParameters, type ObservationResult, type TestReady } from '../../src/dpctf/index.ts';
import { json, scriptRunner, until, type Answer } from './runner.ts';
import { RUNNING, useSession } from './session-kit.ts';

const TEST: TestReady = {
  path: '/tellybeat/page.html',
  title: 'A page',
  description: 'plays',
  params: {},
  observations: ['one', 'two'].map((id) => ({ id, name: `${id}?`, description: '' })),
};
const ready = (number: number, test_path = 'tellybeat/page.html') => ({
  type: 'observation_ready',
  data: { test_path },
  number,
});
const announced = (number: number) => ({ type: 'test_ready', data: TEST, number });
const results = (number: number, ...ids: readonly string[]) => ({
  type: 'observation_completed',
  data: ids.map((id) => ({ id, name: `${id}?`, status: 'PASS', message: null })),
  number,
});
const press = (keyCode: number) => {
  // What old remotes send has a code and no name; the constructor does not know codes.
  const event = Object.defineProperty(new KeyboardEvent('keydown', { cancelable: true }), 'keyCode', {
    value: keyCode,
  });
  document.dispatchEvent(event);
  return event;
};

describe('the handshake of a test', () => {
  const kit = useSession();
  let calls: string[] = [];
  let report: readonly ObservationResult[] = [];
  const observe = async (...events: readonly Answer[]) => {
    const runner = await scriptRunner({ status: RUNNING, events });
    const observed = observeTest(kit.open(runner.baseUrl, 'T'), TEST, { clock: kit.clock });
    return { runner, observed };
  };
  beforeEach(() => {
    calls = [];
    report = [];
  });

  describe('before it starts', () => {
    const table: [string, readonly Answer[], string][] = [
      ['our test is ready, then the observer', [json([announced(0)]), json([ready(1)])], 'done'],
      ['the observer is quick: both in one answer', [json([announced(0), ready(1)])], 'done'],
      ['with or without a slash', [json([announced(0)]), json([ready(1, '/tellybeat/page.html')])], 'done'],
      ['an observer of another test', [json([announced(0)]), json([ready(1, 'other.html')])], ''],
      ['an observer from an earlier run, in the backlog', [json([ready(0)])], ''],
    ];
    for (const [title, answers, outcome] of table)
      it(`${title}: ${outcome || 'waits on'}`, async () => {
        const { runner, observed } = await observe(...answers);
        observed.announce((how) => calls.push(how));
        await until(async () => (await runner.polled()).length > answers.length);
        expect(calls.join()).to.equal(outcome);
        expect((await runner.pushed())[0]).to.deep.equal({ type: 'test_ready', data: TEST });
        observed.stop();
      });
    it('it waits a minute at most', async () => {
      const { observed } = await observe();
      observed.announce((how) => calls.push(how));
      kit.clock.advance(59999);
      expect(calls).to.deep.equal([]);
      kit.clock.advance(1);
      expect(calls).to.deep.equal(['timeout']);
      press(13);
      expect(calls).to.deep.equal(['timeout']);
      observed.stop();
    });
    it('Enter skips the wait, and is not taken away from the page; other keys do nothing', async () => {
      const { observed } = await observe();
      observed.announce((how) => calls.push(how));
      press(32);
      expect(calls).to.deep.equal([]);
      expect(press(13).defaultPrevented).to.equal(false);
      expect(calls).to.deep.equal(['skipped']);
      observed.stop();
    });
    it('stopped, it calls nobody and leaves no timer', async () => {
      const { runner, observed } = await observe();
      observed.announce((how) => calls.push(how));
      await until(async () => (await runner.pushed()).length);
      observed.stop();
      press(13);
      kit.session.leave();
      await until(() => kit.clock.timers() === 0);
      expect(calls).to.deep.equal([]);
    });
  });

  describe('after the run', () => {
    const wait = async (...events: readonly Answer[]) => {
      const found = await observe(...events);
      found.observed.results((all, how) => {
        report = all;
        calls.push(how);
      });
      return found;
    };
    const said = () => report.map(({ id, status }) => `${id} ${status}`).join(', ');

    it('all results in one event', async () => {
      await wait(json([results(0, 'two', 'one')]));
      await until(() => calls.length);
      expect([calls.join(), said()]).to.deep.equal(['done', 'one PASS, two PASS']);
    });
    it('results in several events', async () => {
      await wait(json([results(0, 'one', 'unasked')]), json([results(1, 'two')]));
      await until(() => calls.length);
      expect(said()).to.equal('one PASS, two PASS');
    });
    it('results that came before anybody waited', async () => {
      const { runner, observed } = await observe(json([results(0, 'one', 'two')]));
      await until(async () => (await runner.polled()).length === 2);
      observed.results((_all, how) => calls.push(how));
      expect(calls).to.deep.equal(['done']);
    });
    it('what is missing after a minute is TIMEOUT, what a person skipped NOT_RUN', async () => {
      const { runner } = await wait(json([results(0, 'two')]));
      await until(async () => (await runner.polled()).length === 2);
      kit.clock.advance(60000);
      expect(said()).to.equal('one TIMEOUT, two PASS');
      await wait();
      press(13);
      expect(said()).to.equal('one NOT_RUN, two NOT_RUN');
    });
  });
});

describe('what the runner tells a page', () => {
  for (const [search, token, webRoot] of [
    ['?token=T&timeout=60000&https_port=8443&web_root=/_wave/&mode=auto&&redirect_time=5', 'T', '/_wave/'],
    ['?token=a&token=b', 'b', '/_wave/'],
    ['', '', '/_wave/'],
    ['?web_root=_wave', '', '/_wave/'],
    ['?token=T&web_root=//evil.example/', 'T', '/evil.example/'],
    ['?token=T&web_root=https://evil.example/', 'T', '/_wave/'],
    ['?token=%zz&web_root=/a%22b/', '%zz', '/_wave/'],
  ] as const)
    it(`«${search}»: token «${token}», web root ${webRoot}`, () => {
      expect(pageParameters(search)).to.include({ token, webRoot });
    });
});

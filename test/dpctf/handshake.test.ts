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
/** Our own `test_ready`, as it comes back. */
const announced = (number: number) => ({ type: 'pushed', number });
/** That of an earlier run of the same page: a reload leaves it in the runner's cache. */
const before = (number: number) => ({ type: 'test_ready', data: { ...TEST, run: 0.5 }, number });
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
      ['an observer from an earlier run, in the backlog', [json([before(0), ready(1)])], ''],
      ['the page was reloaded', [json([before(0), ready(1)]), json([announced(2)]), json([ready(3)])], 'done'],
    ];
    for (const [title, answers, outcome] of table)
      it(`${title}: ${outcome || 'waits on'}`, async () => {
        const { runner, observed } = await observe(...answers);
        observed.announce((how) => calls.push(how));
        await until(async () => (await runner.polled()).length > answers.length);
        expect(calls.join()).to.equal(outcome);
        const { type, data } = (await runner.pushed())[0] ?? {};
        expect(type).to.equal('test_ready');
        const { run, ...told } = data as TestReady;
        expect(run).to.be.a('number');
        expect(told).to.deep.equal(TEST);
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
      // The backlog comes first, and counts for nothing.
      const found = await observe(json([{ type: 'test_completed', data: '', number: 0 }]), ...events);
      found.observed.results((all, how) => {
        report = all;
        calls.push(how);
      });
      return found;
    };
    const said = () => report.map(({ id, status }) => `${id} ${status}`).join(', ');

    it('all results in one event', async () => {
      await wait(json([results(1, 'two', 'one')]));
      await until(() => calls.length);
      expect([calls.join(), said()]).to.deep.equal(['done', 'one PASS, two PASS']);
    });
    it('results in several events', async () => {
      await wait(json([results(1, 'one', 'unasked')]), json([results(2, 'two')]));
      await until(() => calls.length);
      expect(said()).to.equal('one PASS, two PASS');
    });
    it('results that came before anybody waited', async () => {
      const { runner, observed } = await observe(json([announced(0), results(1, 'one', 'two')]));
      observed.announce(() => undefined);
      await until(async () => (await runner.polled()).length === 2);
      observed.results((_all, how) => calls.push(how));
      expect(calls).to.deep.equal(['done']);
    });
    it('results of an earlier run, before the page was reloaded, are not ours', async () => {
      const { runner, observed } = await observe(json([before(0), results(1, 'one', 'two')]));
      await until(async () => (await runner.polled()).length === 2);
      observed.results((_all, how) => calls.push(how));
      expect(calls).to.deep.equal([]);
      observed.stop();
    });
    it('of two results for one observation the later counts', async () => {
      const fail = [{ id: 'one', name: 'one?', status: 'FAIL', message: 'no' }];
      await wait(json([{ type: 'observation_completed', data: fail, number: 1 }, results(2, 'one', 'two')]));
      await until(() => calls.length);
      expect(said()).to.equal('one PASS, two PASS');
    });
    it('what is missing after a minute is TIMEOUT, what a person skipped NOT_RUN', async () => {
      const { runner } = await wait(json([results(1, 'two')]));
      await until(async () => (await runner.polled()).length === 3);
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
    ['token=T&=x&token', '', '/_wave/'],
    ['?&token=a=b?c&x', 'a=b?c', '/_wave/'],
    ['?token=T&web_root=//evil.example/', 'T', '/evil.example/'],
    ['?token=T&web_root=https://evil.example/', 'T', '/_wave/'],
    ['?token=%zz&web_root=/a%22b/', '%zz', '/_wave/'],
  ] as const)
    it(`«${search}»: token «${token}», web root ${webRoot}`, () => {
      expect(pageParameters(search)).to.include({ token, webRoot });
    });
});

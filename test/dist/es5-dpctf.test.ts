import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createRealm, type Realm } from './es5/realm.ts';
import { startRunner } from './es5/runner.ts';

const SCRIPT = readFileSync(new URL('../../dist/browser/tellybeat-dpctf.min.js', import.meta.url), 'utf8');
const TOKEN = '0b6b0ad6-5f04-11ef-8a04-0242ac120002';

describe('a test session in a world that ended with ES5', () => {
  let realm: Realm;
  let runner: Awaited<ReturnType<typeof startRunner>>;
  beforeEach(async () => {
    // A poll is held until there is something to say; time goes on meanwhile.
    realm = createRealm((url) => url.includes('last_event='));
    runner = await startRunner();
    realm.run(SCRIPT);
    const options = { baseUrl: runner.url, token: TOKEN };
    realm.run(
      `var options = ${JSON.stringify(options)}; options.media = video; options.analytics = { report: function () {} }`,
    );
    realm.run('var leave = tellybeat.joinTestSession(options)');
    await realm.advance(1000);
  });
  afterEach(() => {
    realm.close();
    runner.close();
  });

  /** Lets time pass in small steps until something holds; a poll's answer comes when the network brings it. */
  const until = async (condition: () => unknown): Promise<void> => {
    for (let step = 0; step < 200 && !condition(); step++) {
      await realm.advance(50);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(condition(), String(condition)).to.equal(true);
  };

  it('forwards what the player does, in order', async () => {
    for (const type of ['loadstart', 'canplay', 'play', 'playing', 'pause', 'ended']) {
      realm.run(`video.happen(${JSON.stringify(type)})`);
      await realm.advance(1000);
    }
    const types = (): unknown[] => runner.pushed.map(({ data }) => (data as { type: string }).type);
    await until(() => types().includes('ended'));
    expect(runner.pushed.every(({ type }) => type === 'playback')).to.equal(true);
    expect(types()).to.deep.equal(['loadstart', 'canplay', 'play', 'playing', 'pause', 'ended']);
    expect(realm.errors).to.deep.equal([]);
  });

  it('obeys paused, running and aborted', async () => {
    realm.run('video.play()');
    runner.send({ type: 'status', data: 'paused' });
    await until(() => realm.run('video.paused') === true);
    runner.send({ type: 'status', data: 'running' });
    await until(() => realm.run('video.paused') === false);
    runner.send({ type: 'status', data: 'aborted' });
    await until(() => realm.run('video.paused') === true);
    expect(realm.errors).to.deep.equal([]);
  });

  it('leaves no listener and no timer', async () => {
    realm.run('leave(); leave()');
    await realm.advance(60000);
    expect(realm.timers()).to.equal(0);
    expect(realm.run('video.countListeners() + document.countListeners() + window.countListeners()')).to.equal(0);
  });
});

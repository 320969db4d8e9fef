/** Scenes in which pages and browsers come and go. */
import type { Driver } from './driver.ts';
import { good, type Script } from './sink.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const failing =
  (status: number): Script =>
  () => ({ status });

export const killed =
  (thrice: boolean) =>
  async ({ live, kill, sink, wait, until }: Driver): Promise<string> => {
    const first = await live();
    await first.play();
    await first.pass(2 * SECOND);
    sink.behave(failing(503));
    for (let n = 0; n < 10; n++) {
      await first.say(2);
      await first.pass(10 * SECOND);
    }
    // What was said is written down within seconds of the page's time; Chromium brings it to the disk within five of ours.
    await first.pass(MINUTE);
    await wait(7 * SECOND);
    await first.note();
    await kill();
    sink.behave(good);
    const second = await live();
    await wait(300);
    await second.pass(10 * SECOND);
    await until('the last life to be sent', async () => (await second.queued()) === 0);
    await second.note();
    const { length } = sink.arrivals;
    const closing = sink.arrivals[length - 1];
    if (closing?.event !== 'stopped') throw new Error(`the session was not closed but ended in ${closing?.event}`);
    if (!thrice) return 'closed by the next life';
    await wait(7 * SECOND);
    await kill();
    const third = await live();
    await third.pass(10 * SECOND);
    await third.note();
    if (sink.arrivals.length > length) throw new Error('sent again at the third start');
    return 'closed by the next life, silent in the third';
  };

export async function killedPlaying({ live, kill, sink, wait }: Driver): Promise<string> {
  const first = await live();
  await first.play();
  // What is younger than the flush delay is in memory only: a power cut takes it.
  await first.pass(10 * MINUTE + 5 * SECOND);
  await wait(7 * SECOND);
  await first.note();
  await kill();
  const second = await live();
  await second.pass(10 * SECOND);
  await second.note();
  const [last, before] = sink.arrivals.slice(-2).reverse();
  if (last?.event !== 'stopped' || !before) throw new Error('the session was not closed');
  if (!last.text.includes('"aborted"')) throw new Error('closed, but not as aborted');
  return `closed ${Math.round((last.timestamp - before.timestamp) / 1000)} s after the last heartbeat`;
}

export const homeKey =
  (without: readonly string[] = []) =>
  async ({ live, sink, wait }: Driver): Promise<string> => {
    const life = await live({ without });
    const session = await life.page.createCDPSession();
    await life.play();
    await life.pass(2 * SECOND);
    for (let n = 0; n < 10; n++) {
      await life.say(2);
      await life.hide(true);
      // A second at least lies between a beacon and the next request; here as much as makes them two.
      await wait(50);
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      await life.hide(false);
      await life.pass(10 * SECOND);
    }
    await life.do('end');
    await life.pass(MINUTE);
    const notes = await life.note();
    const beacons = notes.filter(({ record }) => record.type === 'delivery' && record.via === 'beacon').length;
    if (!without.length && beacons !== 10) throw new Error(`${beacons} of 10 left by beacon`);
    return `${beacons} beacons, ${sink.requests.length - beacons} requests`;
  };

export const leaving =
  (script: Script, again: boolean) =>
  async ({ live, sink, until }: Driver): Promise<string> => {
    const life = await live();
    await life.play();
    await life.pass(2 * SECOND);
    sink.behave(script);
    await life.say(3);
    if (again) await life.pass(5 * SECOND);
    await life.leave();
    sink.behave(good);
    if (again) {
      const next = await live();
      await next.pass(10 * SECOND);
      await next.note();
    }
    await until('stopped', () => sink.arrivals.some(({ event }) => event === 'stopped'));
    return again ? 'stopped aborted, by the next page' : 'stopped aborted, by beacon';
  };

export async function twoTabs({ live, sink, wait }: Driver): Promise<string> {
  sink.behave(failing(503));
  const one = await live({ speed: 1 });
  await one.play();
  await one.say(5);
  await wait(7 * SECOND);
  const two = await live({ speed: 1 });
  await two.play();
  await two.say(5);
  await wait(4 * SECOND);
  sink.behave(good);
  await wait(1000);
  // Both wait for their back-off; hurry them by ending.
  await one.do('destroy');
  await two.do('destroy');
  await wait(4 * SECOND);
  await one.note();
  await two.note();
  return 'each sent its own';
}

export async function dying({ live, sink }: Driver): Promise<string> {
  const life = await live();
  sink.behave(failing(503));
  await life.play();
  await life.say(20);
  await life.pass(5 * SECOND);
  await life.do('destroy');
  await life.pass(20 * SECOND);
  const timers = await life.timers();
  await life.note();
  if (timers) throw new Error(`${timers} timers left`);
  sink.behave(good);
  const next = await live();
  await next.pass(10 * SECOND);
  await next.note();
  return 'no timer left; sent at the next start';
}

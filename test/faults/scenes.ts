/** Scenes in which the sink, the network or the device misbehaves and the page lives on. */
import type { Driver } from './driver.ts';
import { type Conduct, good, type Script } from './sink.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** The same misfortune every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const failing =
  (conduct: Conduct): Script =>
  () =>
    conduct;

/** Some viewing with something to say every few seconds; then the end, and time for what is late. */
export async function viewing(
  { live, sink }: Driver,
  script: Script,
  options?: object,
  without?: readonly string[],
): Promise<string> {
  const life = await live({ ...(options && { options }), ...(without && { without }) });
  await life.play();
  await life.pass(2 * SECOND);
  sink.behave(script);
  for (let n = 0; n < 20; n++) {
    await life.say(3);
    await life.pass(3 * SECOND);
  }
  sink.behave(good);
  await life.pass(5 * MINUTE);
  await life.say(1);
  await life.do('end');
  await life.pass(6 * MINUTE);
  await life.note();
  return `${await life.queued()} left`;
}

export const offline =
  (time: number, every: number) =>
  async ({ live }: Driver): Promise<string> => {
    const life = await live();
    await life.play();
    await life.pass(2 * SECOND);
    await life.offline(true);
    for (let n = 0; n < 10; n++) {
      await life.say(2);
      await life.pass(Math.min(every, time / 10));
    }
    await life.pass(Math.max(0, time - 10 * Math.min(every, time / 10)));
    await life.offline(false);
    await life.pass(2 * MINUTE);
    await life.say(1);
    await life.do('end');
    await life.pass(2 * MINUTE);
    await life.note();
    const dropped = (await life.note()).filter(({ record }) => record.type === 'dropped').length;
    return `${await life.queued()} left${dropped ? ', heartbeats dropped first' : ''}`;
  };

export async function retryAfter({ live, sink }: Driver): Promise<string> {
  const life = await live();
  await life.play();
  await life.pass(2 * SECOND);
  sink.behave(failing({ status: 429, headers: { 'Retry-After': '30' } }));
  await life.say(5);
  await life.pass(SECOND);
  const before = sink.requests.length;
  sink.behave(good);
  for (let n = 0; n < 29; n++) {
    await life.say(1);
    await life.pass(SECOND);
  }
  const early = sink.requests.length - before;
  await life.pass(MINUTE);
  await life.do('end');
  await life.pass(MINUTE);
  await life.note();
  if (early) throw new Error(`${early} requests within the 30 s the sink asked for`);
  return 'silent for 30 s';
}

export async function fullStorage({ live, sink }: Driver): Promise<string> {
  const life = await live({ full: true });
  await life.play();
  await life.pass(2 * SECOND);
  sink.behave(failing({ status: 500 }));
  await life.say(30);
  await life.pass(2 * MINUTE);
  await life.hide(true);
  await life.hide(false);
  sink.behave(good);
  await life.pass(2 * MINUTE);
  await life.do('end');
  await life.pass(MINUTE);
  await life.note();
  return `${await life.queued()} left`;
}

export async function bootIn1970({ live }: Driver): Promise<string> {
  const life = await live({ wall: 40_000 });
  await life.play();
  await life.pass(30 * SECOND);
  await life.setWall(Date.UTC(2026, 10, 21));
  await life.say(3);
  await life.pass(30 * SECOND);
  await life.do('end');
  await life.play();
  await life.pass(30 * SECOND);
  await life.do('end');
  await life.pass(MINUTE);
  const stamps = (await life.note()).flatMap(({ record }) => (record.type === 'event' ? [record] : []));
  const [first, last] = [stamps[0], stamps.filter(({ session }) => session === 1).pop()];
  const length = (last?.event.timestamp ?? 0) - (first?.event.timestamp ?? 0);
  if (length > 61 * SECOND || length < 59 * SECOND) throw new Error(`a minute became ${length} ms`);
  return 'a minute stays a minute';
}

export async function slow({ live, sink, wait }: Driver): Promise<string> {
  // Sixty times as fast: what takes 30 s there takes half a second here.
  const speed = 60;
  const life = await live({ speed });
  sink.behave((request) => ({ ...good(request), delay: (30 * SECOND) / speed }));
  await life.play();
  await life.say(5);
  await wait((5 * MINUTE) / speed);
  await life.do('end');
  await wait((3 * MINUTE) / speed);
  sink.behave(good);
  await wait((3 * MINUTE) / speed);
  await life.note();
  return `${await life.queued()} left`;
}

export async function monsters({ live }: Driver): Promise<string> {
  const life = await live();
  await life.play();
  await life.pass(2 * SECOND);
  await life.do('monsters');
  await life.pass(10 * SECOND);
  await life.do('end');
  await life.pass(10 * SECOND);
  await life.note();
  return 'cycles, getters, BigInt, DOM, 10 MB';
}

export async function cost({ live, sink }: Driver): Promise<string> {
  const life = await live();
  await life.play();
  for (let n = 0; n < 60; n++) {
    await life.say(2);
    await life.pass(MINUTE);
  }
  const online = await life.writes();
  sink.behave(failing({ status: 503 }));
  for (let n = 0; n < 60; n++) {
    await life.say(8, 'x'.repeat(400));
    await life.pass(MINUTE);
  }
  const all = await life.writes();
  sink.behave(good);
  await life.pass(5 * MINUTE);
  await life.do('end');
  await life.pass(MINUTE);
  await life.note();
  const [writes, ms] = [all.count - online.count, all.milliseconds - online.milliseconds];
  const kilobytes = Math.round((all.characters - online.characters) / writes / 1024);
  return (
    `writes an hour: ${online.count} online (${(online.milliseconds / online.count).toFixed(2)} ms each), ` +
    `${writes} with the sink down (${(ms / writes).toFixed(2)} ms each, longest ${all.longest.toFixed(1)} ms, ${kilobytes} KB on average)`
  );
}

export const drops = (cut: 'before' | 'after', seed: number): Script => {
  const random = dice(seed);
  return (request) => (random() < 0.3 ? { cut } : good(request));
};

export const initFails = async ({ live, sink }: Driver): Promise<string> => {
  let failures = 0;
  sink.behave((request) => (++failures <= 3 ? { status: 500 } : good(request)));
  const life = await live();
  await life.play();
  await life.say(5);
  await life.pass(2 * MINUTE);
  await life.do('end');
  await life.pass(MINUTE);
  await life.note();
  return sink.arrivals[0]?.event === 'init' ? 'init first' : 'init NOT first';
};

const poison: Script = (request) => {
  if (request.events.some(({ text }) => text.includes('"W13"'))) return { status: 400, body: 'no' };
  return good(request);
};
export const poisoned = async ({ live, sink }: Driver): Promise<string> => {
  const life = await live();
  await life.play();
  await life.pass(5 * SECOND);
  sink.behave(poison);
  await life.say(20);
  await life.pass(30 * SECOND);
  await life.do('end');
  await life.pass(10 * SECOND);
  await life.note();
  return sink.arrivals.some(({ text }) => text.includes('EVENTS_DROPPED'))
    ? 'said so: EVENTS_DROPPED'
    : 'never said so';
};

export const answers =
  (body: string | Buffer): Script =>
  () => ({ body });
export const tooLarge: Script = (request) => (request.bytes > 1000 ? { status: 413 } : good(request));

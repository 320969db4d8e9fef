import { expect } from 'chai';
import fc from 'fast-check';
import type { Analytics } from '../../src/core/api.ts';
import type { ErrorDetails } from '../../src/core/events.ts';
import { listen } from './browser-kit.ts';
import { sessions, violations } from './event-order.ts';
import { handClock } from './manual-clock.ts';

const boom = (): never => {
  throw new Error('not yours');
};
/** fast-check asks what it holds for symbols of its own. */
const boomForNames = (_target: object, key: string | symbol): false => (typeof key === 'symbol' ? false : boom());
const TYPES =
  'source loadstart canplay play pause playing timeupdate waiting seeking seeked ended emptied rendition warning error stop tick nonsense';

/** Values a TypeScript signature would not let through, and that JavaScript lets through all the same. */
const strange = fc.oneof(
  fc.anything({ withBigInt: true, withSparseArray: true, withNullPrototype: true, maxDepth: 2 }),
  fc.constant(Symbol('s')),
  fc.constant(boom),
  fc.constant(new Proxy({}, { get: boomForNames, has: boomForNames, ownKeys: boom })),
  fc.constant(Object.freeze({ toString: boom, valueOf: boom })),
);
const reading = fc.record({
  ...{ currentTime: strange, duration: strange, paused: strange, readyState: strange, seekable: strange },
  ...{ playbackRate: strange, startDate: strange, ended: strange, seeking: strange, loop: strange },
});
const signal = fc.oneof(
  strange,
  fc.record(
    {
      type: fc.oneof(fc.constantFrom(...TYPES.split(' ')), strange),
      ...{ url: strange, error: strange, rendition: strange, reason: strange, automatic: strange, at: strange },
      reading: fc.oneof(strange, reading),
    },
    { requiredKeys: ['type'] },
  ),
);

/** A thing that looks like a media element and is not one: some of it is missing, strange, or throws. */
const members =
  'currentTime duration paused ended seeking readyState networkState playbackRate currentSrc seekable error';
const media = fc
  .record({
    values: fc.dictionary(
      fc.constantFrom(...members.split(' '), 'getStartDate', 'loop', 'removeEventListener'),
      strange,
    ),
    throwing: fc.subarray(members.split(' ')),
    add: fc.oneof(
      fc.constant(() => undefined),
      fc.constant((_type: string, listener: () => void) => listener()),
      strange,
    ),
  })
  .map(({ values, throwing, add }) => {
    const thing: Record<string, unknown> = { ...values, addEventListener: add };
    throwing.forEach((name) => Object.defineProperty(thing, name, { get: boom, configurable: true }));
    return thing;
  });

const hints = fc.oneof(
  strange,
  fc.record({ isLive: strange, seekRange: strange, startDate: strange, announcesSources: fc.boolean() }),
);

describe('nothing throws after construction, whatever is passed', function () {
  this.timeout(60_000);

  const run = (name: string, runs: number, act: (client: Analytics) => fc.IRawProperty<unknown>): void => {
    it(name, () => {
      const { client, heard } = listen({ clock: handClock(), sampleRate: 1 });
      void fc.assert(act(client), { numRuns: runs, seed: 1 });
      // And it has not lost its mind.
      client.signal({ type: 'source', url: 'https://x.example/after.mp4' });
      client.signal({ type: 'loadstart' });
      client.destroy();
      expect(sessions(heard).flatMap((events) => violations(events))).to.deep.equal([]);
      const [last = []] = sessions(heard).slice(-1);
      expect(last.map(({ event }) => event)).to.deep.equal(['init', 'loading', 'stopped']);
      heard.forEach(({ timestamp, playhead, duration, event }) => {
        expect([timestamp, playhead, duration].every(Number.isInteger), `${event} ${playhead} ${duration}`).to.equal(
          true,
        );
      });
    });
  };

  run('signal()', 3000, (client) => fc.property(signal, (told) => client.signal(told as never)));
  run('report()', 2000, (client) =>
    fc.property(
      fc.oneof(fc.constantFrom('metadata', 'warning', 'error', 'bitrate_changed', 'stopped', 'x'), strange),
      fc.oneof(
        strange,
        fc.record({ code: strange, message: strange, data: strange, bitrate: strange, reason: strange }),
      ),
      (type, payload) => client.report(type as 'error', payload as ErrorDetails),
    ),
  );
  run('attach()', 1500, (client) =>
    fc.property(media, hints, fc.boolean(), (thing, given, leave) => {
      const detach = client.attach(thing as never, given as never);
      client.snapshot();
      client.signal({ type: 'timeupdate' });
      if (leave) detach();
    }),
  );
  run('subscribe()', 500, (client) =>
    fc.property(strange, strange, (listener, options) => {
      // One that throws is let known on the console; a thousand times is too much.
      client.subscribe(typeof listener === 'function' ? () => undefined : (listener as never), options as never)();
    }),
  );
});

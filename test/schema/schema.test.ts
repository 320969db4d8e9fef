import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import fc from 'fast-check';
import { wireFormat } from '../../src/core/dialect.ts';
import type { Dialect } from '../../src/core/events.ts';
import { checkedSignal, reportedInput } from '../../src/core/outside.ts';
import type { Input, MediaReading } from '../../src/core/signals.ts';
import { sessions as split, violations } from '../core/event-order.ts';
import { type Sent, sessionBench } from '../core/session-kit.ts';

const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<string, unknown>;

const ajv = new Ajv({ strict: false });
const PUBLISHED = '../../node_modules/@eyevinn/player-analytics-specification/json/schema.json';
const { definitions } = read(PUBLISHED);
/** 0.2 as it was published, 0.1 as we read it. */
const SCHEMA: Readonly<Record<Dialect, ValidateFunction>> = {
  '0.1': ajv.compile(read('./epas-0.1.schema.json')),
  '0.2': ajv.compile({ definitions, $ref: '#/definitions/TPlayerAnalyticsEvent' }),
};

/** What the sink would read: `init` alone; in 0.1 the rest in batches. */
function bodies(sent: readonly Sent[], dialect: Dialect): readonly unknown[] {
  const format = wireFormat(dialect);
  return sent.map(
    ({ sessionId, event, timestamp, playhead, duration, payload }) =>
      JSON.parse(
        format.encode(sessionId, [{ event, timestamp, playhead, duration, ...(payload && { payload }) }]),
      ) as unknown,
  );
}

function check(sent: readonly Sent[], dialect: Dialect): void {
  const validate = SCHEMA[dialect];
  bodies(sent, dialect).forEach((body) => {
    expect(validate(body), `${JSON.stringify(body)} ${ajv.errorsText(validate.errors)}`).to.equal(true);
  });
}

const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, 0.4, NaN, Infinity, 2 ** 32, 1.7e308, 800.5));
const anything = fc.oneof(number, fc.string(), fc.constant(null), fc.constant(undefined), fc.object({ maxDepth: 1 }));
const PLAIN = 'loadstart canplay play pause playing timeupdate waiting seeking seeked ended emptied tick'.split(' ');

type Deed = {
  run?: number;
  tell?: Input | null | undefined;
  pass?: number;
  media?: Partial<MediaReading>;
  metadata?: object;
};

/** What a player, an app and time may do, in any order, with any value. */
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PLAIN).map((type): Deed => ({ tell: { type } as Input })) },
  {
    weight: 1,
    arbitrary: fc.webUrl({ withQueryParameters: true }).map((url): Deed => ({ tell: { type: 'source', url } })),
  },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4000 }).map((pass) => ({ pass })) },
  { weight: 3, arbitrary: fc.constantFrom(250, 600, 1500).map((run) => ({ run })) },
  {
    weight: 2,
    arbitrary: fc
      .boolean()
      .map((paused) => ({ media: { paused }, tell: { type: paused ? 'pause' : 'play' } as const })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record(
        {
          ...{ currentTime: number, duration: number, playbackRate: number, readyState: fc.nat(4), startDate: number },
          ...{ paused: fc.boolean(), ended: fc.boolean(), seeking: fc.boolean(), live: fc.boolean() },
          seekable: fc.option(fc.record({ start: number, end: number })),
        },
        { requiredKeys: [] },
      )
      .map((media) => ({ media: media })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ type: fc.constantFrom('error', 'warning'), error: anything })
      .map((told) => ({ tell: checkedSignal(told as never) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ bitrate: number, width: anything, audioBitrate: number })
      .map((payload) => ({ tell: reportedInput('bitrate_changed', payload) })),
  },
  { weight: 1, arbitrary: anything.map((reason) => ({ tell: reportedInput('stopped', { reason }) })) },
  { weight: 1, arbitrary: fc.constant({ metadata: { contentTitle: 'Bunny', live: false, other: 1 } }) },
);
describe('every event of random viewings is what its schema wants', () => {
  (['0.1', '0.2'] as const).forEach((dialect) => {
    it(`EPAS ${dialect}`, () => {
      const seen = new Set<string>();
      const view = (deeds: readonly Deed[], utc: number): void => {
        const bench = sessionBench({ dialect, userId: 'u', payload: { app: 'tv' } }, utc);
        bench.start();
        bench.sessions.opened(1, { heartbeatInterval: 2000 });
        deeds.forEach(({ tell, pass, run, media, metadata }) => {
          if (media) bench.media(media);
          if (tell) bench.tell(tell);
          if (pass) bench.clock.pass(pass);
          if (run) bench.run(run);
          if (metadata) bench.sessions.describe({ ...metadata });
        });
        bench.tell({ type: 'stop', reason: 'aborted' });
        bench.sent.forEach(({ event }) => seen.add(event));
        check(bench.sent, dialect);
        expect(split(bench.sent).flatMap((events) => violations(events))).to.deep.equal([]);
      };
      fc.assert(fc.property(fc.array(deed, { maxLength: 30 }), fc.constantFrom(1.7e12, 20_000), view), {
        numRuns: 1500,
        seed: 3,
      });
      const silent = dialect === '0.1' ? 'metadata paused warning' : 'play pause resume warn';
      expect([...seen].join(' ')).to.not.match(new RegExp(`\\b(${silent.replace(/ /g, '|')})\\b`));
      expect(seen.size, [...seen].join(' ')).to.equal(dialect === '0.1' ? 16 : 15);
    });
  });

  it('a batch of 0.1 is, too', () => {
    const bench = sessionBench();
    bench.start();
    const events = bench.sent.slice(1);
    const body = wireFormat('0.1').encode(
      's1',
      events.map(({ event, timestamp, playhead, duration }) => ({ event, timestamp, playhead, duration })),
    );
    expect(SCHEMA['0.1'](JSON.parse(body)), ajv.errorsText(SCHEMA['0.1'].errors)).to.equal(true);
  });
});

describe('the schemas refuse', () => {
  const event = { event: 'playing', sessionId: 's', timestamp: 1, playhead: 0, duration: 0 };
  it('0.1: a name of 0.2', () => expect(SCHEMA['0.1']({ ...event, event: 'paused' })).to.equal(false));
  it('0.2: a name of 0.1', () => expect(SCHEMA['0.2']({ ...event, event: 'resume' })).to.equal(false));
  it('0.2: a payload where there is none', () => expect(SCHEMA['0.2']({ ...event, payload: {} })).to.equal(false));
  it('0.2: a stop without a reason', () =>
    expect(SCHEMA['0.2']({ ...event, event: 'stopped', payload: {} })).to.equal(false));
});

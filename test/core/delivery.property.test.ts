import { expect } from 'chai';
import fc from 'fast-check';
import type { EventName } from '../../src/core/events.ts';
import { type Bench, bench, read } from './delivery-kit.ts';

/** What may happen next: to the client, to its page, to the sink. */
type Step =
  | { readonly do: 'add'; readonly event: EventName; readonly poisoned: boolean; readonly weight: number }
  | { readonly do: 'session' | 'flush' | 'hide' | 'leave' | 'close' }
  | { readonly do: 'pass'; readonly milliseconds: number }
  | { readonly do: 'answer'; readonly kind: 'good' | 'lost' | 'taken and lost' | 'busy' | 'gone' | 'wait' };

const EVENTS: EventName[] = ['heartbeat', 'heartbeat', 'playing', 'seeked', 'loaded', 'error', 'warn'];
const answer = (kind: Extract<Step, { do: 'answer' }>['kind']): fc.Arbitrary<Step> =>
  fc.constant({ do: 'answer', kind });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      event: fc.constantFrom(...EVENTS),
      poisoned: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
      weight: fc.constantFrom(0, 0, 0, 40, 900, 5000),
    }),
  },
  { weight: 10, arbitrary: answer('good') },
  { weight: 2, arbitrary: answer('lost') },
  { weight: 2, arbitrary: answer('taken and lost') },
  { weight: 1, arbitrary: answer('busy') },
  { weight: 1, arbitrary: answer('gone') },
  { weight: 1, arbitrary: answer('wait') },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(1, 999, 1000, 5000, 70000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('session', 'flush', 'hide') }) },
  { weight: 1, arbitrary: fc.constant({ do: 'leave' as const }) },
);

/** The sink's side of the story. */
function createSinkSide(made: Bench, takesBeacon: () => boolean) {
  const arrivals: { key: string; text: string; session: string; timestamp: number; acknowledged: boolean }[] = [];
  const wrong: string[] = [];

  function take(body: string, acknowledged: boolean): void {
    const { sessionId, events } = read(body);
    for (const event of events) {
      const key = `${event.event}@${event.timestamp}`;
      const text = JSON.stringify(event);
      const before = arrivals.filter((other) => other.key === key);
      if (before.some((other) => other.acknowledged)) wrong.push(`${key} again after its acknowledgment`);
      if (before.some((other) => other.text !== text)) wrong.push(`${key} in other words`);
      const inOrder = arrivals.every((other) => other.session !== sessionId || other.timestamp < event.timestamp);
      if (!before.length && !inOrder) wrong.push(`${key} out of order`);
      arrivals.push({ key, text, session: sessionId, timestamp: event.timestamp, acknowledged });
    }
  }

  const respond = (kind: Extract<Step, { do: 'answer' }>['kind']): void => {
    const request = made.requests[made.requests.length - 1];
    if (!request?.open()) return;
    const { body } = request;
    if (kind === 'lost') request.answer(0);
    else if (kind === 'busy') request.answer(503);
    else if (kind === 'gone') request.answer(404);
    else if (kind === 'wait') request.answer(429, '', '45');
    else if (body.includes('poison')) request.answer(400);
    else if (body.length > 12000) request.answer(413);
    else {
      take(body, kind === 'good');
      request.answer(kind === 'good' ? 200 : 0, '{}');
    }
  };
  navigator.sendBeacon = (_url, body) => {
    const taken = takesBeacon();
    if (taken) take(body as string, true);
    return taken;
  };
  return { arrivals, wrong, respond };
}

describe('whatever happens to it', () => {
  const native = navigator.sendBeacon.bind(navigator);
  after(() => {
    navigator.sendBeacon = native;
  });

  const check = (steps: readonly Step[], beacons: readonly boolean[], batches: boolean, max: number): void => {
    const limits = { maxQueueEvents: max, maxQueueBytes: max * 700 };
    const made = bench({ ...limits, dialect: batches ? '0.1' : '0.2' });
    let beacon = 0;
    const sink = createSinkSide(made, () => beacons[beacon++ % beacons.length] ?? true);
    const { delivery, clock } = made;
    let session = 0;
    const open = (): number => made.add('init', undefined, ++session, `s${session}`);
    open();
    for (const next of steps) {
      if (next.do === 'session') {
        made.add('stopped', undefined, session, `s${session}`);
        open();
      } else if (next.do === 'add') {
        const payload = next.poisoned
          ? { data: 'poison' }
          : next.weight
            ? { data: 'x'.repeat(next.weight) }
            : undefined;
        made.add(next.event, payload, session, `s${session}`);
      } else if (next.do === 'pass') clock.pass(next.milliseconds);
      else if (next.do === 'answer') sink.respond(next.kind);
      else if (next.do === 'flush') delivery.flush();
      else delivery.leave(next.do === 'leave');
      const { events, bytes } = delivery.queued();
      expect(events).to.be.at.most(max);
      expect(bytes).to.be.at.most(limits.maxQueueBytes);
      expect(made.requests.filter((request) => request.open()).length).to.be.at.most(1);
      if (!events) expect(clock.timers(), 'timers while nothing waits').to.be.at.most(1);
    }
    delivery.close();
    for (let n = 0; n < 8; n++) {
      clock.pass(500);
      sink.respond('good');
    }
    clock.pass(10000);

    expect(sink.wrong).to.deep.equal([]);
    expect(clock.timers(), 'timers after the end').to.equal(0);
    expect(clock.shortest()).to.be.at.least(1000);
    expect(delivery.queued()).to.deep.equal({ events: 0, bytes: 0 });
    const arrived = new Set(sink.arrivals.map(({ key }) => key));
    const dropped = new Set(made.dropped().flatMap(({ ids }) => ids));
    const lost = made.records.filter(
      (record) =>
        record.type === 'event' &&
        !dropped.has(record.id) &&
        !arrived.has(`${record.event.event}@${record.event.timestamp}`),
    );
    expect(lost, 'lost without a record').to.deep.equal([]);
    const told = Math.max(0, ...made.recovered.map(([count]) => count));
    expect(told, 'told of more than was lost').to.be.at.most(dropped.size);
  };

  it('nothing is lost without a record, sent again after its acknowledgment, or out of order', function () {
    this.timeout(20000);
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 120 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.constantFrom(4, 12, 60),
        check,
      ),
      { numRuns: 400 },
    );
  });
});

import { expect } from 'chai';
import type { AnalyticsRecord, DeliveryRecord, DropReason } from '../../src/core/records.ts';
import { createLedger } from '../../src/overlay/ledger.ts';

const event = (id: number): AnalyticsRecord => ({
  type: 'event',
  id,
  session: 1,
  event: { event: 'heartbeat', timestamp: id, playhead: 0, duration: 0 },
});
const delivery = (
  outcome: DeliveryRecord['outcome'],
  ids: number[],
  rest: Partial<DeliveryRecord> = {},
): AnalyticsRecord => ({
  type: 'delivery',
  outcome,
  via: 'request',
  ids,
  attempt: 1,
  status: 0,
  queued: { events: 1, bytes: 10 },
  ...rest,
});
const dropped = (ids: number[], reason: DropReason = 'rejected'): AnalyticsRecord => ({
  type: 'dropped',
  reason,
  count: ids.length,
  ids,
  events: ids.map(() => 'heartbeat' as const),
});

/** The fates of events 1…3 after these records. */
const fates = (...records: AnalyticsRecord[]): string => {
  const ledger = createLedger();
  [event(1), event(2), event(3), ...records].forEach((record) => ledger.take(record, 0));
  return ledger.entries.map(({ fate, reason }) => reason ?? fate).join(' ');
};

describe('the ledger of events', () => {
  const rows: [sentence: string, records: AnalyticsRecord[], expected: string][] = [
    ['an event is queued first', [], 'queued queued queued'],
    ['a request sends those in it', [delivery('sent', [1, 2])], 'sent sent queued'],
    [
      '2xx acknowledges them',
      [delivery('sent', [1, 2]), delivery('acknowledged', [1, 2])],
      'acknowledged acknowledged queued',
    ],
    ['a failed request queues them again', [delivery('sent', [1]), delivery('retry', [1])], 'queued queued queued'],
    [
      'a refused batch waits to be halved',
      [delivery('sent', [1, 2]), delivery('refused', [1, 2])],
      'queued queued queued',
    ],
    ['a lost event says why', [delivery('refused', [2]), dropped([2], 'too-large')], 'queued too-large queued'],
    ['lost is lost', [dropped([1], 'queue-full'), delivery('acknowledged', [1])], 'queue-full queued queued'],
    ['ids it never saw change nothing', [delivery('acknowledged', [77]), dropped([99])], 'queued queued queued'],
  ];
  rows.forEach(([sentence, records, expected]) => it(sentence, () => expect(fates(...records)).to.equal(expected)));

  it('sums up the way to the sink', () => {
    const ledger = createLedger();
    [event(1), delivery('retry', [1], { status: 503, retryIn: 2000 })].forEach((record) => ledger.take(record, 10_000));
    expect(ledger.traffic).to.include({ retries: 1, nextAttempt: 12_000, acknowledged: 0, lost: 0 });
    [
      delivery('acknowledged', [1], { status: 200, roundTrip: 42 }),
      dropped([5, 6]),
      dropped([7], 'queue-full'),
    ].forEach((record) => ledger.take(record, 12_000));
    expect(ledger.traffic).to.include({ acknowledged: 1, roundTrip: 42, lost: 3, nextAttempt: undefined });
    expect(ledger.traffic.losses).to.deep.equal({ rejected: 2, 'queue-full': 1 });
  });

  it('keeps the newest, and no more than it may', () => {
    const ledger = createLedger(5);
    for (let id = 1; id <= 1000; id++) ledger.take(event(id), 0);
    expect(ledger.entries.map(({ id }) => id)).to.deep.equal([996, 997, 998, 999, 1000]);
  });
});

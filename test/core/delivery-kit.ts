import type { Delivery, InitAnswer } from '../../src/core/delivery.ts';
import { wireFormat } from '../../src/core/dialect.ts';
import type { AnalyticsEvent, Dialect, EventName, Payload } from '../../src/core/events.ts';
import { createDelivery } from '../../src/core/outbox.ts';
import type { AnalyticsRecord, DeliveryRecord, DroppedRecord } from '../../src/core/records.ts';
import { handClock, type HandClock } from './manual-clock.ts';

export interface Request {
  readonly body: string;
  readonly limit: number;
  readonly answer: (status: number, body?: string, retryAfter?: string) => void;
  readonly open: () => boolean;
}

export interface Options {
  readonly dialect?: Dialect;
  readonly flushDelay?: number;
  readonly maxQueueEvents?: number;
  readonly maxQueueBytes?: number;
  readonly persist?: boolean;
  readonly random?: () => number;
  readonly url?: string;
  readonly clock?: HandClock;
}

export interface Bench {
  readonly clock: HandClock;
  readonly delivery: Delivery;
  readonly records: AnalyticsRecord[];
  readonly requests: Request[];
  readonly opened: [number, InitAnswer][];
  readonly recovered: [number, Readonly<Record<string, number>>][];
  readonly add: (event: EventName, payload?: Payload, session?: number, sessionId?: string) => number;
  /** The request under way. */
  readonly last: () => Request;
  readonly dropped: () => DroppedRecord[];
  readonly fates: () => string[];
}

/** A delivery with time and sink in hand. */
export function bench(options: Options = {}): Bench {
  const clock = options.clock ?? handClock();
  const records: AnalyticsRecord[] = [];
  const requests: Request[] = [];
  const opened: Bench['opened'] = [];
  const recovered: Bench['recovered'] = [];
  let stamp = 0;
  let session = 0;
  let viewing = false;
  const add: Bench['add'] = (event, payload, number = 1, sessionId = 'mine') => {
    stamp = Math.max(stamp + 1, clock.wall());
    session = number;
    viewing = event !== 'stopped';
    const said: AnalyticsEvent = { event, timestamp: stamp, playhead: 0, duration: -1 };
    return delivery.add(number, sessionId, payload ? { ...said, payload } : said);
  };
  const delivery = createDelivery({
    url: options.url ?? 'https://sink.example/',
    format: wireFormat(options.dialect ?? '0.1'),
    clock,
    flushDelay: options.flushDelay ?? 1000,
    maxQueueEvents: options.maxQueueEvents ?? 500,
    maxQueueBytes: options.maxQueueBytes ?? 262144,
    persist: options.persist ?? false,
    random: options.random ?? (() => 0.5),
    record: (record) => void records.push(record),
    listener: {
      opened: (session, answer) => void opened.push([session, answer]),
      recovered(count, reasons) {
        recovered.push([count, { ...reasons }]);
        // Between two viewing sessions there is nobody to say it.
        if (viewing) add('warn', { code: 'EVENTS_DROPPED' }, session);
      },
    },
    post(_url, body, limit, time, done) {
      let open = true;
      const settle = (...heard: Parameters<typeof done>): void => {
        if (!open) return;
        open = false;
        cancel();
        done(...heard);
      };
      const cancel = time.after(limit, () => settle(0, '', null));
      const answer = (status: number, text = '', after: string | null = null): void => settle(status, text, after);
      requests.push({ body, limit, answer, open: () => open });
      return () => {
        open = false;
        cancel();
      };
    },
  });
  return {
    ...{ clock, delivery, records, requests, opened, recovered },
    add,
    last() {
      const request = requests[requests.length - 1];
      if (!request) throw new Error('no request yet');
      return request;
    },
    dropped: () => records.filter((record) => record.type === 'dropped'),
    fates: () =>
      records
        .filter((record): record is DeliveryRecord => record.type === 'delivery')
        .map(({ outcome, via, ids, attempt, status }) => `${outcome} ${via} ${ids.join()} #${attempt} ${status}`),
  };
}

interface Said {
  readonly event: EventName;
  readonly sessionId?: string;
  readonly timestamp: number;
  readonly payload?: Payload;
}

/** What one request body says: session id and events, whichever the form. */
export function read(body: string): { sessionId: string; events: Said[] } {
  const said = JSON.parse(body) as Said & { events?: Said[]; sessionId?: string };
  return { sessionId: said.sessionId ?? '', events: said.events ?? [said] };
}

export const names = (body: string): string =>
  read(body)
    .events.map(({ event }) => event)
    .join(' ');

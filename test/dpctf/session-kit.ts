import { openSession, type OpenSession, type SessionRecord } from '../../src/dpctf/index.ts';
import { json, manualClock, scriptRunner, standing } from './runner.ts';

export const event = (number: number, data = `${number}`) => ({ type: 'test_completed', data, number });
export const events = (...numbers: readonly number[]) => json(numbers.map((number) => event(number)));
/** The runner after a restart: the same numbers say something else. */
export const others = (...numbers: readonly number[]) =>
  json(numbers.map((number) => event(number, `other ${number}`)));
export const RUNNING = [standing('running')];

/** A session for each test of the suite that calls this, left after it, and what it put on record. */
export function useSession() {
  const kit = {
    clock: manualClock(),
    records: [] as SessionRecord[],
    session: undefined as unknown as OpenSession,
    open(baseUrl: string, token: string | null | undefined) {
      kit.session = openSession({ baseUrl, token, clock: kit.clock });
      return kit.session;
    },
    async join(script: Parameters<typeof scriptRunner>[0]) {
      const runner = await scriptRunner({ status: RUNNING, ...script });
      kit.open(runner.baseUrl, 'T').subscribe((record) => kit.records.push(record));
      return runner;
    },
    heard: () => kit.records.flatMap((record) => (record.type === 'event' ? [record.event.number] : [])),
    statuses: () => kit.records.flatMap((record) => (record.type === 'status' ? [record.status] : [])),
    /** What is neither an event nor a status. */
    remarks: () => kit.records.filter(({ type }) => type !== 'event' && type !== 'status'),
  };
  beforeEach(() => {
    kit.clock = manualClock();
    kit.records = [];
  });
  afterEach(() => kit.session.leave());
  return kit;
}

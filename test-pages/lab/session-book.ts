import { randomUUID } from 'node:crypto';

export type Status = 'pending' | 'running' | 'paused' | 'completed' | 'aborted';

export interface SessionConfiguration {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly types: readonly string[];
  readonly timeouts: { readonly automatic: number; readonly manual: number };
  readonly reference_tokens: readonly string[];
  readonly labels: readonly string[];
  readonly type: string | null;
  readonly expiration_date: number | null;
}

export interface TestResult {
  readonly test: string;
  readonly status: string;
  readonly message: string | null;
  readonly subtests: readonly { readonly name?: string; readonly status: string; readonly message?: string | null }[];
  readonly logs?: readonly unknown[];
}

/** What has to survive a restart; a `Map` of these is all the memory there is. */
export interface StoredSession {
  readonly token: string;
  readonly user_agent: string;
  readonly date_created: number;
  configuration: SessionConfiguration;
  status: Status;
  date_started: number | null;
  date_finished: number | null;
  pending: string[];
  running: string[];
  results: TestResult[];
}

const HARNESS = ['OK', 'ERROR', 'TIMEOUT', 'NOTRUN'];
const SUBTEST = ['PASS', 'FAIL', 'TIMEOUT', 'NOTRUN'];
const COUNTERS: Record<string, 'pass' | 'fail' | 'timeout' | 'not_run'> = {
  PASS: 'pass',
  FAIL: 'fail',
  TIMEOUT: 'timeout',
  NOTRUN: 'not_run',
};

const isManual = (test: string) => test.includes('manual');
/** The runner takes the beginning of a path, with or without a star. */
const startsWith = (test: string, pattern: string) => test.startsWith((pattern.split('?')[0] ?? '').replace(/\*$/, ''));

export const groupOf = (test: string): string => test.split('/').find((part) => part !== '') ?? '';

export function groupTests(tests: readonly string[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const test of tests) (groups[groupOf(test)] ??= []).push(test);
  return groups;
}

const worded = (words: readonly string[], status: unknown) => {
  const word = typeof status === 'number' ? words[status] : status;
  if (typeof word !== 'string' || !words.includes(word)) throw new TypeError(`Unknown status ${String(status)}`);
  return word;
};

/** A result as `testharnessreport.js` posts it: statuses are numbers there. @throws TypeError */
export function readResult(data: unknown): TestResult {
  const { test, status, message, tests, logs } = data as Record<string, unknown>;
  if (typeof test !== 'string' || !Array.isArray(tests)) throw new TypeError('Not a test result');
  return {
    test,
    status: worded(HARNESS, status),
    message: (message as string | null | undefined) ?? null,
    subtests: tests.map((subtest: { name?: string; status?: unknown; message?: string | null }) => ({
      name: subtest.name ?? '',
      status: worded(SUBTEST, subtest.status),
      message: subtest.message ?? null,
    })),
    logs: Array.isArray(logs) ? logs : [],
  };
}

/** Sessions and the tests in them, without any HTTP. */
export function createSessionBook(tests: () => readonly string[], sessions: Map<string, StoredSession>) {
  const select = ({ include, exclude, types }: SessionConfiguration) =>
    tests()
      .filter((test) => include.some((pattern) => startsWith(test, pattern)))
      .filter((test) => !exclude.some((pattern) => startsWith(test, pattern)))
      .filter((test) => types.includes(isManual(test) ? 'manual' : 'automatic'));

  return {
    create(configuration: SessionConfiguration, userAgent: string): StoredSession {
      const session: StoredSession = {
        token: randomUUID(),
        user_agent: userAgent,
        date_created: Date.now(),
        configuration,
        status: 'pending',
        date_started: null,
        date_finished: null,
        pending: select(configuration),
        running: [],
        results: [],
      };
      sessions.set(session.token, session);
      return session;
    },
    configure(session: StoredSession, configuration: SessionConfiguration) {
      if (session.status !== 'pending') return;
      session.configuration = configuration;
      session.pending = select(configuration);
    },
    find: (token: string) => sessions.get(token),
    /** By the beginning of its token, if there is just one. */
    search(fragment: string) {
      const found = [...sessions.keys()].filter((token) => token.startsWith(fragment));
      return fragment.length >= 8 && found.length === 1 ? found[0] : undefined;
    },
    remove: (token: string) => sessions.delete(token),
    /** Whether the status changed, and is to be announced. */
    change(session: StoredSession, status: Status, from: readonly Status[]): boolean {
      if (!from.includes(session.status)) return false;
      if (status === 'running') session.date_started ??= Date.now();
      if (status === 'completed' || status === 'aborted') session.date_finished = Date.now();
      session.status = status;
      return true;
    },
    next(session: StoredSession): string | undefined {
      const test = session.pending.shift();
      if (test) session.running.push(test);
      return test;
    },
    timeoutOf: ({ configuration }: StoredSession, test: string) =>
      configuration.timeouts[isManual(test) ? 'manual' : 'automatic'],
    /** False for a test that does not run in this session: its result is not wanted. */
    complete(session: StoredSession, result: TestResult): boolean {
      if (!session.running.includes(result.test)) return false;
      session.running = session.running.filter((test) => test !== result.test);
      session.results.push(result);
      return true;
    },
    isFinished: (session: StoredSession) => session.pending.length === 0 && session.running.length === 0,
    /** Subtests by outcome, and tests done, for each group. */
    tally(session: StoredSession) {
      const all = [...session.pending, ...session.running, ...session.results.map(({ test }) => test)];
      return Object.fromEntries(
        Object.entries(groupTests(all)).map(([group, members]) => {
          const counts = { pass: 0, fail: 0, timeout: 0, not_run: 0, total: members.length, complete: 0 };
          for (const result of session.results.filter(({ test }) => groupOf(test) === group)) {
            counts.complete += 1;
            for (const { status } of result.subtests) counts[COUNTERS[status] ?? 'not_run'] += 1;
          }
          return [group, counts];
        }),
      );
    },
  };
}

export type SessionBook = ReturnType<typeof createSessionBook>;

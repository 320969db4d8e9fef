import type { Clock } from '../core/clock.ts';
import type { Milliseconds } from '../core/events.ts';
import { pageClock } from './clock.ts';
import type { ObservationResult, SessionEvent, TestReady } from './events.ts';
import type { TestSession } from './records.ts';

/** How a wait ended: as it should, at its time limit, or by a person with the Enter key. */
export type WaitOutcome = 'done' | 'timeout' | 'skipped';

export interface ObservationOptions {
  /** How long to wait for an observer. Default one minute. */
  readonly readyWithin?: Milliseconds;
  /** How long to wait for the results after the run. Default one minute. */
  readonly completedWithin?: Milliseconds;
  /** For tests. Default: the page's clock. */
  readonly clock?: Clock;
}

/** A test as the person or framework that observes it sees it. */
export interface ObservedTest {
  /**
   * Says that the test is loaded and waits until an observer is ready for it; `start` is called once, also when nobody
   * observes. The page listens before it speaks, so an answer that comes at once is not missed.
   */
  announce(start: (outcome: WaitOutcome) => void): void;
  /**
   * Waits until each observation has its result. `report` is called once with one result for each, in the test's order:
   * those that did not come in time are TIMEOUT, those that a person skipped NOT_RUN.
   */
  results(report: (results: readonly ObservationResult[], outcome: WaitOutcome) => void): void;
  /** Takes everything back; nothing is called afterwards. */
  stop(): void;
}

const LIMIT = 60000;

/** Calls `over` once: when `isDone` (asked after each `look`), at the limit, or when a person presses Enter. */
function createWait(clock: Clock, limit: Milliseconds, isDone: () => boolean, over: (outcome: WaitOutcome) => void) {
  const stop = (): void => {
    stopClock();
    document.removeEventListener('keydown', onKey);
    over = () => {};
  };
  const end = (outcome: WaitOutcome): void => {
    const finished = over;
    stop();
    finished(outcome);
  };
  const onKey = (event: KeyboardEvent): void => {
    // Remotes have Enter as a code long before they have it as a name (webOS, Tizen, HbbTV: VK_ENTER = 13).
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only property all of them know
    if (event.keyCode === 13) end('skipped');
  };
  const look = (): void => {
    if (isDone()) end('done');
  };
  document.addEventListener('keydown', onKey);
  const stopClock = clock.after(limit, () => end('timeout'));
  return { look, stop };
}

const bare = (path: string): string => path.replace(/^\/+/, '');

/** The handshake between a test page and whoever observes it (Session Event Types: Test Ready … Observation Completed). */
export function observeTest(session: TestSession, test: TestReady, options: ObservationOptions = {}): ObservedTest {
  const { clock = pageClock } = options;
  const found = Object.create(null) as Record<string, ObservationResult | undefined>;
  let announced = false;
  let ready = false;
  let wait = { look: (): void => {}, stop: (): void => {} };

  const take = (event: SessionEvent): void => {
    // An `observation_ready` of an earlier run may still be in the runner's cache; one after our own call is ours.
    if (event.type === 'test_ready' && bare(event.data.path) === bare(test.path)) announced = true;
    if (event.type === 'observation_ready' && bare(event.data.test_path) === bare(test.path))
      ready = ready || announced || !event.backlog;
    if (event.type === 'observation_completed' && !event.backlog)
      event.data.forEach((result) => (found[result.id] = result));
    wait.look();
  };
  const unsubscribe = session.subscribe((record) => {
    if (record.type === 'event') take(record.event);
  });

  return {
    announce(start) {
      wait.stop();
      wait = createWait(clock, options.readyWithin ?? LIMIT, () => ready, start);
      session.push('test_ready', test);
    },
    results(report) {
      const outcomes = { done: 'TIMEOUT', timeout: 'TIMEOUT', skipped: 'NOT_RUN' } as const;
      wait.stop();
      wait = createWait(
        clock,
        options.completedWithin ?? LIMIT,
        () => test.observations.every(({ id }) => found[id]),
        (outcome) =>
          report(
            test.observations.map(
              ({ id, name }) =>
                found[id] ?? { id, name, status: outcomes[outcome], message: 'No result of this observation arrived' },
            ),
            outcome,
          ),
      );
      wait.look();
    },
    stop() {
      unsubscribe();
      wait.stop();
    },
  };
}

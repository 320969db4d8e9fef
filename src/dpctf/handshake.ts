import type { Milliseconds } from '../core/events.ts';
import type { SessionClock } from './asking.ts';
import { pageClock } from './clock.ts';
import type { Observation, ObservationResult, TestReady } from './events.ts';
import type { TestSession } from './records.ts';

/** How a wait ended: as it should, at its time limit, or by a person with the Enter key. */
export type WaitOutcome = 'done' | 'timeout' | 'skipped';

export interface ObservationOptions {
  /** How long to wait for an observer. Default one minute. */
  readonly readyWithin?: Milliseconds;
  /** How long to wait for the results after the run. Default one minute. */
  readonly completedWithin?: Milliseconds;
  /** For tests. Default: the page's clock. */
  readonly clock?: SessionClock;
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
/** More than one event can carry; of two for one observation the later counts. */
const MOST_RESULTS = 2000;

const bare = (path: string): string => path.replace(/^\/+/, '');

/** One wait at a time; beginning the next takes back the one before. */
function createWaiting(clock: SessionClock) {
  let look = (): void => {};
  let stop = (): void => {};
  return {
    /** To be called when something happened. */
    look: () => look(),
    stop: () => stop(),
    /** Calls `over` once: when `isDone`, at the limit, or when a person presses Enter. */
    begin(limit: Milliseconds, isDone: () => boolean, over: (outcome: WaitOutcome) => void): void {
      const end = (outcome: WaitOutcome): void => {
        stop();
        over(outcome);
      };
      const onKey = (event: KeyboardEvent): void => {
        // Remotes have Enter as a code long before they have it as a name (webOS, Tizen, HbbTV: VK_ENTER).
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only property all of them know
        if (event.keyCode === 13) end('skipped');
      };
      stop();
      const stopClock = clock.after(limit, () => end('timeout'));
      document.addEventListener('keydown', onKey);
      stop = () => {
        stopClock();
        document.removeEventListener('keydown', onKey);
        look = () => {};
      };
      look = () => {
        if (isDone()) end('done');
      };
      look();
    },
  };
}

/** The handshake between a test page and whoever observes it (Session Event Types: Test Ready … Observation Completed). */
export function observeTest(session: TestSession, test: TestReady, options: ObservationOptions = {}): ObservedTest {
  const { clock = pageClock, readyWithin = LIMIT, completedWithin = LIMIT } = options;
  const waiting = createWaiting(clock);
  const run = Math.random();
  const { path, title, description, params, observations } = test;
  let found: readonly ObservationResult[] = [];
  let announced = false;
  let ready = false;

  const isOurs = (it: string): boolean => bare(it) === bare(path);
  const resultOf = (one: Observation) => found.filter(({ id }) => id === one.id)[0];
  const unsubscribe = session.subscribe((record) => {
    if (record.type !== 'event') return;
    const { event } = record;
    if (event.type === 'test_ready' && event.data.run === run) announced = true;
    // A page that was reloaded finds in the runner's cache what observers said of its earlier run.
    if (event.backlog && !announced) return;
    if (event.type === 'observation_ready' && isOurs(event.data.test_path)) ready = true;
    if (event.type === 'observation_completed') found = event.data.concat(found).slice(0, MOST_RESULTS);
    waiting.look();
  });

  return {
    announce(start) {
      waiting.begin(readyWithin, () => ready, start);
      session.push('test_ready', { path, title, description, params, observations, run });
    },
    results(report) {
      waiting.begin(
        completedWithin,
        () => observations.every(resultOf),
        (outcome) => {
          const status = outcome === 'skipped' ? 'NOT_RUN' : 'TIMEOUT';
          const message = 'No result of this observation arrived';
          report(
            observations.map((one) => resultOf(one) || { id: one.id, name: one.name, status, message }),
            outcome,
          );
        },
      );
    },
    stop() {
      unsubscribe();
      waiting.stop();
    },
  };
}

import type { Request, Router } from 'express';
import { groupTests, readResult, type StoredSession, type TestResult } from './session-book.ts';
import { answerEmpty, answerJson, bodyOf, orFail, parameter } from './session-http.ts';
import type { RunnerState } from './runner-state.ts';

/** Where the runner's own pages are: the mount point, with slashes on both ends. */
const rootOf = (request: Request) => `${request.baseUrl}/`.replace(/\/+/g, '/');
const originOf = (request: Request) => `${request.protocol}://${request.get('host') ?? 'localhost'}`;

/** The address of a test, with all that the runner tells it. */
function testUrl(request: Request, test: string, token: string, timeout: number, pause: number) {
  const port = request.socket.localPort ?? 0;
  const query = `token=${token}&timeout=${timeout}&https_port=${port}&web_root=${rootOf(request)}&mode=auto&&redirect_time=${pause}`;
  return `${originOf(request)}${test}?${query}`;
}

function pageUrl(request: Request, page: string, token: string, query = '') {
  return `${originOf(request)}${rootOf(request)}${page}?token=${token}${query}`;
}

/** What pages and operators need of the tests and results APIs. */
export function addTestRoutes(router: Router, state: RunnerState, tests: () => readonly string[]) {
  const { book, push, setStatus, timers, pause } = state;

  const record = (session: StoredSession, result: TestResult) => {
    if (!book.complete(session, result)) return;
    push(session.token, 'test_completed', result.test);
    if (book.isFinished(session)) setStatus(session, 'completed', ['running', 'paused']);
  };
  const limit = (session: StoredSession, test: string) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        record(session, { test, status: 'TIMEOUT', message: null, subtests: [{ status: 'TIMEOUT' }] });
      },
      book.timeoutOf(session, test),
    );
    timers.add(timer);
  };
  const nextUrl = (request: Request, session: StoredSession) => {
    const { token, status } = session;
    if (status === 'paused') return pageUrl(request, 'pause.html', token);
    if (status === 'completed' || status === 'aborted') return pageUrl(request, 'finish.html', token);
    if (status === 'pending') return pageUrl(request, 'newsession.html', token);
    const test = book.next(session);
    if (!test) {
      if (book.isFinished(session)) setStatus(session, 'completed', ['running']);
      return pageUrl(request, 'finish.html', token);
    }
    limit(session, test);
    const url = testUrl(request, test, token, book.timeoutOf(session, test), pause);
    return pageUrl(request, 'pre-test.html', token, `&redirect_time=${pause}&test_url=${encodeURIComponent(url)}`);
  };

  router.get('/api/tests', (_request, response) => answerJson(response, groupTests(tests())));
  router.get('/api/tests/:token', (request, response) => {
    const session = book.find(parameter(request, 'token'));
    if (!session) return answerEmpty(response, 404);
    const { token, pending, running } = session;
    answerJson(response, { token, pending_tests: groupTests(pending), running_tests: groupTests(running) });
  });
  router.get('/api/tests/:token/next', (request, response) => {
    const session = book.find(parameter(request, 'token'));
    if (session) answerJson(response, { next_test: nextUrl(request, session) });
    else answerEmpty(response, 404);
  });
  // Taken, and not kept: they come with the result as well.
  router.post('/api/tests/:token/logs', (_request, response) => answerEmpty(response));

  router.post(
    '/api/results/:token',
    orFail((request, response) => {
      const session = book.find(parameter(request, 'token'));
      const result = readResult(bodyOf(request));
      if (session) record(session, result);
      answerEmpty(response);
    }),
  );
  router.get('/api/results/:token', (request, response) => {
    const session = book.find(parameter(request, 'token'));
    if (!session) return answerEmpty(response, 404);
    const groups = Object.keys(groupTests(session.results.map(({ test }) => test)));
    const inGroup = (group: string) => session.results.filter(({ test }) => test.split('/').includes(group));
    answerJson(response, Object.fromEntries(groups.map((group) => [group, inGroup(group)])));
  });
  router.get('/api/results/:token/compact', (request, response) => {
    const session = book.find(parameter(request, 'token'));
    if (session) answerJson(response, book.tally(session));
    else answerEmpty(response, 404);
  });
}

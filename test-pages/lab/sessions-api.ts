import { Router, type Request, type Response } from 'express';
import { createSessionBook, type Status, type StoredSession } from './session-book.ts';
import { createChannels, type Channels } from './session-channels.ts';
import { configurationOf } from './session-configuration.ts';
import { answerEmpty, answerJson, bodyOf, letIn, orFail, parameter, textBody } from './session-http.ts';
import { addRunnerPages } from './runner-pages.ts';
import type { RunnerState } from './runner-state.ts';
import { addTestRoutes } from './runner-tests.ts';

export interface SessionsApiOptions {
  /** Paths of the tests there are, `/group/page.html`; asked for each new session. */
  readonly tests?: () => readonly string[];
  /** Keep this to survive a restart; events do not, as with the real runner, and numbers begin at 0 again. */
  readonly sessions?: Map<string, StoredSession>;
  /** How long events are kept for late listeners. Default 60000 ms. */
  readonly cacheFor?: number;
  /** How long a poll is held before it is answered with an empty list. The real runner holds it for ever. Default 60000 ms. */
  readonly holdFor?: number;
  /** Seconds between two tests. Default 0; the real runner's is 5. */
  readonly pause?: number;
  readonly now?: () => number;
}

export interface SessionsApi {
  /** To be mounted where the runner has its web root, `/_wave`. */
  readonly router: Router;
  /** Everything that happens in any session, for displays. Returns its undoing. */
  subscribe(listener: (token: string, type: string, data: unknown) => void): () => void;
  /** Ends every held poll and every timer. */
  close(): void;
}

const TOKEN_LENGTH = 36;
const isoDate = (millis: number | null) =>
  millis === null ? null : new Date(millis).toISOString().replace('Z', '+00:00');

const describe = (session: StoredSession) => ({
  token: session.token,
  tests: { include: session.configuration.include, exclude: session.configuration.exclude },
  types: session.configuration.types,
  timeouts: session.configuration.timeouts,
  reference_tokens: session.configuration.reference_tokens,
  user_agent: session.user_agent,
  browser: { name: /(Chrome|Firefox|Safari)/.exec(session.user_agent)?.[0] ?? 'Other', version: '0' },
  is_public: false,
  date_created: isoDate(session.date_created),
  labels: session.configuration.labels,
});

const describeStatus = (session: StoredSession) => ({
  token: session.token,
  status: session.status,
  date_started: isoDate(session.date_started),
  date_finished: isoDate(session.date_finished),
  expiration_date: isoDate(session.configuration.expiration_date),
});

function addSessionRoutes(router: Router, { book, setStatus, push }: RunnerState) {
  const known = (handler: (session: StoredSession, request: Request, response: Response) => void) =>
    orFail((request, response) => {
      const session = book.find(parameter(request, 'token'));
      if (session) handler(session, request, response);
      else answerEmpty(response, 404);
    });
  const order = (status: Status, ...from: Status[]) =>
    known((session, _request, response) => {
      setStatus(session, status, from);
      answerEmpty(response);
    });

  router.post(
    '/api/sessions',
    orFail((request, response) => {
      const configuration = configurationOf(bodyOf(request));
      const valid = configuration.types.every((type) => type === 'automatic' || type === 'manual');
      if (!valid) return answerJson(response, { error: 'Invalid input data!' }, 400);
      const { token } = book.create(configuration, request.get('user-agent') ?? '');
      answerJson(response, { token });
    }),
  );
  router.get('/api/sessions/public', (_request, response) => answerJson(response, []));
  router.get('/api/sessions/:token', (request, response) => {
    const token = parameter(request, 'token');
    const session = book.find(token);
    const found = token.length === TOKEN_LENGTH ? undefined : book.search(token);
    if (session) answerJson(response, describe(session));
    else if (found) answerJson(response, { token: found });
    else answerEmpty(response, 404);
  });
  router.get(
    '/api/sessions/:token/status',
    known((session, _request, response) => answerJson(response, describeStatus(session))),
  );
  router.put(
    '/api/sessions/:token',
    known((session, request, response) => {
      book.configure(session, configurationOf(bodyOf(request), session.configuration));
      answerEmpty(response);
    }),
  );
  router.put(
    '/api/sessions/:token/labels',
    known((session, request, response) => {
      const { labels } = configurationOf(bodyOf(request), session.configuration);
      session.configuration = { ...session.configuration, labels };
      answerEmpty(response);
    }),
  );
  router.delete(
    '/api/sessions/:token',
    known((session, _request, response) => {
      book.remove(session.token);
      answerEmpty(response);
    }),
  );
  router.post('/api/sessions/:token/start', order('running', 'pending', 'paused'));
  router.post('/api/sessions/:token/pause', order('paused', 'running'));
  router.post('/api/sessions/:token/stop', order('aborted', 'pending', 'running', 'paused'));
  router.post(
    '/api/sessions/:token/resume',
    known((session, request, response) => {
      // Facts of 3.0.2: only while pending, the token to resume is not checked, and this session is gone afterwards.
      if (session.status === 'pending') {
        push(session.token, 'resume', bodyOf(request)['resume_token'] ?? null);
        book.remove(session.token);
      }
      answerEmpty(response);
    }),
  );
}

function addEventRoutes(router: Router, { book, push, timers }: RunnerState, channels: Channels, holdFor: number) {
  router.get(
    '/api/sessions/:token/events',
    orFail((request, response) => {
      const token = parameter(request, 'token');
      const wanted = request.query['last_event'];
      const after = wanted === undefined ? null : Number(wanted);
      if (after !== null && !Number.isInteger(after)) return answerEmpty(response, 500);
      // The real runner holds polls for unknown sessions for ever; what a deleted one said last is still told.
      if (!book.find(token) && !channels.has(token)) return answerEmpty(response, 404);
      const stop = channels.listen(token, after, (events) => finish(events));
      const timer = setTimeout(() => finish([]), holdFor);
      timers.add(timer);
      const finish = (events: readonly unknown[]) => {
        release();
        answerJson(response, events);
      };
      const release = () => {
        stop();
        clearTimeout(timer);
        timers.delete(timer);
      };
      response.on('close', release);
    }),
  );
  router.post('/api/sessions/:token/events', (request, response) => {
    try {
      const { type, data } = bodyOf(request);
      // Dropped silently without a type or data, like there.
      if (typeof type === 'string' && data !== undefined) push(parameter(request, 'token'), type, data);
    } catch {
      // Not JSON: dropped as well.
    }
    answerEmpty(response);
  });
}

/**
 * The Sessions API of the DPCTF Test Runner as its documents describe it and 3.0.2 answers, without its losses: no event
 * is lost between two polls, no poll hangs for ever.
 */
export function createSessionsApi(options: SessionsApiOptions = {}): SessionsApi {
  const {
    tests = () => [],
    sessions = new Map<string, StoredSession>(),
    holdFor = 60000,
    pause = 0,
    ...rest
  } = options;
  const book = createSessionBook(tests, sessions);
  const channels = createChannels(rest);
  const timers = new Set<NodeJS.Timeout>();
  const listeners = new Set<(token: string, type: string, data: unknown) => void>();

  const push = (token: string, type: string, data: unknown) => {
    channels.push(token, type, data);
    for (const listener of listeners) listener(token, type, data);
  };
  const state: RunnerState = {
    book,
    push,
    pause,
    timers,
    setStatus(session, status, from) {
      if (book.change(session, status, from)) push(session.token, 'status', status);
    },
  };
  const router = Router();
  router.use('/api', letIn, textBody);
  addSessionRoutes(router, state);
  addEventRoutes(router, state, channels, holdFor);
  addTestRoutes(router, state, tests);
  addRunnerPages(router);
  return {
    router,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      channels.close();
      listeners.clear();
    },
  };
}

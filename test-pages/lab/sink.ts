import { randomUUID } from 'node:crypto';
import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { judge, type Dialect, type WireEvent } from './dialects.ts';

/** One event as the sink got it, in the order it got it. */
export interface ReceivedEvent extends WireEvent {
  readonly sessionId: string;
  readonly dialect: Dialect;
  /** The sink's own clock, UTC ms. */
  readonly receivedAt: number;
  /** Counts the requests to the sink from 1: events of one batch share it. */
  readonly request: number;
  readonly contentType: string;
}

/** A request the sink turned down, and what it answered. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly receivedAt: number;
  readonly request: number;
  readonly from: string;
}

export interface SinkOptions {
  /** What `init` is answered: seconds in dialect 0.1 (default 30), milliseconds in 0.2 (default 5000). Given in ms. */
  readonly heartbeatInterval?: number;
  /** Bytes of a body; anything larger is a 413. Default 262144. */
  readonly bodyLimit?: number;
}

/** What happens at the sink, as it happens. */
export interface SinkListener {
  received?(event: ReceivedEvent): void;
  refused?(refusal: Refusal): void;
}

export interface Sink {
  readonly router: Router;
  /** The latest events, oldest first. */
  received(): readonly ReceivedEvent[];
  refused(): readonly Refusal[];
  /** Returns its undoing. */
  subscribe(listener: SinkListener): () => void;
}

/** A lab runs for days: it remembers this much and no more. */
const MEMORY = 10_000;

/** What the real sink takes too: `text/plain` needs no preflight, and beacons carry nothing else. */
const TYPES = ['text/plain', 'application/json'];

function remember<Entry>(list: Entry[], entry: Entry) {
  list.push(entry);
  if (list.length > MEMORY) list.shift();
}

/** Any origin may post; with `text/plain` or a beacon the browser does not even ask first. */
const allowEveryOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Cache-Control': 'no-store',
  });
  if (request.method === 'OPTIONS') response.sendStatus(204);
  else next();
};

/** Remembers in which dialect each session began: a session that mixes them is a fault of the client. */
function createSessions() {
  const dialects = new Map<string, Dialect>();
  return {
    begin(sessionId: string, dialect: Dialect) {
      dialects.delete(sessionId);
      dialects.set(sessionId, dialect);
      const oldest = dialects.keys().next();
      if (dialects.size > MEMORY && !oldest.done) dialects.delete(oldest.value);
    },
    dialectOf: (sessionId: string) => dialects.get(sessionId),
  };
}

type Refuse = (request: Request, response: Response, status: number, reason: string) => void;

/** What the sink answers before it has read a single event. */
function createRouter(limit: number, first: RequestHandler[], take: RequestHandler, refuse: Refuse): Router {
  const router = Router();
  router.use(first);
  router.post('/', (request, response, next) => {
    if (request.is(TYPES)) return next();
    refuse(request, response, 415, `${TYPES.join(' or ')}, not ${request.get('content-type') ?? 'nothing'}`);
  });
  router.post('/', express.text({ type: TYPES, limit }), take);
  router.all('/', (request, response) => {
    response.set('Allow', 'POST, OPTIONS');
    refuse(request, response, 405, `POST, not ${request.method}`);
  });
  const failed: ErrorRequestHandler = (error: { status?: number; message: string }, request, response, next) => {
    if (response.headersSent) next(error);
    else if (error.status === 413) refuse(request, response, 413, `the body is larger than ${limit} bytes`);
    else refuse(request, response, error.status ?? 500, error.message);
  };
  router.use(failed);
  return router;
}

/**
 * An EPAS event sink for both dialects: answers `init` with the session id and the heartbeat interval, everything else
 * with the session id, and what is wrong with a 4xx that says where.
 */
export function createSink({ heartbeatInterval, bodyLimit = 262_144 }: SinkOptions = {}): Sink {
  const events: ReceivedEvent[] = [];
  const refusals: Refusal[] = [];
  const listeners = new Set<SinkListener>();
  const sessions = createSessions();
  let requests = 0;

  const refuse: Refuse = (request, response, status, reason) => {
    const refusal = { status, reason, receivedAt: Date.now(), request: requests, from: request.ip ?? '' };
    remember(refusals, refusal);
    listeners.forEach((listener) => listener.refused?.(refusal));
    response.status(status).json({ error: reason });
  };

  const take: RequestHandler = (request, response) => {
    const verdict = judge(typeof request.body === 'string' ? request.body : '');
    if ('problem' in verdict) return refuse(request, response, 400, `EPAS ${verdict.dialect}: ${verdict.problem}`);
    const { dialect } = verdict;
    const begins = verdict.events[0]?.event === 'init';
    const sessionId = verdict.sessionId || randomUUID();
    const began = sessions.dialectOf(sessionId);
    if (begins) sessions.begin(sessionId, dialect);
    else if (began && began !== dialect) {
      return refuse(request, response, 400, `EPAS ${dialect}: the session's init was EPAS ${began}`);
    }
    const about = { sessionId, dialect, receivedAt: Date.now(), request: requests };
    verdict.events.forEach((event) => {
      const received = { ...event, ...about, contentType: request.get('content-type') ?? '' };
      remember(events, received);
      listeners.forEach((listener) => listener.received?.(received));
    });
    const interval = dialect === '0.1' ? (heartbeatInterval ?? 30_000) / 1000 : (heartbeatInterval ?? 5000);
    response.json(begins ? { sessionId, heartbeatInterval: interval } : { sessionId });
  };

  const count: RequestHandler = (_request, _response, next) => {
    requests += 1;
    next();
  };

  return {
    router: createRouter(bodyLimit, [allowEveryOrigin, count], take, refuse),
    received: () => events,
    refused: () => refusals,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setStage } from './stage.ts';

/** An event as it arrived. */
export interface Arrival {
  /** Real time (Date.now). */
  readonly at: number;
  readonly sessionId: string;
  readonly event: string;
  readonly timestamp: number;
  readonly text: string;
}

/** What the sink does with one request. */
export interface Conduct {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Real milliseconds before it answers. */
  readonly delay?: number;
  /** Begins an answer that never ends. */
  readonly endless?: boolean;
  /** Cuts the connection: before it has taken the events, or after. */
  readonly cut?: 'before' | 'after';
}

export type Script = (request: {
  readonly count: number;
  readonly events: readonly Arrival[];
  readonly bytes: number;
}) => Conduct;

export interface FaultySink {
  readonly url: string;
  /** The page under test, from another origin. */
  readonly page: string;
  readonly arrivals: Arrival[];
  /** Times of requests, answered or not. */
  readonly requests: number[];
  behave(script: Script): void;
  reset(): void;
  close(): Promise<void>;
}

export const good: Script = ({ events }) => ({
  body: events[0]?.event === 'init' ? JSON.stringify({ sessionId: events[0].sessionId, heartbeatInterval: 30 }) : '',
});

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

type Wire = { sessionId?: string; event: string; timestamp: number };

function parse(text: string): Arrival[] {
  const body = JSON.parse(text) as Wire & { events?: Wire[] };
  return (body.events ?? [body]).map((event) => ({
    at: Date.now(),
    sessionId: body.sessionId ?? '',
    event: event.event,
    timestamp: event.timestamp,
    text: JSON.stringify(event),
  }));
}

/** A sink that misbehaves by script, and a page from another origin to be misbehaved to. */
export async function startSink(bundle: string): Promise<FaultySink> {
  let script = good;
  const arrivals: Arrival[] = [];
  const requests: number[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    if (request.method !== 'POST') return void response.writeHead(405).end();
    requests.push(Date.now());
    const events = parse(text);
    const conduct = script({ count: requests.length, events, bytes: Buffer.byteLength(text) });
    const status = conduct.status ?? 200;
    if (conduct.cut === 'before') return void request.socket.destroy();
    if (status < 300) arrivals.push(...events);
    if (conduct.cut) return void request.socket.destroy();
    if (conduct.delay) await new Promise((resolve) => setTimeout(resolve, conduct.delay));
    response.writeHead(status, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Retry-After',
      ...conduct.headers,
    });
    if (!conduct.endless) return void response.end(conduct.body ?? '');
    const chatter = setInterval(() => response.write('x'.repeat(10000)), 10);
    response.once('close', () => clearInterval(chatter));
  }

  const sink = createServer((request, response) => {
    // A sink may be cut off in mid-sentence; that is the point here.
    handle(request, response).catch(() => response.destroy());
  });
  const html = `<!doctype html><title>stage</title><script>window.__name = (f) => f;</script>
<script>${readFileSync(bundle, 'utf8').replace(/\/\/# sourceMappingURL.*/, '')}</script><script>(${setStage.toString()})();</script>`;
  const pages = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(html);
  });
  const [url, page] = [await listen(sink), await listen(pages)];
  return {
    ...{ url, page, arrivals, requests },
    behave: (next) => (script = next),
    reset() {
      script = good;
      arrivals.length = requests.length = 0;
    },
    async close() {
      for (const server of [sink, pages]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

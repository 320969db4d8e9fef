import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface SessionEvent {
  readonly type: string;
  readonly data: unknown;
}

/** The Sessions API of a test runner on a loopback port, with one running test session: long polls as the real one's. */
export async function startRunner() {
  const pushed: SessionEvent[] = [];
  const events: (SessionEvent & { number: number })[] = [];
  const waiting = new Set<ServerResponse>();
  let status: unknown = 'running';

  const answer = (response: ServerResponse, body: unknown): void => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(body));
  };
  const poll = (last: number, response: ServerResponse): void => {
    const cached = events.filter(({ number }) => number > last);
    if (cached.length) answer(response, cached);
    else waiting.add(response);
  };
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      pushed.push(JSON.parse(body) as SessionEvent);
      response.end();
    });
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://runner/');
    if (url.pathname.endsWith('/status')) answer(response, { token: '', status });
    else if (request.method === 'POST') take(request, response);
    else poll(Number(url.searchParams.get('last_event')), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/_wave/`,
    pushed,
    /** Sends an event to whoever polls. */
    send(event: SessionEvent): void {
      if (event.type === 'status') status = event.data;
      events.push({ ...event, number: events.length });
      waiting.forEach((response) => {
        answer(response, events.slice(-1));
      });
      waiting.clear();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedEvent {
  readonly event: string;
  readonly sessionId?: string;
  readonly timestamp: number;
  readonly playhead: number;
  readonly duration: number;
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

/** An event sink of dialect 0.1 on a loopback port that remembers what it received, in order. */
export async function startSink() {
  const received: ReceivedEvent[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const message = JSON.parse(body) as ReceivedEvent | { events: ReceivedEvent[] };
      const events = 'events' in message ? message.events : [message];
      received.push(...events);
      response.setHeader('Content-Type', 'application/json');
      response.end(events[0]?.event === 'init' ? '{"sessionId":"from-the-sink","heartbeatInterval":5}' : '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

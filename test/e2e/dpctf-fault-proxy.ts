import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault = 'status 500' | 'no JSON' | 'nothing' | 'cut' | 'dropped';
const FAULTS: readonly Fault[] = ['status 500', 'no JSON', 'nothing', 'cut', 'dropped'];

const collect = async (stream: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

function spoil(fault: Fault, body: Buffer, response: ServerResponse) {
  if (fault === 'status 500') response.writeHead(500).end('Internal Server Error');
  else if (fault === 'no JSON') response.writeHead(200).end('<html>Gateway</html>');
  else if (fault === 'nothing') response.writeHead(200).end();
  else if (fault === 'dropped') response.destroy();
  else {
    response.writeHead(200, { 'Content-Length': body.length });
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  }
}

/**
 * Stands before a test runner and spoils answers to polls, after the runner gave them: one in `every`, each kind
 * of fault in its turn. A runner that is away is a dropped connection.
 */
export async function startFaultProxy(target: () => string, every: number) {
  let polls = 0;
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;

  const forward = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const { method, headers, url = '/' } = request;
    const onward = httpRequest(target() + url, { method: method ?? 'GET', headers, agent: false });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.on('response', (answer) => {
      collect(answer).then(
        (answered) => {
          const isPoll = method === 'GET' && url.includes('/events?');
          if (isPoll) polls += 1;
          const fault = isPoll && polls % every === 0 ? FAULTS[(polls / every) % FAULTS.length] : undefined;
          if (fault) {
            counts[fault] += 1;
            spoil(fault, answered, response);
          } else response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
        },
        () => response.destroy(),
      );
    });
    onward.end(body);
  };
  const server = createServer((request, response) => {
    collect(request).then(
      (body) => forward(request, response, body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

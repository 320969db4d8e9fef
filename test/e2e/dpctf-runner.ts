import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRunner, type Runner } from '../../test-pages/lab/runner-rooms.ts';
import type { SessionsApiOptions } from '../../test-pages/lab/sessions-api.ts';

export interface ServedRunner extends Runner {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The Sessions API from outside: the way an operator or an observation framework uses it. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; text: string; json: unknown }>;
  readonly create: (body?: unknown) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** The lab's test runner alone, on a free port of this machine; `before` gets the app first. */
export async function serveRunner(
  options: SessionsApiOptions & { readonly port?: number; readonly before?: (app: express.Express) => void } = {},
): Promise<ServedRunner> {
  const runner = createRunner(options);
  const app = express();
  app.get('/blank.html', (_request, response) => response.type('html').send('<!DOCTYPE html><title>Blank</title>'));
  options.before?.(app);
  for (const { path, handler } of runner.rooms) app.use(path, handler);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const call: ServedRunner['call'] = async (method, path, body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}/_wave/api/${path}`, { method, ...(body === undefined ? {} : { body: text }) });
    const answer = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(answer);
    } catch {
      json = undefined;
    }
    return { status: response.status, text: answer, json };
  };
  return {
    ...runner,
    url,
    port,
    call,
    create: async (body) => ((await call('POST', 'sessions', body)).json as { token: string }).token,
    close: () =>
      new Promise((resolve) => {
        runner.api.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Asks the Sessions API of a lab from outside; undefined where the answer is empty. */
export async function callApi<Answer>(url: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const text = await (await fetch(`${url}/_wave/api/${path}`, init)).text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}

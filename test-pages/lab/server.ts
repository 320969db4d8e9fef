import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { createPages } from './pages.ts';
import { createSink, type Sink, type SinkOptions } from './sink.ts';
import { terminalListener } from './terminal.ts';

/** A part of the lab that lives in a file of its own: what it answers, and where. */
export interface Room {
  readonly path: string;
  readonly handler: RequestHandler;
  /** Called once when the lab closes, before the connections are cut. */
  close?(): void | Promise<void>;
}

export interface LabOptions extends SinkOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default: this machine only. */
  readonly host?: string;
  /** No line per event. */
  readonly quiet?: boolean;
  /** Made with the sink in hand; they come before the pages. */
  readonly rooms?: readonly ((sink: Sink) => Room)[];
}

export interface Lab {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly sink: Sink;
  /** Cuts what is open, long polls included, and resolves when the port is free. Idempotent. */
  close(): Promise<void>;
}

const notFound: RequestHandler = (request, response) => {
  response.status(404).type('text/plain').send(`Nothing here: ${request.path}\n`);
};

// Express knows an error handler by its four parameters.
const failed: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error.status ?? 500;
  response.status(status).type('text/plain').send(`${status}\n`);
};

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is in use: choose another with --port`) : error);
    });
    server.listen(port, host, resolve);
  });

/** Starts the lab; resolves once it listens. A port in use rejects with one sentence. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { port = 0, host = '127.0.0.1', quiet = false } = options;
  const sink = createSink(options);
  const rooms = (options.rooms ?? []).map((room) => room(sink));
  if (!quiet) sink.subscribe(terminalListener((line) => console.log(line)));

  const app = express();
  app.disable('x-powered-by');
  app.use('/epas', sink.router);
  rooms.forEach(({ path, handler }) => app.use(path, handler));
  app.use(createPages());
  app.use(notFound);
  app.use(failed);

  const server = createServer(app);
  await listen(server, port, host);
  const bound = (server.address() as AddressInfo).port;

  let closed: Promise<void> | undefined;
  const shut = async () => {
    for (const room of rooms) await room.close?.();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return { url: `http://${name}:${bound}`, port: bound, sink, close: () => (closed ??= shut()) };
}

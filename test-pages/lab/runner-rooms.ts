import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router, type RequestHandler } from 'express';
import { createSessionsApi, type SessionsApi, type SessionsApiOptions } from './sessions-api.ts';

/** A part of the lab: what it answers, and where. */
export interface RunnerRoom {
  readonly path: string;
  readonly handler: RequestHandler;
  close?(): void;
}

export interface Runner {
  readonly api: SessionsApi;
  readonly rooms: readonly RunnerRoom[];
}

const LAB = dirname(fileURLToPath(import.meta.url));
const GROUP = 'tellybeat';
const PAGES = join(LAB, '../../dist/dpctf', GROUP);
const HARNESS = join(dirname(createRequire(import.meta.url).resolve('wpt-runner/package.json')), 'testharness');

/** The test pages as the runner lists them; none before they are built. */
export const listTests = (): string[] =>
  existsSync(PAGES)
    ? readdirSync(PAGES)
        .filter((name) => name.endsWith('.html'))
        .sort()
        .map((name) => `/${GROUP}/${name}`)
    : [];

/** What the test runner serves, at the runner's own addresses: its API, the harness and our test pages. */
export function createRunner(options: SessionsApiOptions = {}): Runner {
  const api = createSessionsApi({ tests: listTests, ...options });
  const resources = Router();
  resources.get('/testharness.js', (_request, response) => response.sendFile('testharness.js', { root: HARNESS }));
  resources.get('/testharnessreport.js', (_request, response) =>
    response.sendFile('testharnessreport.js', { root: LAB }),
  );
  // As configured: the real one may leave out slashes, too.
  resources.get('/wave-config', (_request, response) => {
    response.json({ web_root: '/_wave', timeouts: { automatic: 60000, manual: 300000 } });
  });
  return {
    api,
    rooms: [
      { path: '/_wave', handler: api.router, close: () => api.close() },
      { path: '/resources', handler: resources },
      { path: `/${GROUP}`, handler: express.static(PAGES) },
    ],
  };
}

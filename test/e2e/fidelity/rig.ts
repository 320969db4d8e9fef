import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { json, Router } from 'express';
import puppeteer, { type Browser } from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser } from '../../../scripts/browser.mjs';
import { createLive, type LiveSimulator } from '../../../test-pages/lab/live.ts';
import { startLab, type Lab } from '../../../test-pages/lab/server.ts';
import type { ReceivedEvent } from '../../../test-pages/lab/sink.ts';
import { vendorRoom, VERSIONS, type Versions } from '../players-page.ts';
import { judge, type Verdict } from './judge.ts';
import type { Note, ProbeLog } from './page/log.ts';
import type { PlayerKind } from './page/players.ts';
import type { Scenario } from './scenario.ts';
import { createStage, sourceOf, type Ending } from './stage.ts';

const PAGE = fileURLToPath(new URL('page/', import.meta.url));
const DIALECTS = ['0.1', '0.2'] as const;

/** A lab, a live simulator and a browser, for as many runs as wanted. */
export interface Rig {
  run(scenario: Scenario, player: PlayerKind): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}

/** The page of the harness, compiled as it is asked for. */
function createPage(versions: Versions, left: (note: Note) => void): Router {
  const router = Router();
  router.use('/players', vendorRoom(versions));
  router.post('/left', json({ type: () => true }), (request, response) => {
    left(request.body as Note);
    response.sendStatus(204);
  });
  router.get('/', (_request, response) => {
    response.sendFile(`${PAGE}index.html`);
  });
  router.get('/:name.ts', async (request, response) => {
    if (!/^\w+$/.test(request.params.name)) return void response.sendStatus(404);
    const source = await readFile(`${PAGE}${request.params.name}.ts`, 'utf8');
    response.type('js').send((await transform(source, { loader: 'ts', target: 'es2022' })).code);
  });
  return router;
}

export async function createRig(versions: Versions = VERSIONS['Video.js 8, Shaka 5']): Promise<Rig> {
  const live = createLive();
  const ending: Ending = { log: null, left: null };
  const page = createPage(versions, (note) => (ending.left = note));
  const rooms = [...live.rooms, { path: '/fidelity', handler: page }];
  const lab = await startLab({ quiet: true, heartbeatInterval: 60_000, rooms: rooms.map((room) => () => room) });
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser found: install Chromium or set CHROME_PATH');
  const browser = await puppeteer.launch({ executablePath, args: CHROME_FLAGS, headless: true });
  let runs = 0;
  return {
    async run(scenario, player) {
      // A run in which the machine was too busy to see anything proves nothing, either way.
      for (let attempt = 1; ; attempt++) {
        const verdicts = await runOnce({ lab, live, browser, ending }, scenario, player, `run${++runs}`);
        if (attempt === 3 || !verdicts.some((verdict) => verdict.void)) return verdicts;
      }
    },
    async close() {
      await browser.close();
      await lab.close();
    },
  };
}

interface Means {
  readonly lab: Lab;
  readonly live: LiveSimulator;
  readonly browser: Browser;
  readonly ending: Ending;
}

async function runOnce({ lab, live, browser, ending }: Means, scenario: Scenario, player: PlayerKind, channel: string) {
  const received: ReceivedEvent[] = [];
  const refused: string[] = [];
  const unsubscribe = lab.sink.subscribe({
    // Of the page before, a last word may still be under way.
    received: (event) => {
      const isOwn =
        event.sessionId.endsWith(`-${channel}`) || received.some(({ sessionId }) => sessionId === event.sessionId);
      if (isOwn || event.event === 'init') received.push(event);
    },
    refused: ({ reason }) => refused.push(reason),
  });
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  ending.log = ending.left = null;
  const failures: string[] = [];
  try {
    await page.goto(`${lab.url}/fidelity/?player=${player}&run=${channel}${scenario.lean ? '&lean' : ''}`);
    await page.waitForFunction("document.title === 'ready'");
    const source = sourceOf(player, channel, scenario.live);
    await scenario.play(createStage(page, player, source, live.faults(channel), ending));
  } catch (error) {
    failures.push(`the scenario broke off: ${error instanceof Error ? error.message : String(error)}`);
  }
  ending.log ??= (await page.evaluate('probe.dump()')) as ProbeLog;
  await stopsArrive(received, scenario);
  const zero = scenario.live ? await zeroOf(lab.url, player, channel, ending.log) : null;
  live.faults(channel).clear();
  await context.close();
  unsubscribe();
  return DIALECTS.map((dialect) => {
    const own = received.filter((event) => event.dialect === dialect);
    const verdict = judge(scenario, player, dialect, ending.log as ProbeLog, own, zero);
    return {
      ...verdict,
      problems: [...failures, ...refused.map((reason) => `refused: ${reason}`), ...verdict.problems],
    };
  });
}

/** Delivery gathers a batch, and asks the sink first: the last event of both dialects takes a moment. */
async function stopsArrive(received: readonly ReceivedEvent[], { expect }: Scenario): Promise<void> {
  const wanted = DIALECTS.length * expect.filter((line) => line.startsWith('stopped')).length;
  const deadline = performance.now() + 6000;
  while (performance.now() < deadline && received.filter(({ event }) => event === 'stopped').length < wanted) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** UTC of media time zero: when the broadcast began, and where the player put that on its timeline. */
async function zeroOf(url: string, player: PlayerKind, channel: string, { offset }: ProbeLog): Promise<number> {
  const manifest = await (await fetch(`${url}${sourceOf('shaka-dash', channel, { dvr: 0 })}`)).text();
  const began = /availabilityStartTime="([^"]+)"/.exec(manifest)?.[1];
  if (!began) throw new Error(`No beginning of the broadcast for ${player}`);
  return Date.parse(began) - offset * 1000;
}

#!/usr/bin/env node
/**
 * `npm start` and `npm test` on a fresh clone, with nothing before them: each sets up what it needs, then goes on.
 * This file and what it imports before the setup is done use Node alone.
 */
import { ensureBrowser, ensureBuilt, ensureInstalled, requireNode } from './setup.mjs';
import { passSignals, run } from './process.mjs';

const [task, ...args] = process.argv.slice(2);

try {
  requireNode();
  passSignals();
  await ensureInstalled();
  if (task === 'start') {
    await ensureBuilt();
    process.exitCode = await run('node', ['--import', 'tsx', 'test-pages/lab/main.ts', ...args]);
  } else if (task === 'test') {
    await ensureBrowser();
    const { runSteps } = await import('./steps.mjs');
    process.exitCode = await runSteps();
  } else {
    throw new Error('Usage: node scripts/run.mjs start|test');
  }
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

/**
 * dist from nothing: the bundles (rollup.config.mjs) and, at the same time, the declarations (tsconfig.types.json); then
 * the pages for the DPCTF Test Runner, which take the bundles along.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stampBuild } from './freshness.mjs';
import { passSignals, ROOT, run } from './process.mjs';

passSignals();
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
const codes = await Promise.all([
  run('rollup', ['--config', '--logLevel', 'warn', '--failAfterWarnings']),
  run('tsc', ['--project', 'tsconfig.types.json']),
]);
if (codes.every((code) => code === 0)) codes.push(await run('node', ['scripts/build-dpctf.mjs']));
if (codes.every((code) => code === 0)) stampBuild();
else process.exitCode = 1;

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './process.mjs';

/**
 * The cheap steps first, and those that measure nothing side by side; tests in a browser one after another,
 * because they watch the clock.
 */
const STAGES = [['types', 'build'], ['size'], ['lint', 'test:node'], ['test:browser'], ['test:e2e']];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const heading = (text) => console.log(`\n━━ ${text} ${'━'.repeat(Math.max(3, 76 - text.length))}`);

/** Runs one npm script. Test runners leave their counts in a file (scripts/count-*); any other step counts when it fails. */
async function runStep(name, folder, together) {
  const file = join(folder, `${name.replace(':', '-')}.json`);
  const started = performance.now();
  let output = '';
  if (!together) heading(name);
  const code = await run('npm', ['run', '--silent', name], {
    env: { TELLYBEAT_COUNTS: file },
    ...(together && { capture: (text) => (output = text) }),
  });
  if (together) {
    heading(name);
    process.stdout.write(output);
  }
  console.log(`${code === 0 ? '✓' : '✗'} ${name} ${seconds(started)}`);
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  return { ...counts, failed: counts.failed || (code === 0 ? 0 : 1) };
}

/** Runs all steps, stopping after the first stage that fails; the last line is the sum. Resolves with the exit code. */
export async function runSteps() {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'tellybeat-'));
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of STAGES) {
    const results = await Promise.all(stage.map((name) => runStep(name, folder, stage.length > 1)));
    for (const result of results) for (const key of Object.keys(sum)) sum[key] += result[key];
    if (sum.failed > 0) break;
  }
  rmSync(folder, { recursive: true });
  heading(`all of it ${seconds(started)}`);
  console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`);
  return sum.failed > 0 ? 1 : 0;
}

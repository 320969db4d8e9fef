/**
 * `npm run dpctf -- --base http://host:8000/_wave/ [--only seek] [--limit 120]`: makes a session of our pages through a
 * test runner's API, drives them in a browser, and prints the result of each page as it comes. The lab is a runner, too:
 * `--base http://127.0.0.1:8080/_wave/`.
 */
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser, NO_BROWSER } from './browser.mjs';

const GROUP = '/tellybeat/';
const ANSWER_WITHIN = 10_000;
/** A sentence for the person at the terminal, not a stack. */
class Plain extends Error {}

function readOptions() {
  const text = (value) => ({ type: 'string', default: value });
  try {
    const options = { base: text('http://127.0.0.1:8000/_wave/'), only: text(''), limit: text('150') };
    const { base, only, limit } = parseArgs({ options }).values;
    if (!(Number(limit) > 0)) throw new Error(`--limit takes seconds, not "${limit}".`);
    if (!/^https?:/.test(base) || !URL.canParse(base)) throw new Error(`--base takes an http address, not "${base}".`);
    return { base: base.replace(/\/*$/, '/'), only, limit: Number(limit) };
  } catch ({ message }) {
    console.error(message);
    process.exit(1);
  }
}
const { base, only, limit } = readOptions();

/** Ctrl-C: the session is stopped before this ends. */
let interrupted = false;
process.once('SIGINT', () => (interrupted = true));

async function call(method, path, body) {
  let response;
  let text;
  try {
    response = await fetch(`${base}api/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'text/plain' } }),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    text = await response.text();
  } catch {
    throw new Plain(`No test runner answers at ${base}: start one, or name it with --base.`);
  }
  if (!response.ok) throw new Plain(`${method} ${base}api/${path} was answered with ${response.status}.`);
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    throw new Plain(`What answers at ${base} is no test runner: ${method} api/${path} gave no JSON.`);
  }
}

async function listTests() {
  const groups = (await call('GET', 'tests')) ?? {};
  // The real one sorts its list by type first.
  const all = Object.values(groups).flatMap((entry) => (Array.isArray(entry) ? entry : Object.values(entry).flat()));
  const ours = all.filter((test) => String(test).startsWith(GROUP) && test.includes(only));
  if (!ours.length && only) throw new Plain(`The runner at ${base} has no test in ${GROUP} with "${only}".`);
  if (!ours.length)
    throw new Plain(`The runner at ${base} has no tests in ${GROUP}: drop dist/dpctf/tellybeat into its tests.`);
  return ours;
}

function print({ test, status, subtests }) {
  const bad = subtests.filter((subtest) => subtest.status !== 'PASS');
  const passed = status === 'OK' && !bad.length;
  console.log(`${passed ? '✓' : '✗'} ${test}  ${subtests.length - bad.length}/${subtests.length}`);
  if (status !== 'OK') console.log(`    ${status}`);
  bad.forEach(({ status: outcome, name, message }) => console.log(`    ${outcome} ${name}: ${message}`));
  return passed;
}

/** Prints what is new until the session has ended; resolves with how many pages passed and how many did not. */
async function follow(token, count) {
  const printed = new Set();
  let passed = 0;
  const end = Date.now() + limit * 1000 * count;
  for (;;) {
    const { status } = await call('GET', `sessions/${token}/status`);
    const results = Object.values(await call('GET', `results/${token}`)).flat();
    for (const result of results.filter(({ test }) => !printed.has(test))) {
      printed.add(result.test);
      if (print(result)) passed += 1;
    }
    if (status === 'completed' || status === 'aborted') return { passed, failed: printed.size - passed };
    if (interrupted) throw new Plain(`Interrupted: the session ${token} is stopped.`);
    if (Date.now() > end) throw new Plain(`The session ${token} did not end within ${limit} s a page.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function main() {
  const tests = await listTests();
  const executablePath = findBrowser();
  if (!executablePath) throw new Plain(NO_BROWSER);
  // A runner names itself as it is configured; where that name is not known, it is the one that was asked.
  const alias = `MAP web-platform.test ${new URL(base).hostname}`;
  const browser = await puppeteer.launch({
    executablePath,
    args: [...CHROME_FLAGS, `--host-resolver-rules=${alias}`],
    headless: true,
    handleSIGINT: false,
  });
  let token;
  try {
    ({ token } = await call('POST', 'sessions', { tests: { include: tests }, types: ['automatic'] }));
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    await call('POST', `sessions/${token}/start`);
    await page.goto(`${base}next.html?token=${token}`);
    const { passed, failed } = await follow(token, tests.length);
    const left = tests.length - passed - failed;
    console.log(`\n${passed} passed, ${failed} failed${left ? `, ${left} not run` : ''} (session ${token})`);
    if (passed < tests.length) process.exitCode = 1;
    token = undefined;
  } finally {
    // After Ctrl-C it may be gone already.
    await browser.close().catch(() => undefined);
    // One that did not come to its end would stand on the runner as running for ever.
    if (token) await call('POST', `sessions/${token}/stop`).catch(() => undefined);
  }
}

main().catch((error) => {
  console.error(error instanceof Plain ? error.message : error);
  process.exitCode = 1;
});

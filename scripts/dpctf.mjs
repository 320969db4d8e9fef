/**
 * `npm run dpctf -- --base http://host:8000/_wave/ [--only seek] [--limit 120]`: makes a session of our pages through a
 * test runner's API, drives them in a browser, and prints the result of each page as it comes. The lab is a runner, too:
 * `--base http://127.0.0.1:8080/_wave/`.
 */
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { CHROME_FLAGS, findBrowser, NO_BROWSER } from './browser.mjs';

const GROUP = '/tellybeat/';
const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:8000/_wave/' },
    only: { type: 'string', default: '' },
    limit: { type: 'string', default: '150' },
  },
});
const base = values.base.replace(/\/*$/, '/');

/** A sentence for the person at the terminal, not a stack. */
class Plain extends Error {}

async function call(method, path, body) {
  const response = await fetch(`${base}api/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'text/plain' } }),
  });
  if (!response.ok) throw new Plain(`${method} ${base}api/${path} was answered with ${response.status}.`);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function listTests() {
  let groups;
  try {
    groups = await call('GET', 'tests');
  } catch (error) {
    if (error instanceof Plain) throw error;
    throw new Plain(`No test runner answers at ${base}: start one, or name it with --base.`);
  }
  // The real one sorts its list by type first.
  const all = Object.values(groups).flatMap((entry) => (Array.isArray(entry) ? entry : Object.values(entry).flat()));
  const ours = all.filter((test) => test.startsWith(GROUP) && test.includes(values.only));
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

/** Prints what is new until the session has ended; resolves with how many pages passed. */
async function follow(token, count) {
  const printed = new Set();
  let passed = 0;
  const end = Date.now() + Number(values.limit) * 1000 * count;
  for (;;) {
    const { status } = await call('GET', `sessions/${token}/status`);
    const results = Object.values(await call('GET', `results/${token}`)).flat();
    for (const result of results.filter(({ test }) => !printed.has(test))) {
      printed.add(result.test);
      if (print(result)) passed += 1;
    }
    if (status === 'completed' || status === 'aborted') return passed;
    if (Date.now() > end) throw new Plain(`The session ${token} did not end within ${values.limit} s a page.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function main() {
  const tests = await listTests();
  const executablePath = findBrowser();
  if (!executablePath) throw new Plain(NO_BROWSER);
  const { token } = await call('POST', 'sessions', { tests: { include: tests }, types: ['automatic'] });
  // A runner names itself as it is configured; where that name is not known, it is the one that was asked.
  const alias = `MAP web-platform.test ${new URL(base).hostname}`;
  const browser = await puppeteer.launch({
    executablePath,
    args: [...CHROME_FLAGS, `--host-resolver-rules=${alias}`],
    headless: true,
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    await call('POST', `sessions/${token}/start`);
    await page.goto(`${base}next.html?token=${token}`);
    const passed = await follow(token, tests.length);
    console.log(`\n${passed} passed, ${tests.length - passed} failed (session ${token})`);
    if (passed < tests.length) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error instanceof Plain ? error.message : error);
  process.exitCode = 1;
});

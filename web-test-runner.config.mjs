import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { CHROME_FLAGS, findBrowser, NO_BROWSER } from './scripts/browser.mjs';
import { scriptedRunner } from './test/dpctf/scripted-runner.mjs';

const executablePath = findBrowser();
if (!executablePath) throw new Error(NO_BROWSER);

const testsIn = (suite) => [...(suite?.tests ?? []), ...(suite?.suites ?? []).flatMap(testsIn)];

/** Leaves the counts in the file that `npm test` sums up. */
const countingReporter = () => ({
  stop({ sessions }) {
    if (!process.env.TELLYBEAT_COUNTS) return;
    const tests = sessions.flatMap((session) => testsIn(session.testResults));
    const passed = tests.filter((test) => test.passed).length;
    const skipped = tests.filter((test) => test.skipped).length;
    const counts = { passed, failed: tests.length - passed - skipped, skipped };
    writeFileSync(process.env.TELLYBEAT_COUNTS, JSON.stringify(counts));
  },
});

/** An event sink that takes whatever it is sent, for tests that are not about delivery. */
const sink = (context, next) => {
  if (context.path !== '/sink') return next();
  context.body = { heartbeatInterval: 3600 };
};

/** A window for each page: Chromium loads no media in a tab that was never in front. */
const createPage = async ({ context }) => (await context.browser().createBrowserContext()).newPage();

/** Unit and component tests in a real Chromium; the end-to-end tests drive the lab from outside (test/e2e). */
export default {
  files: ['test/{core,plugins,dpctf,overlay}/**/*.test.ts'],
  nodeResolve: true,
  concurrency: 2,
  middleware: [sink, scriptedRunner],
  plugins: [esbuildPlugin({ ts: true, target: 'es2021', tsconfig: 'tsconfig.json' })],
  browsers: [chromeLauncher({ launchOptions: { executablePath, args: CHROME_FLAGS, headless: true }, createPage })],
  reporters: [defaultReporter(), countingReporter()],
  testFramework: { config: { timeout: 20000 } },
  testsFinishTimeout: 180000,
};

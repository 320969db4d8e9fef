import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { CHROME_FLAGS, findBrowser } from './scripts/browser.mjs';

/** Unit and component tests in a real Chromium; the end-to-end tests drive the lab from outside (test/e2e). */
export default {
  files: ['test/{core,plugins,dpctf,overlay}/**/*.test.ts'],
  nodeResolve: true,
  concurrency: 2,
  plugins: [esbuildPlugin({ ts: true, target: 'es2021', tsconfig: 'tsconfig.json' })],
  browsers: [
    chromeLauncher({ launchOptions: { executablePath: findBrowser(), args: CHROME_FLAGS, headless: true } }),
  ],
  testFramework: { config: { timeout: 20000 } },
  testsFinishTimeout: 180000,
};

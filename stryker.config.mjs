/**
 * Flips every row of the specification's table and asks the table tests whether they noticed (`npm run mutation`, minutes,
 * not part of `npm test`). The 100,000 random viewings stay out: they would notice for the wrong reason, and slowly.
 * Survivors must be equivalent, each named with its reason in docs/mutation.md.
 */
export default {
  mutate: ['playback', 'viewing', 'position', 'motion', 'order'].map((file) => `src/core/${file}.ts`),
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', 'tsx'],
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: {
    spec: ['test/core/{playback,position,session,decisions}*.test.ts'],
    ignore: ['test/core/*.sweep.test.ts'],
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10000,
  ignorePatterns: ['/dist', '/test-pages', '/plugins', '/scripts', '/reports', '/.cache', '/docs'],
  disableTypeChecks: 'src/core/*.ts',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  // Restarting the runner for constants is cheaper than looking at them by eye.
  ignoreStatic: false,
};

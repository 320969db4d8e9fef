'use strict';
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's own report, and the counts into the file that `npm test` sums up. */
module.exports = class CountingSpec extends reporters.Spec {
  done(failures, exit) {
    const { passes, pending } = this.stats;
    const counts = { passed: passes, failed: failures, skipped: pending };
    if (process.env.TELLYBEAT_COUNTS) writeFileSync(process.env.TELLYBEAT_COUNTS, JSON.stringify(counts));
    exit(failures);
  }
};

import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { Theatre } from '../faults/driver.ts';
import { ROWS } from '../faults/rows.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/browser/tellybeat.min.js', import.meta.url));

/** The fault matrix in its shortened form; `npm run faults` plays and prints all of it. */
describe('the real bundle, in a real browser, and a sink that misbehaves', () => {
  let theatre: Theatre;
  before(async () => {
    theatre = await Theatre.open(BUNDLE);
  });
  after(() => theatre?.close());

  for (const { name, short, fresh = false, scene, shortened = scene } of ROWS) {
    if (!short) continue;
    it(`${name.trim()}: nothing lost without a record, sent again after its acknowledgment, or out of order`, async function () {
      this.timeout(60_000);
      const { sent, received, onRecord, silently, duplicated, disordered } = await theatre.play(name, fresh, shortened);
      expect({ silently, duplicated, disordered }).to.deep.equal({ silently: 0, duplicated: 0, disordered: 0 });
      expect(received + onRecord).to.equal(sent);
      expect(sent).to.be.above(6);
    });
  }
});

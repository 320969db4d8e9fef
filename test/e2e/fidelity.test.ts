import { expect } from 'chai';
import type { PlayerKind } from './fidelity/page/players.ts';
import { createRig, type Rig } from './fidelity/rig.ts';
import { SCENARIOS } from './fidelity/scenarios.ts';

/** A part of `npm run fidelity` that touches every player, both dialects, and what goes wrong most easily. */
const PICKED: readonly (readonly [scenario: string, player: PlayerKind])[] = [
  ['pause', 'plain'],
  ['stall', 'videojs-hls'],
  ['seek in a stall', 'shaka-dash'],
  ['source change', 'videojs-dash'],
  ['replay', 'shaka-hls'],
  ['live, back and to the edge', 'videojs-hls'],
  ['live without DVR', 'shaka-dash'],
];

describe('what the sink gets is what the viewer saw', () => {
  let rig: Rig;
  before(async () => (rig = await createRig()));
  after(() => rig.close());

  PICKED.forEach(([name, player]) => {
    it(`${name} · ${player}`, async function () {
      this.timeout(90_000);
      const scenario = SCENARIOS.find((one) => one.name === name);
      if (!scenario) throw new Error(`There is no scenario "${name}"`);
      const verdicts = await rig.run(scenario, player);
      expect(verdicts.map(({ dialect, problems }) => [dialect, ...problems])).to.deep.equal([['0.1'], ['0.2']]);
    });
  });
});

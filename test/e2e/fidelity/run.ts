import { parseArgs } from 'node:util';
import { VERSIONS } from '../players-page.ts';
import type { PlayerKind } from './page/players.ts';
import { createRig } from './rig.ts';
import { SCENARIOS } from './scenarios.ts';

/**
 * `npm run fidelity [-- --only seek,stall --player shaka --old --verbose]`: every scenario on every player, in both dialects,
 * against what really happened; `--old` with the oldest versions that are promised.
 */
const PLAYERS: readonly PlayerKind[] = ['plain', 'videojs-hls', 'videojs-dash', 'shaka-hls', 'shaka-dash'];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    player: { type: 'string' },
    old: { type: 'boolean' },
    verbose: { type: 'boolean' },
  },
});
const matches = (name: string, filter: string | undefined) =>
  !filter || filter.split(',').some((part) => name.includes(part));
const scenarios = SCENARIOS.filter(({ name }) => matches(name, values.only));
const players = PLAYERS.filter((name) => matches(name, values.player));
const width = Math.max(...scenarios.map(({ name }) => name.length));
const cell = (text: string) => text.padEnd(23);

const versions = values.old ? 'Video.js 7, Shaka 4' : 'Video.js 8, Shaka 5';
const rig = await createRig(VERSIONS[versions]);
const failures: string[] = [];
const worst = { timestamp: 0, playhead: 0, livePlayhead: 0 };
let right = 0;
console.log(
  `${versions}. Each cell: 0.1 0.2, and the largest deviation of timestamps and playheads in ms (– where a player can't).\n`,
);
console.log(' '.repeat(width + 2) + players.map(cell).join(''));
for (const scenario of scenarios) {
  process.stdout.write(`${scenario.name.padEnd(width)}  `);
  for (const player of players) {
    if (scenario.players && !scenario.players.includes(player)) {
      process.stdout.write(cell('–'));
      continue;
    }
    const verdicts = await rig.run(scenario, player);
    const most = (values: number[]) => values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const timestamp = most(verdicts.map((verdict) => verdict.timestamp));
    const playhead = most(verdicts.map((verdict) => verdict.playhead));
    const kind = scenario.live ? 'livePlayhead' : 'playhead';
    worst.timestamp = most([worst.timestamp, timestamp]);
    worst[kind] = most([worst[kind], playhead]);
    const marks = verdicts.map(({ problems }) => (problems.length ? '✗' : '✓')).join(' ');
    process.stdout.write(cell(`${marks} ${timestamp} ${playhead}`));
    verdicts.forEach(({ dialect, problems, received, deviations }) => {
      if (!problems.length) right += 1;
      else failures.push(`${scenario.name} · ${player} · ${dialect}\n  ${problems.join('\n  ')}`);
      if (values.verbose || problems.length) failures.push(`    ${received.join(' ')}\n    ${deviations.join(' · ')}`);
    });
  }
  process.stdout.write('\n');
}
await rig.close();
const wrong = failures.filter((line) => !line.startsWith(' ')).length;
if (failures.length) console.log(`\n${failures.join('\n')}`);
console.log(
  `\n${right} right, ${wrong} wrong; at most ${worst.timestamp} ms (timestamps), ${worst.playhead} ms (playheads), ${worst.livePlayhead} ms (live playheads)`,
);
process.exitCode = wrong ? 1 : 0;

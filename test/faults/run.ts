/** `npm run faults`: the whole matrix as a table, or the rows whose name contains an argument. */
import { Theatre, type Outcome } from './driver.ts';
import { ROWS } from './rows.ts';

const BUNDLE = new URL('../../dist/browser/tellybeat.min.js', import.meta.url).pathname;
const COLUMNS = [
  'sent',
  'received',
  'onRecord',
  'silently',
  'repeated',
  'duplicated',
  'disordered',
  'requests',
] as const;
const HEADS = [
  'sent',
  'received',
  'lost, on record',
  'lost silently',
  'repeated unacked',
  'after ack',
  'order broken',
  'requests',
];

const wanted = process.argv.slice(2);
const line = (cells: readonly string[]): string =>
  cells.map((cell, n) => (n ? cell.padStart((HEADS[n - 1] ?? '').length) : cell.padEnd(42))).join('  ');

const theatre = await Theatre.open(BUNDLE);
let failures = 0;
console.log(`${line(['', ...HEADS])}  remark`);
for (const { name, fresh = false, scene } of ROWS) {
  if (wanted.length && !wanted.some((part) => name.includes(part))) continue;
  try {
    const outcome: Outcome = await theatre.play(name, fresh, scene);
    const bad = outcome.silently + outcome.duplicated + outcome.disordered > 0;
    if (bad) failures++;
    const cells = COLUMNS.map((column) => String(outcome[column]));
    console.log(`${line([name, ...cells])}  ${bad ? '✗ ' : ''}${outcome.remark} (${outcome.seconds.toFixed(1)} s)`);
  } catch (error) {
    failures++;
    console.log(`${name.padEnd(42)}  ✗ ${error instanceof Error ? error.message : String(error)}`);
  }
}
await theatre.close();
console.log(
  failures ? `${failures} rows failed` : 'lost silently 0, duplicated after acknowledgment 0, order broken 0',
);
process.exitCode = failures ? 1 : 0;

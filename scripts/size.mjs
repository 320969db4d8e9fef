/** Prints what the classic scripts weigh against their budgets; fails when one is heavier than what we hold. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUDGETS } from './budgets.mjs';
import { ROOT } from './process.mjs';

const KB = 1024;

function weigh(file) {
  const path = join(ROOT, 'dist/browser', file);
  if (!existsSync(path)) return { bytes: NaN, brotli: NaN };
  const content = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return { bytes: content.length, brotli: brotliCompressSync(content, { params }).length };
}

const row = (...cells) => console.log(cells.map((cell, i) => (i ? `${cell}`.padStart(10) : cell.padEnd(26))).join(''));
const complaints = [];

row('file', 'min', 'brotli', 'held', 'budget', 'share');
for (const [file, { budget, held }] of Object.entries(BUDGETS)) {
  const { bytes, brotli } = weigh(file);
  const share = Math.round((brotli / budget / KB) * 100);
  row(file, bytes, brotli, held * KB, budget * KB, `${share} %`);
  if (Number.isNaN(bytes)) complaints.push(`dist/browser/${file} is not there: npm run build makes it.`);
  else if (brotli > held * KB) complaints.push(`${file} is ${Math.ceil(brotli - held * KB)} bytes over what we hold.`);
  else if (share > 100)
    console.log(`  over its budget by ${Math.ceil(brotli - budget * KB)}: docs/decisions/size-budgets.md`);
}
console.log('bytes; brotli -q 11; limits from scripts/budgets.mjs, 1 KB = 1024 bytes');

for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;

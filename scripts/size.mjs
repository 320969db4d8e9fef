/** Prints what the classic scripts weigh against their budgets; fails when one is over. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUDGETS } from './budgets.mjs';
import { ROOT } from './process.mjs';

const KB = 1024;

function weigh([file, limit]) {
  const path = join(ROOT, 'dist/browser', file);
  if (!existsSync(path)) return { file, limit, missing: true };
  const content = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return { file, limit, bytes: content.length, brotli: brotliCompressSync(content, { params }).length };
}

const row = (...cells) => console.log(cells.map((cell, i) => (i ? `${cell}`.padStart(10) : cell.padEnd(26))).join(''));

const weights = Object.entries(BUDGETS).map(weigh);
row('file', 'min', 'brotli', 'limit', 'share');
for (const { file, limit, bytes, brotli, missing } of weights) {
  if (missing) row(file, '–', '–', limit * KB, 'missing');
  else row(file, bytes, brotli, limit * KB, `${((brotli / limit / KB) * 100).toFixed(1)} %`);
}
console.log('bytes; brotli -q 11; limits from scripts/budgets.mjs, 1 KB = 1024 bytes');

for (const { file, limit, brotli, missing } of weights) {
  const over = brotli - limit * KB;
  if (missing) console.error(`dist/browser/${file} is not there: npm run build makes it.`);
  else if (over > 0) console.error(`${file} is ${over} bytes over its budget of ${limit} KB: make it smaller.`);
  if (missing || over > 0) process.exitCode = 1;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type OutputOptions, rollup, type RollupOptions } from 'rollup';
import configs from '../../rollup.config.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = 'dist/browser/tellybeat.min.js';

describe('the core bundle', () => {
  it('is the same byte for byte when nothing but the core is there', async () => {
    const all = configs as (RollupOptions & { output: OutputOptions })[];
    const config = all.find(({ output }) => output.file === FILE);
    if (!config) throw new Error(`No build of ${FILE}`);
    const bundle = await rollup(config);
    const strangers = bundle.watchFiles.filter((file) => !file.startsWith('\0') && !file.includes('/src/core/'));
    const { output } = await bundle.generate(config.output);
    await bundle.close();
    expect(strangers).to.deep.equal([]);
    expect(output[0].code.trim()).to.equal(readFileSync(join(ROOT, FILE), 'utf8').trim());
  });
});

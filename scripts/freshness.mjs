import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './process.mjs';

/** All that decides what dist holds. */
const INPUTS = [
  'src',
  'plugins',
  'test-pages/dpctf',
  'scripts/build.mjs',
  'scripts/build-dpctf.mjs',
  'rollup.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];
const STAMP = join(ROOT, 'node_modules/.cache/tellybeat/build.json');

/** The files under a path, sorted; a file is its own list, a path that is not there an empty one. */
export function filesUnder(path) {
  if (!existsSync(join(ROOT, path))) return [];
  const entries = readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const isFolder = (path) => !/\.\w+$/.test(path);

function hashInputs() {
  const hash = createHash('sha256');
  for (const input of [...INPUTS, 'tsconfig.types.json']) {
    const files = isFolder(input) ? filesUnder(input) : [join(ROOT, input)];
    for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const readStamp = () => (existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : { outputs: [] });

/** Whether dist was built from the inputs as they are now, and is all there. */
export function isBuilt() {
  const { inputs, outputs } = readStamp();
  return inputs === hashInputs() && outputs.every((file) => existsSync(join(ROOT, file)));
}

/** To be called when dist is complete. */
export function stampBuild() {
  mkdirSync(dirname(STAMP), { recursive: true });
  const outputs = filesUnder('dist').map((file) => file.slice(ROOT.length));
  writeFileSync(STAMP, JSON.stringify({ inputs: hashInputs(), outputs }));
}

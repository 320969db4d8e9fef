import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, NO_BROWSER } from './browser.mjs';
import { isBuilt } from './freshness.mjs';
import { ROOT, run } from './process.mjs';

const say = (sentence) => console.log(`\n› ${sentence}`);

/** @throws Error with one sentence that says what to install. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node 20.19 or newer is needed; this is ${version} (https://nodejs.org).`);
  }
}

/** Whether node_modules holds what package-lock.json asks for; npm keeps its own list of what it installed. */
export function isInstalled(root = ROOT) {
  const packages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = packages('node_modules/.package-lock.json');
  return Object.entries(packages('package-lock.json')).every(
    // Optional ones are mostly builds for other systems.
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

export async function ensureInstalled() {
  if (isInstalled()) return;
  say('Installing the packages of package-lock.json (npm ci)');
  // No package we use needs its install script; "dev" because NODE_ENV=production would leave the tools out.
  const code = await run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Error('npm ci failed: see above. It needs the npm registry; then start again.');
}

export async function ensureBuilt() {
  if (isBuilt()) return;
  say('Building dist (npm run build)');
  if ((await run('node', ['scripts/build.mjs'])) !== 0) throw new Error('The build failed: see above.');
}

const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

export async function ensureBrowser() {
  if (findBrowser()) return;
  if (canInstall()) {
    say('Installing Chromium for the browser tests (apt-get)');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  }
  if (!findBrowser()) throw new Error(NO_BROWSER);
}

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Flags every headless run shares: no GPU, no sandbox (root in containers), and not one request of the browser's own. */
export const CHROME_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
);

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of a Chromium-like browser: `CHROME_PATH`, then the usual names; undefined where there is none. */
export function findBrowser(env = process.env) {
  const onPath = NAMES.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
  return [env.CHROME_PATH, ...onPath, ...MAC].find((path) => path && isExecutable(path));
}

/** What to say where there is none. */
export const NO_BROWSER =
  'No browser for the tests: install Chromium, Chrome or Edge, or name one in CHROME_PATH (on Debian: apt-get install chromium).';

/**
 * dist/dpctf/tellybeat from test-pages/dpctf: a page for each player and scenario, from one template, and all that they
 * load. The folder is dropped as it is into the `tests` of a DPCTF deployment (its README says how).
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './process.mjs';

const SOURCE = join(ROOT, 'test-pages/dpctf');
const GROUP = 'tellybeat';
const TARGET = join(ROOT, 'dist/dpctf', GROUP);
/** From where each thing in `resources` comes. */
const RESOURCES = {
  'video.min.js': 'node_modules/video.js/dist/video.min.js',
  'shaka-player.compiled.js': 'node_modules/shaka-player/dist/shaka-player.compiled.js',
  'qrcode.js': 'node_modules/qrcode-generator/dist/qrcode.js',
  'tellybeat-videojs.min.js': 'dist/browser/tellybeat-videojs.min.js',
  'tellybeat-shaka.min.js': 'dist/browser/tellybeat-shaka.min.js',
  'tellybeat-dpctf.min.js': 'dist/browser/tellybeat-dpctf.min.js',
  'media/h264': 'test-pages/media/h264',
  'media/vp9': 'test-pages/media/vp9',
};

const read = (file) => readFileSync(join(SOURCE, file), 'utf8');
const write = (file, text) => writeFileSync(join(TARGET, file), text);
const writeJson = (file, value) => write(file, `${JSON.stringify(value, null, 2)}\n`);
const fill = (template, values) =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`template.html: nothing for {{${name}}}`);
    return values[name];
  });

const { players, scenarios } = JSON.parse(read('pages.json'));

/** What one page is, for its script: an object literal that no HTML parser can misread. */
const describe = (player, scenario) =>
  JSON.stringify({
    scenario: scenario.name,
    title: `${player.title}: ${scenario.title}`,
    description: scenario.description,
    observations: scenario.observations.map((name, index) => ({
      id: `${GROUP}-${player.name}-${scenario.name}-${index + 1}`,
      name,
      description: name,
    })),
  }).replace(/</g, '\\u003c');

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(join(TARGET, 'resources/media'), { recursive: true });
for (const [name, source] of Object.entries(RESOURCES))
  cpSync(join(ROOT, source), join(TARGET, 'resources', name), { recursive: true });
cpSync(join(SOURCE, 'resources'), join(TARGET, 'resources'), { recursive: true });
cpSync(join(SOURCE, 'README.md'), join(TARGET, 'README.md'));

const template = read('template.html');
for (const player of players)
  for (const scenario of scenarios)
    write(
      `${player.name}-${scenario.name}.html`,
      fill(template, {
        title: `Tellybeat · ${player.title}: ${scenario.title}`,
        script: player.script,
        plugin: player.plugin,
        player: player.name,
        page: describe(player, scenario),
      }),
    );

// Entries for the runner's configuration page: subsets, and tags to filter by.
const tests = (pattern) => [`/${GROUP}/${pattern}`];
writeJson('test-subsets.json', {
  subsets: [
    { title: 'Tellybeat', tests: tests('*') },
    ...players.map(({ name, title }) => ({ title: `Tellybeat, ${title}`, tests: tests(`${name}-*`) })),
    { tag: { text: 'analytics', color: 'info' }, tests: tests('*') },
  ],
});
console.log(`${players.length * scenarios.length} test pages in dist/dpctf/${GROUP}`);

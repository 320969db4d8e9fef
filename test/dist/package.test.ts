import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ecmaVersion, parse } from 'acorn';
import { expect } from 'chai';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** A consumer's view: the packed package, unpacked in node_modules beside its peers. */
function installPacked(folder: string): string[] {
  const npm = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', npm, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = JSON.parse(output) as { filename: string; files: { path: string }[] }[];
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'tellybeat'), { recursive: true });
  const archive = join(folder, packed?.filename ?? '');
  execFileSync('tar', ['-xzf', archive, '-C', join(modules, 'tellybeat'), '--strip-components=1']);
  for (const peer of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    symlinkSync(join(ROOT, 'node_modules', peer), join(modules, peer));
  }
  return packed?.files.map(({ path }) => path) ?? [];
}

/** Uses each entry the way the README does, and gets one thing wrong on purpose. */
const CONSUMER = `
import { createAnalytics, type Analytics, type AnalyticsOptions, type AnalyticsRecord } from 'tellybeat';
import { attachShaka } from 'tellybeat/shaka';
import 'tellybeat/videojs';

const options: AnalyticsOptions = { eventSinkUrl: 'https://sink.example/', contentId: 'bbb', dialect: '0.2' };
const video = document.createElement('video');
const analytics: Analytics = createAnalytics(options);
const detach: () => void = analytics.attach(video);
const seen: AnalyticsRecord[] = [];
const unwatch: () => void = analytics.subscribe((record) => seen.push(record), { history: true });
analytics.report('metadata', { contentTitle: 'Big Buck Bunny' });

export async function attach(player: Parameters<typeof attachShaka>[0]): Promise<Analytics[]> {
  const { showOverlay } = await import('tellybeat/overlay');
  const { joinTestSession } = await import('tellybeat/dpctf');
  const leave: () => void = joinTestSession({ analytics, media: video, baseUrl: '/_wave/api', token: 'a' });
  const hide: () => void = showOverlay(analytics, { media: video });
  [leave, hide, detach, unwatch].forEach((undo) => undo());
  return [attachShaka(player, options)];
}
// @ts-expect-error the sink's URL is required
createAnalytics({ contentId: 'bbb' });
`;

/**
 * Apart, because the declarations of Video.js have no default export for Node's resolution; and with a cast, because
 * TypeScript can't add a method to a class that is a default export (microsoft/TypeScript#14080).
 */
const VIDEOJS_CONSUMER = `
import type { Analytics } from 'tellybeat';
import type { WithTellybeat } from 'tellybeat/videojs';
import 'tellybeat/videojs';
import videojs from 'video.js';

const player = videojs('tv') as ReturnType<typeof videojs> & WithTellybeat;
export const analytics: Analytics = player.tellybeat({ eventSinkUrl: 'https://sink.example/' });
// @ts-expect-error the sink's URL is required
player.tellybeat({});
`;

/** What TypeScript says about the consumer and about our declarations; other people's are theirs. */
function typeCheck(folder: string, source: string, options: ts.CompilerOptions): string[] {
  const file = join(folder, 'consumer.ts');
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: ts.ScriptTarget.ES2021,
    lib: ['lib.es2021.d.ts', 'lib.dom.d.ts'],
    types: [],
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => !file || !/node_modules\/(?!tellybeat\/)/.test(file.fileName))
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

const scripts = (): string[] =>
  readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
    // The DPCTF folder is not in the package, and holds the players' own scripts.
    .filter((file) => file.endsWith('.js') && !file.startsWith('dpctf/'))
    .map((file) => join('dist', file));

describe('the published package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tellybeat-consumer-'));
  let packed: string[] = [];

  before(() => {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    packed = installPacked(folder);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds dist and its papers, no tests, no media', () => {
    const outside = packed.filter(
      (path) => !/^(?:dist\/|(?:README|CHANGELOG)\.md$|LICENSE$|package\.json$)/.test(path),
    );
    expect(outside).to.deep.equal([]);
    expect(
      packed.filter((path) => /\.(?:test\.\w+|mp4|m4s|m4a|m4v|webm|mpd|m3u8|ts)$/.test(path.replace(/\.d\.ts$/, ''))),
    ).to.deep.equal([]);
    expect(packed).to.include.members(['README.md', 'CHANGELOG.md', 'LICENSE', 'dist/browser/tellybeat.min.js']);
  });

  it('has every file that its entries name', () => {
    const entries = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    const targets = [manifest.main, manifest.types, ...entries].filter((target) => !target.includes('*'));
    expect(targets.filter((target) => !existsSync(join(folder, 'node_modules/tellybeat', target)))).to.deep.equal([]);
  });

  it('says at most ES2019 in its modules, ES2018 in the classic overlay and ES5 in all other scripts', () => {
    const tooNew = (file: string, version: ecmaVersion, sourceType: 'script' | 'module'): boolean => {
      try {
        parse(readFileSync(join(ROOT, file), 'utf8'), { ecmaVersion: version, sourceType });
        return false;
      } catch {
        return true;
      }
    };
    const level = (file: string): ecmaVersion =>
      !file.endsWith('.min.js') ? 2019 : file.includes('overlay') ? 2018 : 5;
    const files = scripts();
    expect(files.length).to.be.at.least(10);
    const refused = files.filter((file) => tooNew(file, level(file), level(file) === 2019 ? 'module' : 'script'));
    expect(refused).to.deep.equal([]);
  });

  it('type-checks in a bundler project', () => {
    const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
    expect(typeCheck(folder, CONSUMER, options)).to.deep.equal([]);
    expect(typeCheck(folder, VIDEOJS_CONSUMER, options)).to.deep.equal([]);
  }).timeout(60000);

  it('type-checks in a Node project', () => {
    const options = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };
    expect(typeCheck(folder, CONSUMER, options)).to.deep.equal([]);
  }).timeout(60000);
});

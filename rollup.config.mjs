import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import swc from '@rollup/plugin-swc';
import terser from '@rollup/plugin-terser';
import { es5Helpers } from './scripts/es5-helpers.mjs';
import { overlayStyles } from './scripts/overlay-styles.mjs';

const ENTRIES = {
  tellybeat: 'src/core/index.ts',
  videojs: 'plugins/videojs/index.ts',
  shaka: 'plugins/shaka/index.ts',
  dpctf: 'src/dpctf/index.ts',
  overlay: 'src/overlay/index.ts',
};

const { dependencies, peerDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const packages = (names) => new RegExp(`^(${Object.keys(names).join('|')})(/|$)`);

const resolve = () => nodeResolve({ extensions: ['.ts', '.js', '.mjs'] });

/** Dependencies are compiled too: what Lit publishes is newer than the floor of the overlay. */
const compile = (jsc, { env, optimizer } = {}) => {
  const parser = { syntax: 'typescript', decorators: true };
  const transform = { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false, optimizer };
  return swc({ swc: { jsc: { parser, transform, ...jsc }, ...(env && { env }) } });
};

/** Module builds for bundlers: one file per public entry, the core shared between them. */
const modules = {
  input: ENTRIES,
  external: [packages({ ...dependencies, ...peerDependencies })],
  plugins: [resolve(), compile({ target: 'es2019' })],
  output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name].js' },
};

/** Classic scripts. All of them meet in the global `tellybeat`, whichever comes first. */
const classic = (entry, file, plugins, ecma) => ({
  input: ENTRIES[entry],
  external: [packages(peerDependencies)],
  plugins: [resolve(), ...plugins],
  output: {
    file: `dist/browser/${file}.min.js`,
    format: 'iife',
    name: 'tellybeat',
    extend: true,
    esModule: false,
    freeze: false,
    generatedCode: ecma === 5 ? 'es5' : 'es2015',
    externalLiveBindings: false,
    globals: { 'video.js': 'videojs', 'shaka-player': 'shaka' },
    sourcemap: true,
    plugins: [
      terser({ ecma, safari10: true, compress: { passes: 3, pure_getters: true }, format: { comments: false } }),
    ],
  },
});

/** ES5 in syntax; that the built-ins are ES5 as well is the word of test/dist/es5.test.ts. */
const es5 = (entry, file) => {
  const assumptions = {
    iterableIsArray: true,
    setSpreadProperties: true,
    setComputedProperties: true,
    objectRestNoSymbols: true,
    noDocumentAll: true,
    pureGetters: true,
    ignoreToPrimitiveHint: true,
    ignoreFunctionLength: true,
  };
  // There is no symbol to tell from an object where these scripts have to run.
  const env = { targets: 'ie 9', exclude: ['transform-typeof-symbol'] };
  return classic(entry, file, [es5Helpers(), compile({ externalHelpers: true, assumptions }, { env })], 5);
};

/** The overlay's floor is Chromium 64: all of ES2018, no `globalThis` (docs/decisions). */
const overlay = () => {
  const optimizer = { globals: { vars: { globalThis: 'window' } } };
  return classic(
    'overlay',
    'tellybeat-overlay',
    [overlayStyles(), compile({ target: 'es2018', assumptions: { noDocumentAll: true } }, { optimizer })],
    2018,
  );
};

export default [
  modules,
  es5('tellybeat', 'tellybeat'),
  es5('videojs', 'tellybeat-videojs'),
  es5('shaka', 'tellybeat-shaka'),
  es5('dpctf', 'tellybeat-dpctf'),
  overlay(),
];

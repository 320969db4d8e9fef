import { nodeResolve } from '@rollup/plugin-node-resolve';
import swc from '@rollup/plugin-swc';
import terser from '@rollup/plugin-terser';

const ENTRIES = {
  tellybeat: 'src/core/index.ts',
  'tellybeat-videojs': 'plugins/videojs/index.ts',
  'tellybeat-shaka': 'plugins/shaka/index.ts',
  'tellybeat-dpctf': 'src/dpctf/index.ts',
  'tellybeat-overlay': 'src/overlay/index.ts',
};

/** One compiler for every output; only the language level differs. */
const compile = (target) =>
  swc({
    swc: {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, useDefineForClassFields: false },
        target,
        loose: true,
        externalHelpers: false,
        // In our code `for…of` and spread meet arrays only; without this swc emits helpers that need Symbol.
        assumptions: { iterableIsArray: true },
      },
    },
  });

/** Module builds for bundlers: one file per public entry, the core shared between them. */
const modules = {
  input: {
    tellybeat: ENTRIES.tellybeat,
    videojs: ENTRIES['tellybeat-videojs'],
    shaka: ENTRIES['tellybeat-shaka'],
    dpctf: ENTRIES['tellybeat-dpctf'],
    overlay: ENTRIES['tellybeat-overlay'],
  },
  external: [/^lit(\/|$)/, 'qrcode-generator', 'video.js', 'shaka-player'],
  plugins: [nodeResolve({ extensions: ['.ts', '.js', '.mjs'] }), compile('es2019')],
  output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name].js' },
};

/**
 * Classic scripts. All of them meet in the global `tellybeat`, whichever comes first.
 * ES5 everywhere but in the overlay, whose floor is Chromium 64 (docs/decisions).
 */
const classic = (name, target, ecma) => ({
  input: ENTRIES[name],
  external: ['video.js'],
  plugins: [nodeResolve({ extensions: ['.ts', '.js', '.mjs'] }), compile(target)],
  output: {
    file: `dist/browser/${name}.min.js`,
    format: 'iife',
    name: 'tellybeat',
    extend: true,
    esModule: false,
    freeze: false,
    generatedCode: ecma === 5 ? 'es5' : 'es2015',
    externalLiveBindings: false,
    globals: { 'video.js': 'videojs' },
    sourcemap: true,
    plugins: [terser({ ecma, safari10: true, compress: { passes: 3 }, format: { comments: false } })],
  },
});

export default [
  modules,
  classic('tellybeat', 'es5', 5),
  classic('tellybeat-videojs', 'es5', 5),
  classic('tellybeat-shaka', 'es5', 5),
  classic('tellybeat-dpctf', 'es5', 5),
  classic('tellybeat-overlay', 'es2017', 2017),
];

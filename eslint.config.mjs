import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'test-pages/media', 'reports', '.cache', '.stryker-tmp'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      // Factories are closures, there is no `this` to lose; and being the house of several functions, they have no length of their own.
      '@typescript-eslint/unbound-method': 'off',
      complexity: ['error', 20],
      'max-depth': ['error', 3],
    },
  },
  {
    // Factories and closures: no function there has a `this` to lose.
    files: ['src/core/**/*.ts', 'src/dpctf/**/*.ts', 'plugins/shaka/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // A table of sentences is one long function by nature.
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: 'readonly', process: 'readonly', require: 'readonly' } },
  },
  {
    // They run inside a realm of ES5; the linter reads them as what they are.
    files: ['test/dist/es5/*.js'],
    languageOptions: { ecmaVersion: 5, sourceType: 'script', globals: { globalThis: 'readonly' } },
  },
  {
    files: ['**/*.mjs', 'test-pages/**/*.js'],
    rules: { 'max-lines': ['error', { max: 250 }] },
    languageOptions: {
      globals: Object.fromEntries(
        'process console URL fetch setTimeout clearTimeout setInterval clearInterval Buffer performance AbortController AbortSignal window document navigator location XMLHttpRequest tellybeat videojs shaka structuredClone TextDecoder'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  prettier,
);

/**
 * ESLint's recommended rules, and those that find async mistakes and dead code. Run from the repository's root:
 * npm --prefix src run lint
 */
import js from '@eslint/js';
import globals from 'globals';

const sharedWithCells = [
  ...Object.keys(globals.builtin).filter((name) => name !== 'globalThis' && name !== 'undefined'),
  'process', 'Buffer', 'performance', 'AbortController', 'AbortSignal', 'MessageChannel',
];

export default [
  { ignores: ['**/bin/**', '**/obj/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      // Async mistakes.
      'prefer-promise-reject-errors': 'error',
      'require-atomic-updates': 'error',
      // Dead or misleading code.
      'array-callback-return': 'error',
      'no-constructor-return': 'error',
      'no-else-return': ['error', { allowElseIf: false }],
      'no-lonely-if': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-unused-expressions': 'error',
      'no-useless-assignment': 'error',
      'no-useless-computed-key': 'error',
      'no-useless-constructor': 'error',
      'no-useless-rename': 'error',
      'no-useless-return': 'error',
      // One way to write things.
      'dot-notation': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/src/eslint.config.js', '**/src/workers/javascript/**/*.mjs', '**/src/costs/javascript/*.mjs', '**/src/vscode/*.mjs', '**/src/servers/**/*.mjs', '**/tests/**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    // They hand functions to a page.
    files: ['**/bench/*.mjs', '**/docs/images/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['**/tests/jupyterlab/notebook.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    // Web Workers, and the page that starts them.
    files: ['**/src/live/**/*.mjs'],
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
  },
  {
    files: ['**/src/live/{build,pack,assemblies}.mjs'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/tests/AsyncWorkbook.Live.Tests/Page/bridge.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    // A cell may declare a name like these for itself, and the worker shares its globals: see intrinsics.mjs.
    files: ['**/src/workers/javascript/**/*.mjs'],
    ignores: ['**/{watchdog,force,lines}.mjs'], // on a thread of their own, where no cell runs
    rules: { 'no-restricted-globals': ['error', ...sharedWithCells] },
  },
  {
    // What cells load runs in browsers, too, as classic scripts; it looks for setImmediate before it uses it.
    files: ['**/src/javascript/**/*.js'],
    languageOptions: { sourceType: 'script', globals: { ...globals['shared-node-browser'], setImmediate: 'readonly' } },
  },
  {
    // The components of the pages: each a script, run by the exporter, by Node and by browsers alike. Only what starts one sees a page.
    files: ['**/src/page/components/**/*.js'],
    languageOptions: { sourceType: 'script' },
  },
  {
    files: ['**/src/page/components/**/start.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    // The scripts of the exported pages, which stand beside Plotly's.
    files: ['**/src/AsyncWorkbook.Engine/Html/assets/*.js'],
    languageOptions: { sourceType: 'script', globals: { ...globals.browser, Plotly: 'readonly' } },
  },
];

/**
 * Makes a folder with JupyterLab's notebook as a page, notebook.html, for a Jupyter server to serve.
 *
 * node tests/jupyterlab/bundle.mjs FOLDER
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder] = process.argv.slice(2);

await build({
  absWorkingDir: here,
  entryPoints: ['notebook.mjs'],
  outdir: folder,
  bundle: true,
  platform: 'browser',
  define: { global: 'window', process: '{}', 'process.env': '{}', 'process.env.NODE_ENV': '"production"' },
  loader: { '.svg': 'text', '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.eot': 'dataurl' },
  plugins: [{
    // Its style sheets name icons that its scripts bring.
    name: 'icons',
    setup: ({ onResolve }) => onResolve({ filter: /\.svg$/ }, ({ kind, path }) => (kind === 'url-token' ? { path, external: true } : undefined)),
  }],
  logLevel: 'warning',
});
await copyFile(join(here, 'notebook.html'), join(folder, 'notebook.html'));

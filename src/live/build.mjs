/**
 * Makes what a live page loads, one folder a language: node build.mjs OUT DOTNET, where DOTNET is the folder in which
 * the build of csharp/ leaves .NET's files for browsers. That build calls it.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { isUseful, withoutSignature, withoutUseless } from './assemblies.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const source = dirname(here);
const [out, dotnet] = process.argv.slice(2).map((path) => resolve(path));

/** What the JavaScript core takes from Node, on what a browser has. */
const nodeModules = {
  name: 'node-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^acorn$/ }, ({ importer }) => (importer.includes('workers') ? { path: join(here, 'javascript', 'node', 'acorn.mjs') } : undefined));
    onResolve({ filter: /^node:/ }, ({ path, importer }) => (importer.includes('pyodide')
      ? { path, external: true } // it asks first where it is
      : { path: join(here, 'javascript', 'node', `${path.slice('node:'.length).replace('/', '-')}.mjs`) }));
  },
};

/** The Python modules that the worker writes where Python finds them. */
const pythonModules = {
  name: 'python-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^python-modules$/ }, ({ path }) => ({ path, namespace: 'python' }));
    onLoad({ filter: /.*/, namespace: 'python' }, () => ({ contents: `export const modules = ${JSON.stringify(pythonSources())};` }));
  },
};

function pythonSources() {
  const core = join(source, 'workers', 'python');
  const page = join(here, 'python');
  const read = (root, folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.name.endsWith('.py'))
    .map((file) => join(file.parentPath, file.name))
    .map((path) => [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]);
  const package_ = ['workbook_worker/__init__.py', readFileSync(join(core, 'workbook_worker', '__init__.py'), 'utf8')];
  return Object.fromEntries([package_, ...read(core, 'workbook_worker/core'), ...read(page, 'workbook_page')].sort());
}

function bundle(entry, outfile, options = {}) {
  return build({
    entryPoints: [join(here, entry)],
    outfile: join(out, outfile),
    bundle: true,
    minify: true,
    keepNames: true, // stack traces and `inspect` show them
    charset: 'utf8',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    plugins: [nodeModules, pythonModules],
    ...options,
  });
}

function copy(language, folder, names) {
  names.forEach((name) => cpSync(join(folder, name), join(out, language, name)));
}

rmSync(out, { recursive: true, force: true });
['javascript', 'python', 'csharp'].forEach((language) => mkdirSync(join(out, language), { recursive: true }));
await Promise.all([
  bundle('page/live.mjs', 'live.js', { globalName: 'asyncWorkbookLive' }),
  bundle('page/page.mjs', 'page.js', { globalName: 'asyncWorkbookLive', keepNames: false }),
  bundle('page/editor/editor.mjs', 'editor.js', { globalName: 'asyncWorkbookEditor', keepNames: false }),
  bundle('javascript/inspection.mjs', 'javascript/inspect.js', { keepNames: false }),
  bundle('javascript/parser.mjs', 'javascript/parser.js', { keepNames: false }),
  ...['javascript', 'python', 'csharp'].map((language) => bundle(`${language}/worker.mjs`, `${language}/worker.js`)),
]);

const pyodide = join(source, 'node_modules', 'pyodide');
copy('python', pyodide, ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip']);
const lock = JSON.parse(readFileSync(join(pyodide, 'pyodide-lock.json'), 'utf8'));
writeFileSync(join(out, 'python', 'pyodide-lock.json'), JSON.stringify({ ...lock, packages: {} })); // a page has no others
const framework = join(dotnet, 'wwwroot', '_framework');
for (const name of readdirSync(framework).filter((each) => /\.(?:dll|js|wasm)$/.test(each) && isUseful(each))) {
  const bytes = readFileSync(join(framework, name));
  const content = name.endsWith('.dll') ? withoutSignature(bytes) : name === 'dotnet.js' ? withoutUseless(bytes.toString()) : bytes;
  writeFileSync(join(out, 'csharp', name), content);
}

for (const language of ['javascript', 'python', 'csharp']) {
  const folder = join(out, language);
  const names = readdirSync(folder).sort();
  writeFileSync(join(folder, 'files.json'), JSON.stringify(names));
  // From disk nothing can be fetched: one script has it all.
  const data = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
  writeFileSync(join(out, `${language}.data.js`), `asyncWorkbookLive.take(${JSON.stringify(language)},${JSON.stringify(data)});\n`);
}

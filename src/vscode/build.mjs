/**
 * Makes the extension: artifacts/vscode is what it consists of, artifacts/async-workbook.vsix the file that editors install. With
 * `--engine FOLDER` the command line in that folder goes with it, for folders that have none of their own.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { createVSIX } from '@vscode/vsce';

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, '..', '..');
const staged = join(top, 'artifacts', 'vscode');
const componentsFolder = join(top, 'src', 'page', 'components');
const { values } = parseArgs({
  options: { engine: { type: 'string' }, version: { type: 'string', default: '0.0.0' }, out: { type: 'string', default: join(top, 'artifacts', 'async-workbook.vsix') } },
});

/** The book's components, as docs/pages.md has them: shared scripts, then each folder's own, `render.js` and `start.js` last. */
const isScript = (name) => name.endsWith('.js');
const rank = (name) => ['render.js', 'start.js'].indexOf(name);
const components = readdirSync(componentsFolder, { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => name).sort();
const scripts = [
  ...readdirSync(componentsFolder).filter(isScript).sort(),
  ...components.flatMap((name) => readdirSync(join(componentsFolder, name)).filter(isScript).sort().sort((a, b) => rank(a) - rank(b)).map((file) => `${name}/${file}`)),
];
const tokens = /:root \{([\s\S]*?)\n\}/.exec(readFileSync(join(top, 'src/AsyncWorkbook.Engine/Html/assets/workbook.css'), 'utf8'))[1];
const bundledComponents = {
  name: 'components',
  setup(builder) {
    builder.onResolve({ filter: /^workbook:components$/ }, ({ path }) => ({ path, namespace: 'components' }));
    builder.onLoad({ filter: /.*/, namespace: 'components' }, () => ({
      resolveDir: componentsFolder,
      contents: [
        ...scripts.map((path) => `import './${path}';`),
        ...components.map((name, index) => `import style${index} from './${name}/style.css';`),
        `export const styles = { ${components.map((name, index) => `${JSON.stringify(name)}: style${index}`).join(', ')} };`,
        `export const tokens = ${JSON.stringify(tokens.replace(/color-scheme:[^;]*;/, ''))};`,
      ].join('\n'),
    }));
  },
};

rmSync(staged, { recursive: true, force: true });
mkdirSync(join(staged, 'dist'), { recursive: true });
const shared = { bundle: true, minify: true, legalComments: 'none', logLevel: 'warning' };
await build({ ...shared, entryPoints: [join(here, 'src', 'extension.ts')], outfile: join(staged, 'dist', 'extension.js'), platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'], nodePaths: [join(top, 'src', 'node_modules')] });
await build({
  ...shared, entryPoints: [join(here, 'src', 'renderer.ts')], outfile: join(staged, 'dist', 'renderer.js'), platform: 'browser', target: 'es2022', format: 'esm',
  nodePaths: [join(top, 'src', 'node_modules')], loader: { '.css': 'text' }, plugins: [bundledComponents],
});

const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
for (const name of ['scripts', 'devDependencies', 'private']) {
  delete manifest[name];
}
const types = components.map((name) => `application/vnd.async-workbook.${name}+json`);
manifest.version = /^\d+\.\d+\.\d+/.exec(values.version)?.[0] ?? '0.0.0'; // a marketplace takes numbers only
manifest.contributes.notebookRenderer[0].mimeTypes.push(...types);
manifest.contributes.configurationDefaults['notebook.displayOrder'].push(...types);
writeFileSync(join(staged, 'package.json'), JSON.stringify({ ...manifest, files: ['**'] }, null, 1));
for (const name of ['language-configuration.json', 'syntaxes', 'README.md']) {
  cpSync(join(here, name), join(staged, name), { recursive: true });
}
for (const name of ['LICENSE', 'THIRD-PARTY-NOTICES.md']) {
  cpSync(join(top, name), join(staged, name));
}
if (values.engine !== undefined) {
  cpSync(values.engine, join(staged, 'engine'), { recursive: true });
}
const machine = values.engine === undefined ? {} : { target: `${process.platform}-${process.arch}` }; // the engine is compiled for it
await createVSIX({ cwd: staged, packagePath: values.out, dependencies: false, allowMissingRepository: true, ...machine });
console.log(`${values.out}: ${(statSync(values.out).size / 1e6).toFixed(1)} MB`);

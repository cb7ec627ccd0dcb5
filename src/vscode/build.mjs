/**
 * Makes the extension: artifacts/vscode is what it consists of, artifacts/async-workbook.vsix the file that editors install. With
 * `--engine FOLDER` the command line in that folder goes with it, for folders that have none of their own.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { createVSIX } from '@vscode/vsce';

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, '..', '..');
const staged = join(top, 'artifacts', 'vscode');
const { values } = parseArgs({
  options: { engine: { type: 'string' }, version: { type: 'string', default: '0.0.0' }, out: { type: 'string', default: join(top, 'artifacts', 'async-workbook.vsix') } },
});

rmSync(staged, { recursive: true, force: true });
mkdirSync(join(staged, 'dist'), { recursive: true });
const shared = { bundle: true, minify: true, legalComments: 'none', logLevel: 'warning', nodePaths: [join(top, 'src', 'node_modules')] };
await build({ ...shared, entryPoints: [join(here, 'src', 'extension.ts')], outfile: join(staged, 'dist', 'extension.js'), platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'] });
await build({ ...shared, entryPoints: [join(here, 'src', 'renderer.ts')], outfile: join(staged, 'dist', 'renderer.js'), platform: 'browser', target: 'es2022', format: 'esm' });

// A marketplace takes numbers only; what is between two releases counts as the one before.
const version = /^\d+\.\d+\.\d+/.exec(values.version)?.[0] ?? '0.0.0';
const { scripts, devDependencies, private: _, ...manifest } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
writeFileSync(join(staged, 'package.json'), JSON.stringify({ ...manifest, version }, null, 1));
for (const name of ['language-configuration.json', 'syntaxes', 'README.md']) {
  cpSync(join(here, name), join(staged, name), { recursive: true });
}
for (const name of ['LICENSE', 'THIRD-PARTY-NOTICES.md']) {
  cpSync(join(top, name), join(staged, name));
}
if (values.engine !== undefined) {
  cpSync(values.engine, join(staged, 'engine'), { recursive: true });
}
if (!existsSync(join(staged, 'dist', 'extension.js'))) {
  throw new Error('esbuild has written nothing.');
}
await createVSIX({ cwd: staged, packagePath: values.out, dependencies: false, allowMissingRepository: true, skipLicense: false });
console.log(`${values.out}: ${(statSync(values.out).size / 1e6).toFixed(1)} MB`);

/**
 * Makes style sheets and scripts of pages small: node minify.mjs FROM OUT FILE..., with files below the folder FROM written to the same
 * places below OUT. A script stays one that other scripts of its page find by their global names. The build calls it.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { transformSync } from 'esbuild';

const [from, out, ...files] = process.argv.slice(2).map((path) => resolve(path));
for (const file of files) {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: extname(file).slice(1), minify: true, legalComments: 'inline', charset: 'utf8', sourcefile: file });
  const target = join(out, relative(from, file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.${process.pid}`, code);
  renameSync(`${target}.${process.pid}`, target); // builds of several projects may make it at the same time
}

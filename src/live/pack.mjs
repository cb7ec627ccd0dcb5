/**
 * Packs what build.mjs has made for pages that are shipped: node pack.mjs LIVE OUT. Every file has its content's hash in its name and is
 * kept in brotli alone, so that the command line stays small: an export unpacks it, and makes of it what else a server or a disk needs
 * (LiveRuntimes.cs). What is in OUT already is not compressed again, and what is no longer needed is removed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const [live, out] = process.argv.slice(2).map((path) => resolve(path));
const languages = ['javascript', 'python', 'csharp'];
const scripts = ['page.js', 'editor.js'];

const kept = new Set(['manifest.json']);

/** Compresses a file under a name with its hash. Returns what the manifest says of it. */
async function pack(folder, name, bytes) {
  const extension = extname(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = join(folder, `${name.slice(0, name.length - extension.length)}.${hash}${extension}`).replaceAll('\\', '/');
  const path = join(out, `${file}.br`);
  kept.add(`${file}.br`);
  if (!existsSync(path)) {
    const packed = await compress(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, packed); // a build that was stopped leaves none that is not whole
    renameSync(`${path}.part`, path);
  }
  return { file, size: bytes.length, packed: readFileSync(path).length };
}

async function packLanguage(language) {
  const folder = join(live, language);
  const names = readdirSync(folder).filter((name) => name !== 'files.json').sort();
  const files = await Promise.all(names.map(async (name) => [name, await pack(language, name, readFileSync(join(folder, name)))]));
  return [language, Object.fromEntries(files)];
}

const manifest = {
  scripts: Object.fromEntries(await Promise.all(scripts.map(async (name) => [name, await pack('', name, readFileSync(join(live, name)))]))),
  languages: Object.fromEntries(await Promise.all(languages.map(packLanguage))),
};
writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest));
readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !kept.has(path.slice(out.length + 1).replaceAll('\\', '/')))
  .forEach((path) => rmSync(path));

/** Which modules of a folder import which, as their syntax trees have it. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const { parse } = createRequire(new URL('../../src/package.json', import.meta.url))('acorn');

/**
 * Reads the modules below a folder of the repository.
 * @param {string} folder from the top of the repository
 * @returns {Map<string, string>} texts by paths within the folder
 */
export function modulesIn(folder) {
  const top = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  const paths = readdirSync(top, { recursive: true }).map((path) => path.replaceAll('\\', '/'));
  return new Map(paths.filter((path) => path.endsWith('.mjs')).map((path) => [path, readFileSync(join(top, path), 'utf8')]));
}

/**
 * What each module imports: its own folder's modules by their paths there, others by the names they have in the text.
 * @param {Map<string, string>} modules texts by paths
 * @returns {Map<string, string[]>}
 */
export function importsOf(modules) {
  return new Map([...modules].map(([path, text]) => {
    const names = [...sources(parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }))];
    return [path, names.map((name) => name.startsWith('.') ? posix.join(posix.dirname(path), name) : name)];
  }));
}

/**
 * Finds modules that import themselves through others.
 * @param {Map<string, string[]>} imports by path
 * @returns {string[]} one circle for each such module, beginning and ending with it
 */
export function circles(imports) {
  return [...imports.keys()].map((start) => shortestWayBack(imports, start)).filter((way) => way !== undefined)
    .map((way) => way.join(' -> '));
}

function shortestWayBack(imports, start) {
  const seen = new Set();
  const ways = [[start]];
  for (const way of ways) {
    for (const next of imports.get(way.at(-1)) ?? []) {
      if (next === start) return [...way, next];
      if (!seen.has(next)) {
        seen.add(next);
        ways.push([...way, next]);
      }
    }
  }
  return undefined;
}

function* sources(node) {
  if (typeof node?.source?.value === 'string') yield node.source.value;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield* sources(child);
    }
  }
}

/**
 * Checks the project's Python with ruff, linter and formatter, from npm: no Python package has to be installed.
 * Prints `file:line:column rule message` and exits with 1 when there is anything to say.
 *
 * node tests/python/lint.mjs            checks
 * node tests/python/lint.mjs --format   formats the files first
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { Workspace, PositionEncoding } = createRequire(join(root, 'src', 'package.json'))('@astral-sh/ruff-wasm-nodejs');

const folders = ['src/workers/python', 'src/live/python', 'src/python', 'src/costs/python', 'src/servers/database', 'src/servers/frameworks/python', 'tests/python'];
const settings = {
  'line-length': 120,
  'target-version': 'py311',
  lint: {
    select: [
      'E', 'W', 'F', // the classics: style, warnings, mistakes
      'ASYNC', 'RUF', // async mistakes, dropped tasks (RUF006)
      'B', 'PLE', 'PIE', 'RET', 'PERF', // likely mistakes, dead and roundabout code
      'A', 'C4', 'I', 'N', 'SIM', 'UP', // one way to write things
      'D100', 'D101', 'D103', 'D104', 'D419', // docs on what is public
    ],
    ignore: [
      'SIM105', // try, except, pass is as clear
      'SIM115', // a file may stay open as long as the object that holds it
    ],
  },
};

const format = process.argv.includes('--format');
const findings = folders.flatMap(pythonFiles).flatMap(check);
findings.forEach((finding) => console.log(finding));
process.exitCode = findings.length > 0 ? 1 : 0;

function pythonFiles(folder) {
  return existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true })
        .filter((file) => file.endsWith('.py'))
        .map((file) => join(folder, file).replaceAll('\\', '/'))
        .sort()
    : [];
}

function check(file) {
  const ruff = new Workspace(settingsFor(file), PositionEncoding.Utf16);
  let text = readFileSync(join(root, file), 'utf8');
  try {
    const formatted = ruff.format(text);
    if (format && formatted !== text) {
      writeFileSync(join(root, file), formatted);
      text = formatted;
    }
    const found = ruff.check(text).map(({ code, message, start_location: { row, column } }) =>
      `${file}:${row}:${column} ${code ?? 'syntax'} ${message}`);
    return formatted === text
      ? found
      : [...found, `${file}:${firstDifference(text, formatted)}:1 format Not as ruff formats it; run with --format`];
  } catch (error) {
    return [`${file}:1:1 syntax ${error}`]; // the formatter stops at what it cannot parse
  } finally {
    ruff.free();
  }
}

/** The workspace sees text, not paths, so what depends on the path is decided here. */
function settingsFor(file) {
  const { lint } = settings;
  return file.startsWith('tests/') || file.startsWith('src/servers/frameworks/')
    ? { ...settings, lint: { ...lint, select: lint.select.filter((rule) => !rule.startsWith('D1')) } } // tests are named as sentences, handlers as their paths
    : settings;
}

function firstDifference(text, formatted) {
  const lines = formatted.split('\n');
  return text.split('\n').findIndex((line, index) => line !== lines[index]) + 1;
}

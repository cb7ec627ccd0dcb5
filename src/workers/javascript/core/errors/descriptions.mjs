/** Errors as nbformat wants them: `ename`, `evalue` and the lines of `traceback`. */
import { inspect, types } from 'node:util';
import { withoutFolder } from './folder.mjs';
import { Error, String } from '../intrinsics.mjs';
import { CellSyntaxError } from './syntax-error.mjs';

/** @param {unknown} thrown what a cell threw; anything can be thrown */
export function describeError(thrown) {
  if (!isError(thrown)) {
    const text = inspected(thrown);
    return { ename: 'Uncaught', evalue: text, traceback: [`Uncaught ${text}`] };
  }
  return {
    ename: property(thrown, 'name'),
    evalue: withoutFolder(property(thrown, 'message')),
    traceback: [...text(thrown).split('\n'), ...hints(thrown)],
  };
}

/** The `error` of a cell that was interrupted. */
export function interruption() {
  const [ename, evalue] = ['Interrupted', 'The cell was interrupted.'];
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/**
 * The words for an error that no cell could catch, because nothing awaited it.
 * @param {'Unhandled rejection' | 'Uncaught exception'} what
 * @param {unknown} thrown
 */
export function lateError(what, thrown) {
  const why = what === 'Unhandled rejection'
    ? 'a promise was rejected, and nothing had awaited or caught it'
    : 'a callback threw, and no cell was waiting to catch it';
  return `${what}: ${why}.\n${text(thrown)}\n`;
}

function text(thrown) {
  return thrown instanceof CellSyntaxError ? thrown.stack : withoutFolder(inspected(thrown));
}

/** What a page has, and a front end's page in particular. */
const elsewhere = [
  [/^(?:document|window|element|\$|jQuery) is not defined$/,
    'JavaScript cells run in Node.js, which has no page. A #!html cell shows HTML, and so does a value with a method '
    + "[Symbol.for('Jupyter.display')]() that returns { 'text/html': ... }."],
  [/^kernel is not defined$/,
    "JavaScript cells know no kernel.root. await interactive.csharp.getVariable('x') copies a variable, as does a line "
    + '#!set --name x --value @csharp:x'],
  [/^(?:require\.config is not a function|requirejs is not defined|define is not defined)$/,
    'JavaScript cells run in Node.js: npm install the package beside the notebook, then const name = require(\'name\');'],
];

/** What to do about what is not there: a package, or what only a page has. */
function hints(error) {
  const message = property(error, 'message');
  const [, name] = /^Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(message) ?? [];
  const [, advice] = elsewhere.find(([pattern]) => pattern.test(message)) ?? [];
  return name ? ['', `Packages are looked for in node_modules beside the notebook and above it: npm install ${name}`]
    : advice ? ['', advice]
    : [];
}

/** `inspect` shows stack, cause, the errors of an AggregateError and further properties; user code can break it. */
function inspected(value) {
  try {
    return inspect(value, { depth: 4 });
  } catch (error) {
    return `a value that cannot be shown: ${error?.message}`;
  }
}

/** A property of an error as text; a getter of user code may throw. */
function property(error, name) {
  try {
    return String(error[name] ?? '');
  } catch {
    return '';
  }
}

function isError(value) {
  return types.isNativeError(value) || value instanceof Error;
}

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

/** What to do about a package that is not there. */
function hints(error) {
  const [, name] = /^Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(property(error, 'message')) ?? [];
  return name ? ['', `Packages are looked for in node_modules beside the notebook and above it: npm install ${name}`] : [];
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

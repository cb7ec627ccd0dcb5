/** Stack traces as a reader wants them: the cell's own lines, without the machinery that ran the cell. */
import { withoutFolder } from './folder.mjs';
import { Error, Set, String } from '../intrinsics.mjs';

let worker; // where its modules are
const cells = new Set(); // their source names

/**
 * Makes `error.stack`, and all that prints it, leave out Node's and the worker's own frames.
 * @param {string} ownModules how the URLs of the worker's modules begin
 */
export function cleanStackTraces(ownModules) {
  worker = ownModules;
  Error.stackTraceLimit = 30; // the cell's own frames may be far below a library's
  Error.prepareStackTrace = (error, frames) => [header(error), ...frames.filter(isReaders).map(at)].join('\n');
}

/** @param {string} file source name of a cell */
export function knowCell(file) {
  cells.add(file);
}

/** Whether this is called on top of Node's bookkeeping of async ids. */
export function isInAsyncHooks() {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames.some((frame) => frame.getFileName() === 'node:internal/async_hooks');
  const { stack } = new Error();
  Error.prepareStackTrace = prepareStackTrace;
  return stack;
}

function isReaders(frame) {
  const file = frame.getScriptNameOrSourceURL?.() ?? frame.getFileName();
  return file
    ? !file.startsWith('node:') && !file.startsWith(worker) && !(cells.has(file) && frame.getLineNumber() < 1)
    : frame.isEval();
}

/** V8 counts the place of an `eval` from the script's first line, which is not the cell's: say only where within it. */
function at(frame) {
  return `    at ${withoutFolder(String(frame).replace(/\(eval at .*, (?=<anonymous>)/, '('))}`;
}

function header(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error'; // a getter of user code throws
  }
}

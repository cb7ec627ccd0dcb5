/**
 * Whether the worker can run another cell. It shares its globals with cells: one that deletes them, or changes the prototypes
 * of all objects, may leave nothing that works, and the next cells would fail or wait for no fault of their own.
 */
import { Array, Function, JSON, Map, Number, Object, Promise, Reflect, RegExp, Set, String, Symbol } from '../intrinsics.mjs';

const { ownKeys } = Reflect;

/** Without these names no cell can do anything. A cell may declare its own. */
const needed = [
  'Array', 'Boolean', 'Date', 'Error', 'Function', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Reflect', 'RegExp',
  'Set', 'String', 'Symbol', 'TypeError', 'console', 'setTimeout',
];

/** What the worker, its parser and Node call while a cell runs; all of it would take longer to look at than a cell. */
const used = [
  [Object.prototype, ownKeys(Object.prototype)],
  [Object, ['assign', 'create', 'defineProperty', 'entries', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors', 'getPrototypeOf', 'keys']],
  [Array, ['from', 'isArray']],
  [Array.prototype, [
    Symbol.iterator, 'concat', 'every', 'filter', 'find', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'map', 'pop', 'push', 'reduce',
    'shift', 'slice', 'some', 'splice', 'unshift',
  ]],
  [Function.prototype, ['apply', 'bind', 'call', 'toString']],
  [JSON, ['parse', 'stringify']],
  [Map.prototype, [Symbol.iterator, 'delete', 'get', 'has', 'set']],
  [Number, ['isFinite', 'isNaN']],
  [Promise, ['all', 'resolve']],
  [Promise.prototype, ['catch', 'finally', 'then']],
  [Reflect, ['apply', 'defineProperty', 'getOwnPropertyDescriptor']],
  [RegExp.prototype, [Symbol.replace, Symbol.split, 'exec', 'test']],
  [Set.prototype, [Symbol.iterator, 'add', 'has']],
  [String.prototype, [
    'charAt', 'charCodeAt', 'endsWith', 'includes', 'indexOf', 'match', 'replace', 'replaceAll', 'slice', 'split', 'startsWith', 'trim',
  ]],
  [globalThis, needed],
];

const probe = {
  code: 'return ((first) => ({ first, text: `${first}` }))([1, 2].map((n) => n + 1)[0]);', file: 'probe', line: 1,
};
const probed = '{"first":2,"text":"2"}';

let seen = []; // [object, key, value]
let properties; // of all objects, in number

/** To be called when `globalThis` is ready for cells, and again when what they have changed has done no harm. */
export function accept() {
  seen = used.flatMap(([object, keys]) => keys.map((key) => [object, key, object[key]]));
  properties = ownKeys(Object.prototype).length;
}

/** Whether all is as it was accepted: takes microseconds, for it is asked after every cell. */
export function isUnchanged() {
  try {
    for (let at = 0; at < seen.length; at++) {
      if (seen[at][0][seen[at][1]] !== seen[at][2]) {
        return false;
      }
    }
    return ownKeys(Object.prototype).length === properties;
  } catch {
    return false; // a getter of the cell's
  }
}

/**
 * Runs a cell that needs what most cells need.
 * @param {(cell: {code: string, file: string, line: number}) => Promise<unknown>} run
 * @returns {Promise<boolean>} whether it does what it should; may never settle
 */
export async function worksStill(run) {
  try {
    for (const name of needed) {
      if (!(name in globalThis)) {
        return false;
      }
    }
    if (JSON.stringify(await run(probe)) !== probed) {
      return false;
    }
    accept();
    return true;
  } catch {
    return false;
  }
}

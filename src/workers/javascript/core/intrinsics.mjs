/**
 * JavaScript's own globals as they were before any cell ran. The worker shares its globals with cells, and a cell may
 * declare a `Map` or a `JSON` for itself. Loaded first, by everything that runs on the main thread.
 */
export const {
  Array,
  Atomics,
  Date,
  Error,
  Function,
  Int32Array,
  JSON,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Proxy,
  RangeError,
  Reflect,
  RegExp,
  Set,
  SharedArrayBuffer,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  URL,
  WeakSet,
} = globalThis;

/** Names that the parser looks up while it parses. A cell that declares one keeps it to itself. */
export const keptToTheCell = new Set([
  'Array', 'BigInt', 'Object', 'RegExp', 'String', 'SyntaxError', 'parseFloat', 'parseInt',
]);

/** Copies of variables, for sharing with other languages. Their place is `globalThis`. */
import { inspect } from 'node:util';
import { Error, Reflect } from '../intrinsics.mjs';
import { toJson } from '../formatting/json.mjs';

/**
 * @param {string} name
 * @param {string} [mime] JSON unless said otherwise; of other types only text/plain is known
 * @throws {Error} in the reader's words
 */
export function getVariable(name, mime = 'application/json') {
  if (!(name in globalThis)) {
    throw new Error(`JavaScript has no variable "${name}". Assign it in a JavaScript cell first: ${name} = ...`);
  }
  const value = globalThis[name];
  if (mime === 'text/plain') {
    return { value: typeof value === 'string' ? value : inspect(value), mime };
  }
  if (mime !== 'application/json') {
    throw new Error(`JavaScript shares variables as application/json or text/plain, not as ${mime}.`);
  }
  const { json, problem } = toJson(value);
  if (problem) {
    throw new Error(`The JavaScript variable "${name}" cannot be shared as JSON: it ${problem}.`);
  }
  return { value: json, mime };
}

/**
 * Declares a variable, or replaces it, whichever way a cell declared it.
 * @param {string} name
 * @param {unknown} value
 * @throws {Error} in the reader's words
 */
export function setVariable(name, value) {
  if (!Reflect.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true })) {
    throw new Error(`The name "${name}" is JavaScript's own and cannot be assigned to.`);
  }
}

import { inspect, types } from 'node:util';
import { Array, Symbol, TypeError } from '../intrinsics.mjs';
import { toJson } from './json.mjs';

/** A value that has a method of this name says itself how notebooks show it, as in Deno's Jupyter kernel. */
const display = Symbol.for('Jupyter.display');

/**
 * What a cell returned, as a mime bundle: the value's own, or its JSON and what Node's console would print.
 * @param {unknown} value
 * @returns {Record<string, unknown> | undefined} nothing to show for undefined; no JSON for what JSON cannot hold
 * @throws {TypeError} when what the value's own method returns is no mime bundle
 */
export function result(value) {
  if (value === undefined) {
    return undefined;
  }
  if (!types.isProxy(value) && typeof value?.[display] === 'function') { // a proxy's trap is not to be sprung
    return ownForm(value[display]());
  }
  const { json } = toJson(value);
  return { ...(json === undefined ? {} : { 'application/json': json }), 'text/plain': inspect(value) };
}

function ownForm(bundle) {
  const { json, problem } = toJson(bundle);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new TypeError(`[Symbol.for("Jupyter.display")]() returns an object of forms by mime type, but what it returned ${problem ?? `is ${typeof json}`}.`);
  }
  return { 'text/plain': '', ...json };
}

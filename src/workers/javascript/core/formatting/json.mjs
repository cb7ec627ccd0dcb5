import { types } from 'node:util';
import { Array, JSON, Number, String } from '../intrinsics.mjs';

/**
 * A value as JSON, or the first thing in it that JSON would lose without a word.
 * @param {unknown} value
 * @returns {{json: unknown} | {problem: string}} `json` is a copy; `problem` ends a sentence about the value
 */
export function toJson(value) {
  let problem = isInvalidDate(value) ? 'an invalid Date' : whatIsLost(value);
  if (problem) {
    return { problem: `is ${problem}` };
  }

  let text;
  try {
    text = JSON.stringify(value, function (key, inner) {
      if (types.isTypedArray(inner)) {
        return Array.from(inner);
      }
      const original = key === '' ? inner : this[key];
      const lost = isInvalidDate(original) ? 'an invalid Date' : whatIsLost(inner);
      // JSON leaves these out of objects, as everybody knows; other losses would be noticed too late.
      const leftOut = (inner === undefined || typeof inner === 'function') && !Array.isArray(this);
      if (lost && !leftOut && !problem) {
        problem = `holds ${lost} at ${JSON.stringify(key)}`;
      }
      return typeof inner === 'bigint' ? undefined : inner;
    });
  } catch (error) {
    const isCycle = /circular|call stack/.test(error?.message);
    return { problem: isCycle ? 'contains itself, or is nested too deeply' : `cannot be written as JSON: ${error?.message}` };
  }
  if (problem) {
    return { problem };
  }
  return text === undefined ? { problem: 'has no JSON form' } : { json: JSON.parse(text) };
}

function isInvalidDate(value) {
  return types.isDate(value) && Number.isNaN(value.getTime());
}

function whatIsLost(value) {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'bigint':
      return 'a BigInt';
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'object':
      return value === null || typeof value.toJSON === 'function' ? undefined : lossyObject(value);
    default:
      return undefined;
  }
}

function lossyObject(value) {
  if (types.isMap(value)) {
    return 'a Map (Object.fromEntries makes an object of it)';
  }
  if (types.isSet(value)) {
    return 'a Set ([...set] makes an array of it)';
  }
  if (types.isPromise(value)) {
    return 'a Promise (await it first)';
  }
  if (types.isNativeError(value)) {
    return 'an Error';
  }
  return types.isRegExp(value) || types.isWeakMap(value) || types.isWeakSet(value) || types.isAnyArrayBuffer(value)
    ? `a ${value.constructor?.name ?? 'special object'}`
    : undefined;
}

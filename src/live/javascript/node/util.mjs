/** Of Node's `util` what the core takes: `inspect`, and what values are, which a browser tells by what only they can do. */
import { Date, Error, Int32Array, Map, Object, Promise, Reflect, RegExp, Set, Symbol } from '../../../workers/javascript/core/intrinsics.mjs';

export { format, inspect } from './inspect.mjs';

/** `promisify` itself is no cell's to import. */
export const promisify = { custom: Symbol.for('nodejs.util.promisify.custom') };

const { ArrayBuffer, WeakMap, WeakSet } = globalThis;
const isNative = Error.isError ?? ((value) => value instanceof Error);
const typedArray = Object.getPrototypeOf(Int32Array.prototype);
const tagOf = getter(typedArray, Symbol.toStringTag);

export const types = {
  isProxy: () => false, // a browser does not tell
  isNativeError: (value) => isNative(value),
  isPromise: (value) => value instanceof Promise,
  isMap: can(getter(Map.prototype, 'size')),
  isSet: can(getter(Set.prototype, 'size')),
  isDate: can(Date.prototype.getTime),
  isRegExp: (value) => value !== RegExp.prototype && can(getter(RegExp.prototype, 'source'))(value),
  isTypedArray: (value) => Reflect.apply(tagOf, value, []) !== undefined,
  isAnyArrayBuffer: can(getter(ArrayBuffer.prototype, 'byteLength')),
  isWeakMap: can(WeakMap.prototype.has),
  isWeakSet: can(WeakSet.prototype.has),
};

/** Whether a value is one on which a function can be called that others refuse. */
function can(method) {
  return (value) => {
    try {
      Reflect.apply(method, value, []);
      return true;
    } catch {
      return false;
    }
  };
}

function getter(prototype, name) {
  return Object.getOwnPropertyDescriptor(prototype, name).get;
}

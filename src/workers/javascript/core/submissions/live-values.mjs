/** Reads live values without running code of the reader's: calls no getter and no trap of a proxy. */
import { types } from 'node:util';
import { Object, Reflect, Set, WeakSet } from '../intrinsics.mjs';

const cellGetters = new WeakSet();
const ownGetters = new WeakSet(); // of Node's globals
const ownGlobals = new Set();

/** To be called when `globalThis` is ready for cells: what is there now is no cell's. */
export function rememberGlobals() {
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
    ownGlobals.add(name);
    if (get) {
      ownGetters.add(get);
    }
  }
}

/** @param {Function} getter on `globalThis`, for a variable that a cell declares */
export function rememberDeclaration(getter) {
  cellGetters.add(getter);
}

/** Whether a cell declared a global variable, or made it by assignment. */
export function isReaders(name) {
  return !ownGlobals.has(name) || cellGetters.has(Reflect.getOwnPropertyDescriptor(globalThis, name)?.get);
}

/**
 * @param {unknown} value
 * @param {string | symbol} key
 * @returns {{value: unknown} | undefined} nothing if there is no such property, or only code could tell its value
 */
export function readProperty(value, key) {
  for (const object of prototypeChain(value)) {
    const descriptor = attempt(() => Reflect.getOwnPropertyDescriptor(object, key));
    if (descriptor) {
      return valueOf(descriptor, value);
    }
  }
  return undefined;
}

/** @param {string} name of a global variable */
export function readGlobal(name) {
  return readProperty(globalThis, name);
}

function valueOf({ get, set, value }, owner) {
  if (!get && !set) {
    return { value };
  }
  const isHarmless = cellGetters.has(get) || ownGetters.has(get);
  return isHarmless ? attempt(() => ({ value: Reflect.apply(get, owner, []) })) : undefined;
}

/** The objects in which a property of a value is looked up; they end at a proxy. */
export function* prototypeChain(value) {
  let object = value === null || value === undefined ? null : Object(value);
  while (object !== null && !types.isProxy(object)) {
    yield object;
    object = Object.getPrototypeOf(object);
  }
}

/** What the class of an object is called. */
export function className(value) {
  const [first] = prototypeChain(value);
  if (first && Object.getPrototypeOf(first) === null) {
    return 'null prototype';
  }
  const { value: constructor } = readProperty(value, 'constructor') ?? {};
  const { value: name } = typeof constructor === 'function' ? readProperty(constructor, 'name') ?? {} : {};
  return typeof name === 'string' && name ? name : 'Object';
}

/** @template T @param {() => T} read @returns {T | undefined} nothing if it throws, as what is not initialised does */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

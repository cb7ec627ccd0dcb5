/** Values and functions in a line of text, without running code of the reader's. */
import { inspect, types } from 'node:util';
import { Array, Date, Function, Int32Array, Map, Math, Number, Object, Reflect, RegExp, Set, String } from '../intrinsics.mjs';
import { className, prototypeChain, readProperty } from '../submissions/live-values.mjs';

const ITEMS = 8;
const LENGTH = 120; // characters

const mapSize = getterOf(Map.prototype, 'size');
const setSize = getterOf(Set.prototype, 'size');
const typedLength = getterOf(Object.getPrototypeOf(Int32Array.prototype), 'length');
const { getTime, toISOString } = Date.prototype;

/** What the type of a value is called. */
export function typeName(value) {
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'function') {
    return isClass(value) ? 'class' : 'function';
  }
  return typeof value === 'object' ? (types.isProxy(value) ? 'Proxy' : className(value)) : typeof value;
}

/** A value in a line. */
export function preview(value) {
  const text = previewed(value, 1).replace(/\s+/g, ' ');
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}…` : text;
}

/** How a function is called or a class is made: its first line, up to its body. */
export function signature(value) {
  const text = Reflect.apply(Function.prototype.toString, value, []);
  if (/\{\s*\[native code\]\s*\}$/.test(text)) {
    const { value: count } = readProperty(value, 'length') ?? {};
    const parameters = Array.from({ length: count || 0 }, (_, index) => String.fromCharCode(97 + index));
    return `function ${readProperty(value, 'name')?.value ?? ''}(${parameters.join(', ')})`;
  }
  return text.slice(0, 300).split('\n')[0].replace(/\s*\{\s*$/, '').replace(/^(class\s[^{]*?|[^=]*?\))\s*\{.*\}$/, '$1');
}

/** Whether a function can only be called with `new`. */
export function isClass(value) {
  return /^class\b/.test(Reflect.apply(Function.prototype.toString, value, [])) || isBuiltInClass(value);
}

function isBuiltInClass(value) {
  const prototype = Object.getOwnPropertyDescriptor(value, 'prototype');
  return prototype !== undefined && !prototype.writable && 'value' in prototype;
}

function previewed(value, depth) {
  if (typeof value === 'function') {
    return types.isProxy(value) ? 'Proxy' : signature(value);
  }
  if (typeof value !== 'object' || value === null) {
    return inspect(value, { maxStringLength: LENGTH });
  }
  const special = specialObject(value);
  if (special !== undefined) {
    return special;
  }
  const isList = Array.isArray(value);
  if (depth === 0) {
    return isList ? `Array(${value.length})` : className(value);
  }
  return isList ? list(value, depth) : object(value, depth);
}

function specialObject(value) {
  if (types.isProxy(value)) {
    return 'Proxy';
  }
  if (types.isDate(value)) {
    return Number.isNaN(Reflect.apply(getTime, value, [])) ? 'Invalid Date' : Reflect.apply(toISOString, value, []);
  }
  if (types.isRegExp(value) && Object.getPrototypeOf(value) === RegExp.prototype) {
    return Reflect.apply(RegExp.prototype.toString, value, []);
  }
  if (types.isNativeError(value)) {
    return `${className(value)}: ${readProperty(value, 'message')?.value ?? ''}`;
  }
  if (types.isMap(value)) {
    return `${className(value)}(${Reflect.apply(mapSize, value, [])})`;
  }
  if (types.isSet(value)) {
    return `${className(value)}(${Reflect.apply(setSize, value, [])})`;
  }
  return types.isTypedArray(value) ? `${className(value)}(${Reflect.apply(typedLength, value, [])})` : undefined;
}

function getterOf(prototype, name) {
  return Object.getOwnPropertyDescriptor(prototype, name).get;
}

function list(value, depth) {
  const shown = Array.from({ length: Math.min(value.length, ITEMS) }, (_, index) => {
    const element = Object.getOwnPropertyDescriptor(value, index);
    return element ? part(element, depth) : '';
  });
  return `[${[...shown, ...more(value.length)].join(', ')}]`;
}

function object(value, depth) {
  const name = className(value);
  const keys = Object.keys(value);
  const shown = keys.slice(0, ITEMS).map((key) => `${key}: ${part(Object.getOwnPropertyDescriptor(value, key), depth)}`);
  const body = keys.length > 0 ? `{ ${[...shown, ...more(keys.length)].join(', ')} }` : '{}';
  return name === 'Object' && [...prototypeChain(value)].length === 2 ? body : `${name} ${body}`;
}

function part(descriptor, depth) {
  return descriptor.get || descriptor.set ? '[getter]' : previewed(descriptor.value, depth - 1);
}

function more(count) {
  return count > ITEMS ? [`… ${count - ITEMS} more`] : [];
}

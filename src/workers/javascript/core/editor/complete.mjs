/** The ways to go on from the cursor. */
import { keywordTypes, tokTypes } from 'acorn';
import { Map, Object, Set } from '../intrinsics.mjs';
import { isReaders, prototypeChain, readGlobal, readProperty } from '../submissions/live-values.mjs';
import { lookUp } from './lookup.mjs';
import { isClass } from './preview.mjs';
import { chainEndingAt, isDot, isName, tokensOf } from './tokens.mjs';

const LIMIT = 500;
const LONG = 1000; // elements, of which an array's own properties are not listed

const contextual = ['async', 'await', 'let', 'static', 'yield', 'of', 'get', 'set'];
const validName = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const declares = new Set(['const', 'let', 'var', 'function', 'class']);

/** @param {string} code @param {number} cursor @returns {{start: number, end: number, items: {text: string, kind: string}[]}} */
export function complete(code, cursor) {
  const { tokens, rest, inComment } = tokensOf(code.slice(0, cursor));
  const nothing = { start: cursor, end: cursor, items: [] };
  if (inComment) {
    return nothing;
  }
  if (rest !== undefined) {
    return keyCompletion(code, cursor, tokens, rest) ?? nothing;
  }

  const typed = tokens.at(-1)?.end === cursor && isName(tokens.at(-1)) ? tokens.pop() : undefined;
  const prefix = typed?.value ?? '';
  const start = cursor - prefix.length;
  if (isDot(tokens.at(-1))) {
    return { start, end: cursor, items: chosen(prefix, members(tokens).filter(([name]) => validName.test(name))) };
  }
  if (isName(tokens.at(-1)) && declares.has(tokens.at(-1).value)) {
    return nothing; // a new name
  }
  return { start, end: cursor, items: chosen(prefix, names(code, start, cursor)) };
}

/** In a string that is a key: `object["` and what follows. */
function keyCompletion(code, cursor, tokens, quote) {
  if (tokens.at(-1)?.type !== tokTypes.bracketL || !/["'`]/.test(code[quote])) {
    return undefined;
  }
  tokens.pop();
  const at = isDot(tokens.at(-1)) ? tokens.length - 2 : tokens.length - 1; // object?.["
  const chain = at >= 0 && chainEndingAt(tokens, at);
  const object = chain && lookUp(chain);
  const plain = object ? propertiesOf(object.value).filter(([name]) => !/["'`\\\n\r]/.test(name)) : [];
  return { start: quote + 1, end: cursor, items: chosen(code.slice(quote + 1, cursor), plain) };
}

function members(tokens) {
  const chain = chainEndingAt(tokens, tokens.length - 2);
  const object = chain && lookUp(chain);
  return object ? propertiesOf(object.value) : [];
}

/** `[name, kind]` of all properties, those of the object before those of its prototypes. */
function propertiesOf(value) {
  const found = new Map();
  for (const object of prototypeChain(value)) {
    const isLong = readProperty(object, 'length')?.value > LONG;
    for (const name of isLong ? ['length'] : Object.getOwnPropertyNames(object)) {
      if (!found.has(name)) {
        found.set(name, propertyKind(object, name));
      }
    }
  }
  return [...found];
}

function propertyKind(object, name, otherwise = 'property') {
  try {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    return descriptor && 'value' in descriptor ? kindOf(descriptor.value, otherwise) : otherwise;
  } catch {
    return otherwise; // of a module, not initialised yet
  }
}

function names(code, start, end) {
  const found = new Map();
  const add = (name, kind) => found.has(name) || found.set(name, kind);
  const globals = Object.getOwnPropertyNames(globalThis);
  globals.filter(isReaders).sort().forEach((name) => add(name, kindOf(readGlobal(name)?.value, 'variable')));
  namesIn(code, start, end).forEach((name) => add(name, 'variable'));
  [...Object.keys(keywordTypes), ...contextual].forEach((word) => add(word, 'keyword'));
  globals.forEach((name) => add(name, propertyKind(globalThis, name, 'variable')));
  return [...found];
}

/** The names that stand anywhere in the code, except as members, and except what is just being typed. */
function namesIn(code, start, end) {
  const { tokens } = tokensOf(code.slice(0, start) + ' '.repeat(end - start) + code.slice(end));
  return tokens.filter(({ type }, index) => type === tokTypes.name && !isDot(tokens[index - 1])).map(({ value }) => value);
}

/** What begins as it was typed; then what does in other case. Names that begin with an underscore come last. */
function chosen(prefix, entries) {
  const small = prefix.toLowerCase();
  const rank = (name) => (name.startsWith(prefix) ? 0 : 2) + (name.startsWith('_') && !prefix.startsWith('_') ? 1 : 0);
  return entries
    .filter(([name]) => name.toLowerCase().startsWith(small))
    .sort(([one], [other]) => rank(one) - rank(other)) // keeps the order of equals
    .slice(0, LIMIT)
    .map(([text, kind]) => ({ text, kind }));
}

function kindOf(value, otherwise) {
  if (typeof value !== 'function') {
    return otherwise;
  }
  return isClass(value) ? 'class' : 'function';
}

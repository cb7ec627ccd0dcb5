/** What the core takes from acorn, which is loaded when it is first needed. */
import { Proxy, Reflect } from '../../../workers/javascript/core/intrinsics.mjs';
import { LateScript } from '../late-script.mjs';

export const parserScript = new LateScript('workbookParser');

/** @type {typeof import('acorn').parse} */
export const parse = (...args) => parserScript.value.parse(...args);

/** @type {typeof import('acorn').tokenizer} */
export const tokenizer = (...args) => parserScript.value.tokenizer(...args);

export const tokTypes = late('tokTypes');
export const keywordTypes = late('keywordTypes');

/** An object of the parser's, of which nothing is read before somebody reads it. */
function late(name) {
  return new Proxy({}, {
    get: (_, key) => parserScript.value[name][key],
    ownKeys: () => Reflect.ownKeys(parserScript.value[name]),
    getOwnPropertyDescriptor: (_, key) => ({ ...Reflect.getOwnPropertyDescriptor(parserScript.value[name], key), configurable: true }),
  });
}

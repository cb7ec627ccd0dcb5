/**
 * Scripts of the global scope, as Node's `vm` has them, where the page's policy forbids `eval`: a script in a blob is
 * carried out at once by `importScripts`. A script here is one expression.
 */
import { Map, Reflect, String } from '../../../workers/javascript/core/intrinsics.mjs';

const { Blob, URL, importScripts } = globalThis;
const { createObjectURL, revokeObjectURL } = URL;
const slot = '__workbook'; // nothing is left of it when the script has run
const places = new Map(); // name of a script -> what it is called and how many lines it is off

class Script {
  #value;

  /**
   * @param {string} code an expression; it is evaluated here
   * @param {{filename: string, lineOffset?: number}} options
   * @throws {SyntaxError} as the browser words it
   */
  constructor(code, { filename, lineOffset = 0 }) {
    const name = `cell-${places.size}.js`; // without blanks, or V8 ignores it
    places.set(name, { filename, lineOffset });
    const url = createObjectURL(new Blob([`${slot}=[${code}][0]\n//# sourceURL=${name}`], { type: 'text/javascript' }));
    Reflect.defineProperty(globalThis, slot, { value: undefined, writable: true, configurable: true });
    try {
      importScripts(url);
      this.#value = globalThis[slot];
    } finally {
      Reflect.deleteProperty(globalThis, slot);
      revokeObjectURL(url);
    }
  }

  /** @returns {unknown} the value of the expression */
  runInThisContext() {
    return this.#value;
  }
}

/** A frame of a stack trace with the name and lines that the code's owner gave it. @param {NodeJS.CallSite} frame */
export function ownPlace(frame) {
  const name = frame.getScriptNameOrSourceURL?.() ?? frame.getFileName();
  const place = places.get(name);
  if (!place) {
    return frame;
  }
  const line = frame.getLineNumber() + place.lineOffset;
  return {
    getScriptNameOrSourceURL: () => place.filename,
    getFileName: () => place.filename,
    getLineNumber: () => line,
    isEval: () => false,
    toString: () => String(frame).replace(`${name}:${frame.getLineNumber()}`, `${place.filename}:${line}`),
  };
}

export default { Script, constants: {} };

/** A cell read line by line, as the engine's `CellReader` does it: `tests/cells/lines.json` holds both to the same. */
import { canonical, kernelOf } from './catalog.mjs';
import { isDirective } from './directive-line.mjs';

/**
 * @typedef {object} CellLine
 * @property {number} number from 1
 * @property {number} start the index of its first character in the cell
 * @property {string} text without its end
 * @property {'code' | 'selector' | 'directive'} kind
 * @property {string} kernel in whose section it stands: for a selector the one that it selects
 */

/**
 * @param {string} source the cell's text
 * @param {string} kernel the kernel at its start
 * @returns {CellLine[]}
 */
export function linesOf(source, kernel) {
  const lines = [];
  const code = new CodeBefore(source);
  let selected = kernel;
  for (let start = 0, number = 1; start <= source.length; number++) {
    const length = source.slice(start).search(/[\r\n]/);
    const end = length < 0 ? source.length : start + length;
    const text = source.slice(start, end);
    let kind = kindOf(text, selected);
    if (kind !== 'code' && code.isWithinText(start, kernelOf(selected))) {
      kind = 'code';
    }
    if (kind === 'selector') {
      selected = canonical(wordOf(text));
      code.begin(end);
    } else if (kind === 'directive') {
      code.leaveOut(start, end);
    }
    lines.push({ number, start, text, kind, kernel: selected });
    start = end + (source.startsWith('\r\n', end) ? 2 : 1);
  }
  return lines;
}

/**
 * The kernel of a cell's first line that is not empty, if that selects one.
 * @param {string} source
 * @param {string} kernel the kernel that the cell's metadata name
 * @returns {string}
 */
export function openingKernel(source, kernel) {
  const first = linesOf(source, kernel).find(({ text }) => text.trim() !== '');
  return first?.kind === 'selector' ? first.kernel : kernel;
}

function wordOf(line) {
  return line.startsWith('#!') ? line.slice(2).split(/[ \t]/, 1)[0] : undefined;
}

/** What a line is by itself; in a string or comment of more lines it is text all the same. */
function kindOf(line, kernel) {
  const word = wordOf(line);
  if (word !== undefined && canonical(word) !== undefined) {
    return 'selector';
  }
  return isDirective(line, kernelOf(kernel)) ? 'directive' : 'code';
}

/** The code of a section, without its directives: whether a place in it is in a string or comment of the language. */
class CodeBefore {
  #source;
  #begin = 0;
  #directives = [];

  constructor(source) {
    this.#source = source;
  }

  /** @param {number} start the index in the cell behind the section's selector */
  begin(start) {
    this.#begin = start;
    this.#directives = [];
  }

  /** A directive is no code: its quotes and apostrophes open nothing. */
  leaveOut(start, end) {
    this.#directives.push([start, end]);
  }

  /** Whether a line begins in a string or comment that began in an earlier line and is closed. */
  isWithinText(start, kernel) {
    if (!kernel?.text || start === this.#begin) {
      return false;
    }
    let code = this.#source.slice(this.#begin);
    for (const [from, to] of this.#directives) {
      code = code.slice(0, from - this.#begin) + ' '.repeat(to - from) + code.slice(to - this.#begin);
    }
    const place = start - this.#begin;
    for (const { index, 0: { length } } of code.matchAll(kernel.text)) {
      if (index >= place) {
        return false;
      }
      if (index + length > place) {
        return true;
      }
    }
    return false;
  }
}

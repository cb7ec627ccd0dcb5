/** A cell in its steps, as the engine's `SubmissionParser` splits it. */
import { DirectiveLine } from './directive-line.mjs';
import { linesOf } from './lines.mjs';

/**
 * @typedef {object} Step a part of a cell, in the order in which the parts are carried out
 * @property {'code' | 'directive' | 'selector'} type
 * @property {string} kernel that is selected at this point
 * @property {number} line of the cell at which it stands, from 1
 * @property {string} [text] code, or the text of a `#!value` section
 * @property {DirectiveLine} [directive]
 */

/**
 * @param {string} source the cell's text
 * @param {string} kernel the kernel that runs it until a selector says otherwise
 * @returns {Step[]}
 * @throws {import('./directive-line.mjs').DirectiveError} a directive line cannot be read
 */
export function stepsOf(source, kernel) {
  const steps = [];
  const packages = [];
  let section = new Section(kernel, undefined, 1, packages);
  for (const line of linesOf(source, kernel)) {
    if (line.kind === 'selector') {
      const selector = new DirectiveLine(line.text);
      section.completeInto(steps);
      section = new Section(line.kernel, selector, line.number, packages);
      section.addCode('');
    } else if (line.kind === 'directive') {
      section.addDirective(new DirectiveLine(line.text), line.number);
    } else {
      section.addCode(line.text);
    }
  }
  section.completeInto(steps);
  return packages.length === 0 ? steps : [...packages, { ...packages[0], directive: new DirectiveLine('#!nuget-restore') }, ...steps];
}

/** The lines from one kernel selector to the next. */
class Section {
  #kernel;
  #selector;
  #firstLine;
  #codeLine;
  #packages;
  #references = [];
  #steps = [];
  #code = [];

  constructor(kernel, selector, firstLine, packages) {
    this.#kernel = kernel;
    this.#selector = selector;
    this.#firstLine = firstLine;
    this.#codeLine = firstLine;
    this.#packages = packages;
  }

  addCode(line) {
    this.#code.push(line);
  }

  addDirective(directive, line) {
    const step = { type: 'directive', kernel: this.#kernel, line, directive };
    if (directive.text[1] === '!') {
      this.#completeCode();
      this.#steps.push(step);
      this.#codeLine = line;
    } else if (directive.name === 'r' && directive.args.length > 0 && !/^\s*nuget:/i.test(directive.args[0])) {
      // References come first, so code may use what a later line refers to; the blank line keeps line numbers.
      this.#references.push({ type: 'code', kernel: this.#kernel, line, text: directive.text });
    } else {
      this.#packages.push(step);
    }
    this.#code.push('');
  }

  completeInto(all) {
    const selector = { type: 'selector', kernel: this.#kernel, line: this.#firstLine, directive: this.#selector, text: '' };
    if (this.#kernel === 'value' && this.#selector) {
      all.push({ ...selector, text: this.#code.slice(1).join('\n') });
      return;
    }
    this.#completeCode();
    if (this.#selector && (this.#selector.options.size > 0 || this.#selector.args.length > 0)) {
      all.push(selector);
    }
    all.push(...this.#references, ...this.#steps);
  }

  #completeCode() {
    const leading = this.#code.findIndex((line) => line.trim() !== '');
    if (leading >= 0) {
      const text = this.#code.slice(leading).join('\n');
      this.#steps.push({ type: 'code', kernel: this.#kernel, line: this.#codeLine + leading, text });
    }
    this.#code = [];
  }
}

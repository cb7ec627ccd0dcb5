/** A cell, or a part of what it imports, on its way through the session. */
import { kernelOf } from './cells/catalog.mjs';
import { DirectiveError } from './cells/directive-line.mjs';
import { stepsOf } from './cells/steps.mjs';
import { carryOut, check } from './directives/table.mjs';
import { folderOf, resolved } from './files/paths.mjs';
import { display } from './outputs.mjs';
import { Stopped } from './stop.mjs';

/** @typedef {'ok' | 'error' | 'interrupted' | 'ended'} Status */

export class Submission {
  #session;
  #kernelName;
  #file;
  #output;
  #stop;
  #started;
  #only;

  /**
   * @param {object} session what all submissions share
   * @param {Map<string, object>} session.kernels by canonical name
   * @param {import('./files/book-files.mjs').BookFiles} session.files
   * @param {string} session.folder where relative paths start
   * @param {string} session.atHome how the cell runs where a page is no limit
   * @param {(question: {prompt: string, secret: boolean}) => Promise<string>} session.ask the reader
   * @param {{kernel: string, file: string, importing?: string[], only?: string[]}} cell the kernel at its start, what errors call it
   * @param {import('./cell-output.mjs').CellOutput} output
   * @param {import('./stop.mjs').Stop} stop
   */
  constructor(session, { kernel, file, importing = [], only }, output, stop) {
    this.#session = session;
    this.#kernelName = kernel;
    this.#file = file;
    this.#output = output;
    this.#stop = stop;
    this.#only = only;
    /** The files that are being imported, outermost first. @type {string[]} */
    this.importing = importing;
  }

  get files() {
    return this.#session.files;
  }

  get atHome() {
    return this.#session.atHome;
  }

  /** @param {string} name a kernel's canonical name */
  kernel(name) {
    return this.#session.kernels.get(name);
  }

  /** @param {string} path relative to the file that is being imported, or to the notebook @returns {string} full */
  resolve(path) {
    const from = this.importing.at(-1);
    return resolved(from === undefined ? this.#session.folder : folderOf(from), path);
  }

  /** The submission that runs a part of an imported file. @param {string} path @param {string} kernel @param {string} part what errors call it */
  import(path, kernel, part) {
    const cell = { kernel, file: part, importing: [...this.importing, path], only: this.#only };
    return new Submission(this.#session, cell, this.#output, this.#stop);
  }

  /** @param {object} output in nbformat's shape */
  output(output) {
    this.#output.output(output);
  }

  /** Waits for something, unless the cell is stopped first. @template T @param {Promise<T>} promise @returns {Promise<T>} */
  untilStopped(promise) {
    return this.#stop.race(promise);
  }

  /** Asks the reader. @param {{prompt: string, secret: boolean}} question @param {import('./cells/steps.mjs').Step} step that asks */
  async ask(question, { line, directive }) {
    try {
      return await this.untilStopped(this.#session.ask(question));
    } catch (error) {
      throw error instanceof Stopped
        ? error
        : new DirectiveError(`line ${line}: ${directive.fullName} asks "${question.prompt}": ${error.message}`);
    }
  }

  /** Measures from here to the end (`#!time`). */
  startClock() {
    this.#started ??= performance.now();
  }

  /** Shows what was measured. */
  complete() {
    if (this.#started !== undefined) {
      const elapsed = Math.round((performance.now() - this.#started) * 1e4) / 1e4;
      this.output(display({ 'text/plain': `Wall time: ${elapsed}ms` }));
    }
  }

  /** @param {string} source text with selectors and directives @returns {Promise<Status>} */
  async run(source) {
    try {
      const steps = stepsOf(source, this.#kernelName);
      check(steps, this.atHome);
      for (const step of steps) {
        const status = await this.#carryOut(step);
        if (status !== 'ok') {
          return status;
        }
      }
      return 'ok';
    } catch (error) {
      if (error instanceof Stopped) {
        return 'interrupted';
      }
      const { name, message } = error; // whatever it is, it is an error of this cell: others run on
      this.#output.fail(name, this.importing.length === 0 ? firstUpper(message) : `${this.#file}: ${message}`);
      return 'error';
    }
  }

  /** Whether nobody has asked for the language of a step. What an import brings may be of another. */
  #isLeft({ type, kernel, directive }) {
    return this.#only !== undefined && kernelOf(kernel)?.kind === 'language' && !this.#only.includes(kernel) && !(type === 'directive' && directive.name === 'import');
  }

  async #carryOut(step) {
    if (this.#isLeft(step)) {
      return 'ok';
    }
    if (step.type === 'code') {
      const cell = { code: step.text, file: this.#file, line: step.line };
      return this.kernel(step.kernel).execute(cell, this.#output, this.#stop);
    }
    return carryOut(step, this);
  }
}

function firstUpper(message) {
  return message.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
}

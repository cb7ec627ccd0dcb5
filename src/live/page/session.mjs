/**
 * A notebook's session in a page: the kernels of its cells, and what its cells have left in them. It reads cells as the engine's
 * session does (`tests/cells` holds both to the same cases), and runs them in the page's workers, one cell at a time.
 */
import { CellOutput } from './cell-output.mjs';
import { assignment, canonical, kernelOf, kernels as catalog, noKernel } from './cells/catalog.mjs';
import { placeOf } from './cells/editing.mjs';
import { completeDirective } from './directives/completions.mjs';
import { parametersOf } from './directives/table.mjs';
import { usageOf } from './directives/usage.mjs';
import { BookFiles } from './files/book-files.mjs';
import { LanguageKernel } from './kernels/language-kernel.mjs';
import { TextKernel, ValueKernel } from './kernels/plain-kernels.mjs';
import { answer } from './kernels/questions.mjs';
import { pending } from './pending.mjs';
import { Stop } from './stop.mjs';
import { Submission } from './submission.mjs';

/** Milliseconds that a cell may take to stop when it is asked; then its worker is ended. */
const grace = 2000;

/** @typedef {{status: import('./submission.mjs').Status, error?: object}} Ended how a cell has ended, with its error in nbformat's shape */

export class PageSession {
  #shared;
  #defaultKernel;
  #waiting = []; // what runs when those before have ended that it cannot run beside
  #running = new Set(); // {stop, ended, beside} of the cells that run
  #count = 0;

  /**
   * @param {object} options
   * @param {(language: string, onEvent: (event: {type: string}) => void) => Promise<{send: (command: object) => void, end: () => void}>} options.start
   * starts the worker of a language; called when a cell first needs it, and again when it has ended
   * @param {string} [options.defaultKernel] of cells of which nobody says anything else
   * @param {string} [options.notebook] its path in the book, such as `notebooks/01-chess-simul.ipynb`, for messages
   * @param {Record<string, {text: string} | {base64: string} | {url: string}>} [options.files] what cells read and import, by full path
   * @param {string} [options.folder] where relative paths start
   * @param {(question: {prompt: string, secret: boolean}) => Promise<string>} [options.ask] asks the reader
   * @param {number} [options.grace] milliseconds that a cell may take to stop
   */
  constructor({ start, defaultKernel = 'csharp', notebook = 'NOTEBOOK', files = {}, folder = '/book/notebooks', ask = nobody, ...options }) {
    this.#defaultKernel = canonical(defaultKernel) ?? defaultKernel;
    const kernels = new Map();
    this.#shared = { kernels, folder, ask, files: new BookFiles(files), atHome: `workbook run ${notebook} runs it on a computer of one's own.` };
    const host = {
      start, files: this.#shared.files, grace: options.grace ?? grace,
      answer: (event, language, forward) => answer(event, { language, forward, kernels, ask, stop: this.#stopOf(language) }),
    };
    catalog.forEach((kernel) => kernels.set(kernel.name, created(kernel, host)));
  }

  /**
   * Runs a cell, when those before it have ended.
   * @param {object} cell
   * @param {string} cell.id
   * @param {string} cell.source its text, which may switch kernels and hold directives
   * @param {string} [cell.kernel] at its start
   * @param {string} [cell.file] what errors call it, such as `cell 3`
   * @param {string[]} [cell.beside] the languages that it runs in, if cells of others may run at the same time
   * @param {string[]} [cell.only] the languages whose parts run, also of what it imports; all if it is not said
   * @param {import('./cell-output.mjs').Sink} sink takes its outputs, also those that come when it has ended
   * @returns {Promise<Ended>} never rejects because of what is in the cell
   */
  execute({ id, source, kernel = this.#defaultKernel, file = id, only, beside }, sink) {
    return this.#inTurn((stop, count) => {
      const output = new CellOutput(sink, count, stop, this.#shared.atHome);
      const submission = new Submission(this.#shared, { kernel: canonical(kernel) ?? kernel, file, only }, output, stop);
      return finish(submission, submission.run(source), output, stop);
    }, beside);
  }

  /**
   * Assigns a value to a variable that the languages have declared, as a run with `-p name=value` does behind the cell tagged `parameters`.
   * @param {string} name
   * @param {number | string | boolean | null} value
   * @param {...string} languages
   * @returns {Promise<Ended>} of the first that fails, or of all
   */
  async assign(name, value, ...languages) {
    let ended = { status: 'ok' };
    for (const each of languages) {
      const language = kernelOf(each);
      const source = assignment(language, name, literal(value, language));
      ended = await this.execute({ id: 'parameters', source, kernel: language.name, beside: [language.name] }, quiet);
      if (ended.status !== 'ok') {
        return ended;
      }
    }
    return ended;
  }

  /**
   * Asks what is running to stop; after a while its worker is ended, and its variables are gone.
   * @param {string} [language] only what runs in this one
   * @returns {Promise<void>} when it has ended
   */
  async interrupt(language) {
    if (language === undefined || this.#language(language).isBusy) {
      const asked = [...this.#running].filter(({ beside }) => language === undefined || (beside?.includes(canonical(language)) ?? true));
      asked.forEach(({ stop }) => stop.request());
      await Promise.allSettled(asked.map(({ ended }) => ended));
    }
  }

  /** Ends a language's worker, and its variables with it: its next cell starts afresh. @param {string} language */
  restart(language) {
    this.#language(language).end();
  }

  /** Ends all workers. */
  end() {
    catalog.filter(({ kind }) => kind === 'language').forEach(({ name }) => this.restart(name));
  }

  /** Whether a language's worker is there. @param {string} language */
  isStarted(language) {
    return this.#language(language).isStarted;
  }

  /** Starts a language before a cell needs it. @param {string} language @param {(progress: object) => void} [onProgress] */
  prepare(language, onProgress) {
    return this.#language(language).prepare(onProgress);
  }

  /**
   * The ways to go on from the cursor in a cell.
   * @param {string} kernel at the cell's start
   * @param {string} code the cell's text
   * @param {number} cursor an index into it
   * @returns {Promise<{start: number, end: number, items: {text: string, kind: string}[]}>} empty where nothing is known
   */
  complete(kernel, code, cursor) {
    return this.#askEditor(kernel, code, cursor, 'complete', { start: cursor, end: cursor, items: [] },
      ({ line, cursor: at }) => completeDirective(line, Math.min(at, line.start + line.text.length), this.#shared));
  }

  /** What is known of the thing at the cursor. @returns {Promise<object | undefined>} a mime bundle */
  inspect(kernel, code, cursor) {
    return this.#askEditor(kernel, code, cursor, 'inspect', undefined, ({ line: { text } }) => {
      const [name] = text.split(/[ \t"]/, 1);
      const parameters = parametersOf(name);
      return parameters && { 'text/plain': usageOf(name, parameters) };
    });
  }

  /** Whether an editor's question is answered with the languages that are there. @param {string} kernel @param {string} code @param {number} cursor */
  canAnswer(kernel, code, cursor) {
    const place = placeOf(code, canonical(kernel) ?? kernel, cursor);
    return place.isDirective || this.#shared.kernels.get(place.kernel)?.isStarted === true;
  }

  async #askEditor(kernel, code, cursor, question, otherwise, ofDirective) {
    const place = placeOf(code, canonical(kernel) ?? kernel, cursor);
    const asked = this.#shared.kernels.get(place.kernel);
    if (!place.isDirective && !asked?.[question]) {
      return otherwise;
    }
    try {
      return await (place.isDirective ? ofDirective(place) : asked[question](place.code, place.cursor));
    } catch {
      return otherwise; // an editor can do without
    }
  }

  #language(name) {
    const kernel = this.#shared.kernels.get(canonical(name));
    if (!(kernel instanceof LanguageKernel)) {
      throw new RangeError(noKernel(name));
    }
    return kernel;
  }

  #stopOf(language) {
    return [...this.#running].find(({ beside }) => beside?.includes(language) ?? true)?.stop ?? new Stop();
  }

  /**
   * One cell runs at a time, or one a language, where a cell is known to need no other; the first at once, so that it can be interrupted
   * from its first moment.
   */
  #inTurn(run, beside) {
    const turn = pending();
    this.#waiting.push({ run, beside, turn });
    this.#beginNext();
    return turn.promise;
  }

  #beginNext() {
    const before = [...this.#running];
    for (const next of [...this.#waiting]) {
      if (before.every((each) => canRunBeside(each, next))) {
        this.#waiting.splice(this.#waiting.indexOf(next), 1);
        this.#begin(next);
      }
      before.push(next);
    }
  }

  async #begin({ run, beside, turn }) {
    const running = { stop: new Stop(), ended: turn.promise, beside };
    this.#running.add(running);
    try {
      turn.resolve(await run(running.stop, ++this.#count));
    } catch (error) {
      turn.reject(error);
    }
    this.#running.delete(running);
    this.#beginNext();
  }
}

function canRunBeside({ beside: ones }, { beside: others }) {
  return ones !== undefined && others !== undefined && !ones.some((language) => others.includes(language));
}

/** Nobody is there to answer. */
function nobody() {
  return Promise.reject(new Error('this code asks a question, and here nobody can answer: give the variable a value in the cell.'));
}

const quiet = { output() {}, update() {}, clear() {} };

function created(kernel, host) {
  switch (kernel.kind) {
    case 'language':
      return new LanguageKernel(kernel, host);
    case 'text':
      return new TextKernel(kernel.mime);
    default:
      return new ValueKernel();
  }
}

async function finish(submission, run, output, stop) {
  const status = await run;
  if (status === 'ok' || status === 'error') {
    output.release();
    submission.complete();
  } else if (stop.isRequested) {
    output.stopped(status === 'ended'
      ? 'the cell was interrupted. It did not stop when asked, so its worker was ended: that language\'s variables are gone.'
      : 'the cell was interrupted. It stopped when asked; the variables are as they were.');
  } else {
    output.release();
  }
  return { status, ...(output.error && status !== 'ok' ? { error: output.error } : {}) };
}

function literal(value, { constants }) {
  return typeof value === 'string' ? JSON.stringify(value) : constants[`${value}`] ?? `${value}`;
}

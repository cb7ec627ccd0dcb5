/** What one cell shows, on its way to the page: within a limit, with one wording for a stop in all languages. */
import { hintFor } from './limits.mjs';
import { display, errorOf, outputOf } from './outputs.mjs';

/** Characters that a cell may show: a page that has to draw more of a runaway loop's output is slow. */
const limit = 1_000_000;

/** Characters that errors may have beyond it, all together and each: why a cell has ended is shown in any case. */
const errorLimit = 20_000;
const oneError = 2_000;

let notices = 0;

/**
 * @typedef {object} Sink what the page does with the outputs of a cell
 * @property {(output: object) => void} output takes one more, in nbformat's shape
 * @property {(displayId: string, data: object, metadata: object) => void} update replaces every display with that id
 * @property {(wait: boolean) => void} clear takes away what is shown (`wait`: when the next comes)
 * @property {(progress: {language: string, phase: string, loaded?: number, total?: number}) => void} [progress]
 */

export class CellOutput {
  #sink;
  #count;
  #stop;
  #atHome;
  #held;
  #hasEnded = false;
  #shown = 0;
  #errors = 0; // characters of errors beyond the limit
  #dropped = 0;
  #told = 0;
  #notice;

  /** The error that it has shown last. @type {object | undefined} */
  error;

  /**
   * @param {Sink} sink
   * @param {number} count how many cells have run with this one
   * @param {import('./stop.mjs').Stop} stop
   * @param {string} atHome how the cell runs where a page is no limit, as the end of a sentence
   */
  constructor(sink, count, stop, atHome) {
    this.#sink = sink;
    this.#count = count;
    this.#stop = stop;
    this.#atHome = atHome;
  }

  /** @param {{type: string}} event of PROTOCOL.md */
  event(event) {
    if (event.type === 'clear') {
      this.#shown = 0;
      this.#sink.clear(event.wait === true);
    } else if (event.type === 'update') {
      if (this.#fits(event.data)) {
        this.#sink.update(event.displayId, event.data, event.metadata ?? {});
      }
    } else {
      this.output(outputOf(event, this.#count));
    }
  }

  /** @param {object} output in nbformat's shape */
  output(output) {
    if (output.output_type === 'error') {
      this.#takeError(output);
    } else if (this.#fits(output.data ?? output.text)) {
      this.#sink.output(output);
    }
  }

  /** @param {'stdout' | 'stderr'} name @param {string} text */
  print(name, text) {
    this.output({ output_type: 'stream', name, text });
  }

  /** Shows an error of the session's own. @param {string} name @param {string} message */
  fail(name, message) {
    this.output(errorOf(name, message));
  }

  /** @param {object} progress */
  progress(progress) {
    this.#sink.progress?.(progress);
  }

  /** The cell has ended by itself, stop or no stop: its error is its own. */
  release() {
    this.#hasEnded = true;
    this.#showHeld();
    this.#tell();
  }

  /** The cell was stopped: says so, with the lines where it stood. @param {string} message */
  stopped(message) {
    this.#hasEnded = true;
    const own = errorOf('Interrupted', message);
    if (this.#held) {
      const { ename, evalue, traceback } = this.#held;
      const where = traceback.filter((line) => ![ename, evalue, `${ename}: ${evalue}`].includes(line));
      own.traceback = [...where, ...own.traceback];
      this.#held = undefined;
    }
    this.#show(own, true);
    this.#tell();
  }

  /** Each language answers an interrupt with an error of its own: held back until it is clear whether it is that. */
  #takeError(error) {
    if (this.#stop.isRequested && !this.#hasEnded) {
      this.#showHeld();
      this.#held = error;
      return;
    }
    const hint = hintFor(error, this.#atHome);
    this.#show(hint ? { ...error, traceback: [...error.traceback, hint] } : error);
  }

  #showHeld() {
    if (this.#held) {
      this.#show(this.#held);
      this.#held = undefined;
    }
  }

  #show(error, isLast = false) {
    const { ename, evalue, traceback } = error;
    const size = sizeOf([ename, evalue, traceback]);
    this.error = error;
    if (this.#shown + size <= limit) {
      this.#shown += size;
      this.#sink.output(error);
      return;
    }
    const short = shortened(error);
    const rest = sizeOf([short.ename, short.evalue, short.traceback]);
    this.error = short;
    if (isLast || this.#errors + rest <= errorLimit) {
      this.#errors += rest;
      this.#sink.output(short);
    } else {
      this.#drop(size);
    }
  }

  #fits(shown) {
    const size = sizeOf(shown);
    if (this.#shown + size <= limit) {
      this.#shown += size;
      return true;
    }
    this.#drop(size);
    return false;
  }

  #drop(size) {
    this.#dropped += size;
    if (this.#dropped > 2 * this.#told) {
      this.#tell(); // now and then: a cell without end shall say at once that it is cut
    }
  }

  #tell() {
    if (this.#dropped > this.#told) {
      this.#told = this.#dropped;
      const text = `Output cut: a cell in a page may show ${limit / 1e6} MB, and ${(this.#dropped / 1e6).toFixed(1)} MB more were dropped.`;
      if (this.#notice) {
        this.#sink.update(this.#notice, { 'text/plain': text }, {});
      } else {
        this.#notice = `workbook-output-limit-${++notices}`;
        this.#sink.output(display({ 'text/plain': text }, this.#notice));
      }
    }
  }
}

/** What an error says, without most of where it was. */
function shortened({ ename, evalue, traceback, ...rest }) {
  const cut = (text) => (text.length > oneError ? `${text.slice(0, oneError)}…` : text);
  return { ...rest, ename: cut(ename), evalue: cut(evalue), traceback: [cut(traceback.join('\n'))] };
}

function sizeOf(shown) {
  return typeof shown === 'string' ? shown.length : JSON.stringify(shown).length;
}

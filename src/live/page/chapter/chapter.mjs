/** The live cells of a page, and what a reader asks of them: one thing at a time. */
import { Drag } from './drag.mjs';
import { Own } from './own.mjs';
import { concernedBy } from './plan.mjs';
import { Runner } from './runner.mjs';
import { Turns } from './turns.mjs';
import { changedAbove } from './words.mjs';

const edited = 'edited: press Run'; // live.js says the same

export class Chapter {
  #cells;
  #views;
  #session;
  #own;
  #runner;
  #drag;
  #turns;

  /**
   * @param {object} options
   * @param {import('./cell.mjs').LiveCell[]} options.cells
   * @param {Map<string, import('./view.mjs').CellView>} options.views by the cell's id
   * @param {import('../session.mjs').PageSession} options.session
   * @param {Record<string, unknown>} options.shared values that languages have shared when the notebook was run, by `language:name`
   * @param {{name: string, value: number}[]} options.parameters with the notebook's values
   * @param {string} [options.edition] of the chapter
   * @param {import('./edits.mjs').Edits} [options.kept] what the page has found of an earlier visit
   * @param {import('./edits.mjs').Edits} [options.edits] what of it the chapter still has
   * @param {() => void} options.onChange is told when what is the reader's own has changed
   */
  constructor({ cells, views, session, shared, parameters, edition, kept, edits, onChange }) {
    this.#cells = cells;
    this.#views = views;
    this.#session = session;
    this.#own = new Own({ cells, parameters, edition, kept, edits, onChange });
    this.#runner = new Runner({ cells, views, session, own: this.#own, shared, parameters: parameters.map(({ name }) => name) });
    this.#drag = new Drag({ cells, views, session, own: this.#own, runner: this.#runner });
    this.#turns = new Turns(onChange);
  }

  /** @param {string} id */
  cell(id) {
    return this.#cells.find((cell) => cell.id === id);
  }

  get cells() {
    return this.#cells;
  }

  /** What the reader has changed, in words; empty if nothing. */
  get own() {
    return this.#own.words;
  }

  /** Whether a cell runs, or waits for what it needs. @param {import('./cell.mjs').LiveCell} cell */
  isRunning(cell) {
    return this.#turns.running?.cell === cell || this.#runner.isExecuting(cell);
  }

  /** Marks what follows from an earlier visit's changes and has not run: the recordings are of something else. */
  restore() {
    this.#own.concerned().forEach((cell) => this.#views.get(cell.id).outdate(cell.isEdited ? edited : changedAbove));
  }

  /** Changes a cell's text. @param {import('./cell.mjs').LiveCell} cell @param {string} source */
  edit(cell, source) {
    this.#own.edit(cell, source);
  }

  /** Runs a cell, and before it what it needs. @param {import('./cell.mjs').LiveCell} cell */
  async run(cell) {
    await this.stop();
    return this.#turns.take(cell, (task) => this.#runner.run(cell, task));
  }

  /** Runs all cells of the page from top to bottom, in the languages that they have. */
  async runAll() {
    await this.stop();
    return this.#turns.take(undefined, async (task) => {
      for (const cell of this.#cells.filter((each) => each.isLive && each.languages.length > 0)) {
        if (task.isStopped || !await this.#runner.run(cell, task)) {
          return;
        }
      }
    });
  }

  /** Stops what is running. A language that does not obey is ended, and its variables are gone. */
  async stop() {
    if (this.#turns.running) {
      this.#turns.running.isStopped = true;
      await this.#session.interrupt();
      await this.#turns.ended;
    }
  }

  /**
   * Gives a parameter a value, and runs what it concerns in the languages that are loaded. While that goes on, only the newest value counts.
   * @param {string} name
   * @param {number} value
   */
  async set(name, value) {
    this.#own.set(name, value);
    this.#showRecorded(this.#own.following([name])); // it may be the notebook's value again
    this.#drag.want(name, value);
    if (this.#turns.running?.isDrag) {
      this.#turns.running.isStopped = true; // what runs ends; what is behind it waits for the newest value
      await this.#turns.ended;
    } else {
      await this.stop();
    }
    if (this.#drag.isWanted(name, value)) {
      await this.#turns.take(undefined, (task) => this.#drag.run(task), true);
    }
  }

  /** Shows the notebook's text of a cell, and its recording, again. @param {import('./cell.mjs').LiveCell} cell */
  async reset(cell) {
    if (this.isRunning(cell)) {
      await this.stop();
    }
    this.#runner.forget(cell);
    const hasRunEdited = this.#runner.hasRunEdited(cell);
    const before = concernedBy([cell], this.#cells);
    this.edit(cell, cell.recorded);
    this.#runner.forgetText(cell);
    this.#views.get(cell.id).reset();
    const following = new Set([...before, ...concernedBy([cell], this.#cells)]);
    if (hasRunEdited) {
      [...following].map(({ id }) => this.#views.get(id)).filter((view) => view.hasRun).forEach((view) => view.outdate(changedAbove));
    }
    this.#showRecorded(following);
  }

  /** Forgets everything that is the reader's own, and the languages' variables with it. */
  async resetAll() {
    this.#drag.forget();
    await this.stop();
    this.#drag.forget(); // a slider that moved meanwhile, too
    this.#session.end();
    this.#runner.forgetAll();
    this.#own.forget();
    this.#cells.forEach((cell) => this.#views.get(cell.id).reset());
  }

  /** Of some cells those that have not run show what was recorded, unless that is of something else. @param {Iterable<import('./cell.mjs').LiveCell>} cells */
  #showRecorded(cells) {
    const own = this.#own.concerned();
    [...cells].filter((cell) => !own.has(cell)).map(({ id }) => this.#views.get(id)).filter((view) => !view.hasRun).forEach((view) => view.reset());
  }
}

/** What runs when a slider moves: what follows from the parameter, in the languages that are loaded. While that goes on only the newest value counts. */
import { inOrder, inRealTime } from './plan.mjs';
import { languages as everyLanguage } from './words.mjs';

export class Drag {
  #cells;
  #views;
  #session;
  #own;
  #runner;
  #wanted; // the newest value of each parameter that has moved, until it runs

  /**
   * @param {object} options
   * @param {import('./cell.mjs').LiveCell[]} options.cells
   * @param {Map<string, import('./view.mjs').CellView>} options.views by the cell's id
   * @param {import('../session.mjs').PageSession} options.session
   * @param {import('./own.mjs').Own} options.own
   * @param {import('./runner.mjs').Runner} options.runner
   */
  constructor({ cells, views, session, own, runner }) {
    this.#cells = cells;
    this.#views = views;
    this.#session = session;
    this.#own = own;
    this.#runner = runner;
  }

  /** @param {string} name @param {number} value */
  want(name, value) {
    this.#wanted = { ...this.#wanted, [name]: value };
  }

  /** Whether nobody has run this value, or wants another, since. @param {string} name @param {number} value */
  isWanted(name, value) {
    return this.#wanted?.[name] === value;
  }

  /** Wants nothing any more. */
  forget() {
    this.#wanted = undefined;
  }

  /** Runs what the newest values concern. @param {import('./turns.mjs').Task} task */
  async run(task) {
    const values = this.#wanted;
    if (!values) {
      return true; // the one before had the newest value already
    }
    this.#wanted = undefined;
    this.#runner.forgetEnded();
    const left = inRealTime(this.#cells);
    const changed = this.#own.following(Object.keys(values));
    changed.forEach((cell) => this.#runner.forget(cell));
    this.#outdate(changed.filter((cell) => left.has(cell)), 'runs in real time: press Run');
    const loaded = ['javascript', ...everyLanguage.filter((language) => this.#session.isStarted(language))];
    const [first, others] = inOrder(changed.filter((cell) => !left.has(cell) && !cell.tags.includes('quiz') && cell.languages.length > 0), {
      isOf: (cell, languages = loaded) => this.#runner.languagesOf(cell, left).every((language) => languages.includes(language)),
      isInSight: (cell) => this.#views.get(cell.id).isInSight,
    });
    task.planned = new Set([...first, ...others]);
    const assigned = new Set();
    const isWhole = await this.#assignAll(task, true, assigned) && await this.#runEach(first, task, left)
      && await this.#assignAll(task, false, assigned) && await this.#runEach(others, task, left);
    if (!isWhole) {
      this.#parameterCells.filter((cell) => !assigned.has(cell)).forEach((cell) => this.#runner.forget(cell)); // they run again where somebody needs them
    }
    if (!isWhole && this.#wanted) {
      this.#wanted = { ...values, ...this.#wanted }; // the next one goes on with what is left
    } else if (!isWhole) {
      this.#outdate([...task.planned].filter((cell) => !this.#runner.hasRun(cell)), 'did not run for this value: press Run');
    }
    return isWhole;
  }

  /**
   * Runs cells side by side: each begins when those before it have ended that run in one of its languages, give a value that it copies, or
   * copy one that it gives.
   */
  async #runEach(cells, task, left) {
    const lanes = new Map(); // language -> whether all before went as they should
    const copies = []; // who copies which value
    const runs = cells.map((cell, index) => {
      const { takes, reads } = this.#runner.placeOf(cell, left, cells.slice(0, index));
      const readers = copies.filter(({ from, of }) => takes.includes(from) && cell.gives.has(of)).map(({ run }) => run);
      const before = [...[...takes, ...reads.map(({ from }) => from)].map((language) => lanes.get(language)), ...readers];
      const run = this.#runBehind(before, cell, task, left);
      takes.forEach((language) => lanes.set(language, run));
      reads.forEach(({ from, of }) => copies.push({ from, of, run }));
      return run;
    });
    const ended = await Promise.allSettled(runs); // nothing of it goes on when the task has ended
    await Promise.all(runs);
    return ended.every(({ value }) => value);
  }

  async #runBehind(before, cell, task, left) {
    if ((await Promise.all(before)).includes(false) || task.isStopped) {
      return false;
    }
    return this.#runner.hasRun(cell) || this.#runner.run(cell, task, left);
  }

  /** The reader's values for the parameters of JavaScript, or of other languages, if these have run. */
  async #assignAll(task, isFirst, assigned) {
    for (const cell of this.#parameterCells.filter((each) => isFirst === each.languages.every((language) => language === 'javascript'))) {
      if (task.isStopped || !await this.#runner.assignIfRun(cell)) {
        return false;
      }
      assigned.add(cell);
    }
    return true;
  }

  /** Cells that have not run for a value say so, unless they show the recording, and that is of it. */
  #outdate(cells, words) {
    const own = this.#own.concerned();
    cells.map((cell) => [cell, this.#views.get(cell.id)]).filter(([cell, view]) => view.hasRun || own.has(cell)).forEach(([, view]) => view.outdate(words));
  }

  get #parameterCells() {
    return this.#cells.filter((cell) => cell.tags.includes('parameters'));
  }
}

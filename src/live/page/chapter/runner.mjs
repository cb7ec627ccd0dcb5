/** Runs cells of a page with what they need, and knows what has run. */
import { concernedBy, planFor, Ran, reachOf } from './plan.mjs';
import { SharedValues } from './shared-values.mjs';
import { changedAbove, languages as everyLanguage, loadingWords, nameOf } from './words.mjs';

const none = new Set();

export class Runner {
  #cells;
  #views;
  #session;
  #own;
  #shared;
  #ran = new Ran();
  #texts = new Map(); // id -> the text of a cell that its language has run last
  #executing = new Set(); // the cells that run now, for themselves or for others

  /**
   * @param {object} options
   * @param {import('./cell.mjs').LiveCell[]} options.cells
   * @param {Map<string, import('./view.mjs').CellView>} options.views by the cell's id
   * @param {import('../session.mjs').PageSession} options.session
   * @param {import('./own.mjs').Own} options.own
   * @param {Record<string, unknown>} options.shared values that languages have shared when the notebook was run, by `language:name`
   * @param {string[]} options.parameters their names
   */
  constructor({ cells, views, session, own, shared, parameters }) {
    this.#cells = cells;
    this.#views = views;
    this.#session = session;
    this.#own = own;
    this.#shared = new SharedValues(shared, parameters);
  }

  /** Whether a cell runs now. @param {import('./cell.mjs').LiveCell} cell */
  isExecuting(cell) {
    return this.#executing.has(cell);
  }

  /** Whether a cell has run as it is, in all its languages. @param {import('./cell.mjs').LiveCell} cell */
  hasRun(cell) {
    return cell.languages.every((language) => this.#ran.when(cell, language) > 0);
  }

  /** Whether the text that has run last is not the notebook's. @param {import('./cell.mjs').LiveCell} cell */
  hasRunEdited(cell) {
    return (this.#texts.get(cell.id) ?? cell.recorded) !== cell.recorded;
  }

  /** Has a cell run again when it is needed. @param {import('./cell.mjs').LiveCell} cell */
  forget(cell) {
    this.#ran.forgetCell(cell);
  }

  /** Forgets which text has run. @param {import('./cell.mjs').LiveCell} cell */
  forgetText(cell) {
    this.#texts.delete(cell.id);
  }

  /** Nothing has run any more: all languages have ended. */
  forgetAll() {
    this.#ran = new Ran();
    this.#texts.clear();
  }

  /** Forgets what has run in languages that have ended. */
  forgetEnded() {
    everyLanguage.filter((language) => !this.#session.isStarted(language)).forEach((language) => this.#ran.forget(language));
  }

  /** The languages that it takes to run a cell. @param {import('./cell.mjs').LiveCell} cell @param {Set<import('./cell.mjs').LiveCell>} left as of `run` */
  languagesOf(cell, left) {
    return [...this.#reachOf(cell, left).keys()];
  }

  /**
   * What a cell waits for and keeps from running, where cells of several languages run at the same time.
   * @param {import('./cell.mjs').LiveCell} cell
   * @param {Set<import('./cell.mjs').LiveCell>} left as of `run`
   * @param {import('./cell.mjs').LiveCell[]} before cells that will have run before it
   * @returns {{takes: string[], reads: {from: string, of: string}[]}} languages that are its own while it runs, and values that it copies from others
   */
  placeOf(cell, left, before) {
    const plan = this.#planFor(cell, left);
    if (cell.importsCells || !plan.every((part) => part.cell === cell || before.includes(part.cell))) {
      return { takes: this.languagesOf(cell, left), reads: [] }; // something else runs for it
    }
    return { takes: cell.languages, reads: cell.shares.filter((share) => !this.#isKnown(share)) };
  }

  /**
   * Runs a cell, and before it what it needs.
   * @param {import('./cell.mjs').LiveCell} cell
   * @param {import('./turns.mjs').Task} task for which it runs
   * @param {Set<import('./cell.mjs').LiveCell>} [left] cells that are not to run now
   * @returns {Promise<boolean>} whether it went as it should
   */
  async run(cell, task, left = none) {
    this.forgetEnded();
    const plan = this.#planFor(cell, left);
    const own = this.#views.get(cell.id);
    for (const [index, part] of plan.entries()) {
      if (task.isStopped) {
        own.say('idle', 'stopped');
        return false;
      }
      const before = part.cell === cell ? undefined : `needs ${index + 1} of ${plan.length - 1}`;
      if (before) {
        own.say('waiting', before);
      }
      if (!await this.#runPart(part, task, before && ((words) => own.say('waiting', words ? `${before}, ${words}` : before)))) {
        if (before) {
          own.say('failed', `${part.cell.file} above did not run`);
          task.planned.delete(cell);
        }
        return false;
      }
    }
    return true;
  }

  /** Gives the languages of a cell tagged `parameters` the reader's values, if they have run it. @param {import('./cell.mjs').LiveCell} cell */
  async assignIfRun(cell) {
    return cell.languages.every((language) => this.#ran.when(cell, language) === 0) || this.#assign(cell);
  }

  #planFor(cell, left) {
    return planFor(cell, this.#cells, this.#ran, this.#reachOf(cell, left), { left, isKnown: (share) => this.#isKnown(share) });
  }

  #isKnown(share) {
    return this.#shared.has(share, this.#cells);
  }

  #reachOf(cell, left) {
    return reachOf(cell, this.#cells, (share) => this.#isKnown(share), left);
  }

  /** Runs the languages of a cell that a plan names. Whether it went as it should. */
  async #runPart(part, task, onWait) {
    this.#executing.add(part.cell);
    try {
      return await this.#execute(part, task, onWait);
    } finally {
      this.#executing.delete(part.cell);
    }
  }

  async #execute({ cell, languages }, task, onWait) {
    const view = this.#views.get(cell.id);
    const [text, source] = [cell.source, this.#filled(cell)]; // the reader may type while it runs
    const isOther = text !== (this.#texts.get(cell.id) ?? cell.recorded) || text !== cell.recorded;
    this.#texts.set(cell.id, text);
    this.#ran.forgetCell(cell, languages); // until it has ended well
    task.planned.delete(cell);
    const sink = view.start();
    const beside = cell.importsCells ? undefined : languages;
    const ended = await this.#session.execute({ id: cell.id, source, kernel: cell.kernel, file: cell.file, only: languages, beside }, {
      ...sink,
      progress: ({ language, phase, loaded, total }) => {
        if (phase === 'ready') {
          view.goOn();
          onWait?.('');
        } else {
          view.loading(language, loaded, total);
          onWait?.(loadingWords(language, loaded, total));
        }
      },
    });
    const isAsRecorded = await view.finish(this.#own.concerned().has(cell));
    const isExpected = ended.status === 'error' && cell.tags.includes('raises-exception');
    const isRight = ended.status === 'ok' || isExpected;
    const ran = isAsRecorded ? 'as recorded' : 'run here';
    view.say(isRight ? 'ran' : 'failed', { ok: ran, error: isExpected ? ran : 'failed', interrupted: 'stopped', ended: 'ended; its variables are gone' }[ended.status]);
    if (isRight) {
      languages.forEach((language) => this.#ran.note(cell, language, text));
      if (isOther) {
        concernedBy([cell], this.#cells).filter((each) => !task.planned.has(each)).forEach((each) => this.#views.get(each.id).outdate(changedAbove));
      }
      this.#celebrate(cell, view);
      return !cell.tags.includes('parameters') || this.#assign(cell);
    }
    this.forgetEnded();
    return false;
  }

  /** The reader's values, behind the cell that has given the parameters others. */
  async #assign(cell) {
    for (const [name, value] of Object.entries(this.#own.given).filter(([each]) => cell.gives.has(each))) {
      const { status } = await this.#session.assign(name, value, ...cell.languages);
      if (status !== 'ok') {
        return false;
      }
    }
    return true;
  }

  /** The cell's text, with recorded values in place of those that a language would have to be loaded for. */
  #filled(cell) {
    return this.#shared.fill(cell, cell.shares.filter((share) => share.from && this.#isKnown(share)), this.#own.given);
  }

  /** A verdict that notices what the reader has changed is the point of the book. */
  #celebrate(cell, view) {
    const { shown, recorded } = view.verdicts;
    const count = (verdicts) => verdicts.filter((each) => each === 'bug').length;
    const edited = this.#own.cells.flatMap((each) => each.languages.map((language) => nameOf(language)));
    if (count(shown) > count(recorded) && edited.length > 0) {
      view.announce(`You have made a bug, and the verdict has caught it: what you changed in ${[...new Set(edited)].join(' and ')} shows below. This is what the book is about.`);
    }
  }
}

/** One thing that the reader has asked for at a time. */

/**
 * @typedef {object} Task something that the reader has asked for
 * @property {import('./cell.mjs').LiveCell} [cell] that is to run, if it is one
 * @property {Set<import('./cell.mjs').LiveCell>} planned cells that are still to run
 * @property {boolean} isDrag whether a slider has asked
 * @property {boolean} isStopped whether nothing more of it is to run
 */

export class Turns {
  #last = Promise.resolve(); // never rejects
  #onEnd;

  /** The task whose turn it is. @type {Task | undefined} */
  running;

  /** @param {() => void} onEnd is told when a task has ended */
  constructor(onEnd) {
    this.#onEnd = onEnd;
  }

  /** What is done when all that has been asked for so far has ended. */
  get ended() {
    return this.#last;
  }

  /**
   * Does something when what has been asked for before has ended.
   * @template T
   * @param {import('./cell.mjs').LiveCell | undefined} cell
   * @param {(task: Task) => Promise<T>} action
   * @param {boolean} [isDrag]
   * @returns {Promise<T>}
   */
  take(cell, action, isDrag = false) {
    const before = this.#last;
    const turn = (async () => {
      await before;
      this.running = { cell, isDrag, isStopped: false, planned: new Set(cell ? [cell] : []) };
      try {
        return await action(this.running);
      } finally {
        this.running = undefined;
        this.#onEnd();
      }
    })();
    this.#last = turn.catch(() => {}); // who has asked for it hears of it; what comes after does not
    return turn;
  }
}

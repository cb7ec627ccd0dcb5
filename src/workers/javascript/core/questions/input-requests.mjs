import { Error, String } from '../intrinsics.mjs';
import { creditedId } from '../running/execution.mjs';

/**
 * What cells ask the reader. As in a browser the thread stands still until the answer is there. An interrupt ends the
 * wait like any other code that does not return.
 */
export class InputRequests {
  #shell;
  #count = 0;

  /** @param {import('../running/shell.mjs').Shell} shell */
  constructor(shell) {
    this.#shell = shell;
  }

  /**
   * @param {unknown} message the question
   * @param {unknown} byDefault what an empty answer means
   * @returns {string}
   * @throws {Error} if nobody can answer, in the host's words
   */
  ask(message, byDefault) {
    const question = String(++this.#count);
    this.#shell.send({ type: 'ask', parent: creditedId(), question, prompt: String(message), secret: false });
    const { text, failed } = this.#shell.answerTo(question);
    if (failed !== undefined) {
      throw new Error(failed);
    }
    return text || String(byDefault);
  }
}

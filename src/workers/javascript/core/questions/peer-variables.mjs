import { AWAITED } from './awaited.mjs';
import { credit, creditedId } from '../running/execution.mjs';
import { Error, Map, Promise, Proxy, String } from '../intrinsics.mjs';

/** Copies of other kernels' variables, for cells that ask as in Polyglot Notebooks: `await interactive.csharp.getVariable('x')`. */
export class PeerVariables {
  #shell;
  #count = 0;
  #open = new Map(); // question -> takes its answer

  /** @param {import('../running/shell.mjs').Shell} shell */
  constructor(shell) {
    this.#shell = shell;
  }

  /**
   * @param {string} kernel the name or alias of a kernel of the notebook
   * @param {unknown} name of its variable
   * @returns {Promise<unknown>} a copy through JSON; rejects in the host's words, or when the cell is interrupted
   */
  get(kernel, name) {
    const question = `${AWAITED}${++this.#count}`;
    const signal = credit.getStore()?.signal;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.#open.set(question, ({ value, failed }) => (failed === undefined ? resolve(value) : reject(new Error(failed))));
      this.#shell.send({
        type: 'request', parent: creditedId(), question, kernel, name: String(name), mime: 'application/json',
      });
    });
  }

  /** @param {{question: string, value?: unknown, failed?: string}} answer to a question of `get` */
  take(answer) {
    this.#open.get(answer.question)?.(answer);
    this.#open.delete(answer.question);
  }
}

/** @param {PeerVariables} variables @returns {object} what cells know as `interactive`: a property for each kernel */
export function interactive(variables) {
  return new Proxy({}, {
    get: (target, kernel) => (typeof kernel === 'string' && kernel !== 'then'
      ? { getVariable: (name) => variables.get(kernel, name) }
      : undefined),
  });
}

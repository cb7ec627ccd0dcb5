import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import { Object } from '../intrinsics.mjs';

const { AbortController, DOMException } = globalThis; // a cell may declare its own

/** The execution that started the running code, through every await, timer and callback. */
export const credit = new AsyncLocalStorage();

let latest;

/** One run of a cell's code. */
export class Execution {
  #interruption = new AbortController();

  /** @param {{id: string, file: string, line: number, code: string, marker: string}} command the `execute` command */
  constructor({ id, file, line, code, marker }) {
    Object.assign(this, { id, file, line, code, marker });
    setMaxListeners(0, this.signal); // a cell may wait for any number of things at once
    latest = this;
  }

  /** Aborted when the cell is interrupted: what it waits for ends with it. */
  get signal() {
    return this.#interruption.signal;
  }

  interrupt() {
    this.#interruption.abort(new DOMException('The cell was interrupted.', 'AbortError'));
  }
}

/** The id that output is credited to: where Node has lost the trace, the latest cell is the best guess. */
export function creditedId() {
  return (credit.getStore() ?? latest)?.id;
}

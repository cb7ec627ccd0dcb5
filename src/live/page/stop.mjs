import { pending } from './pending.mjs';

/** A cell is told to stop: thrown where it waits for something else than its own code. */
export class Stopped extends Error {
  name = 'Stopped';
}

/** How a running cell is told to stop. */
export class Stop {
  #requested = pending();
  #listeners = new Set();

  isRequested = false;

  constructor() {
    this.#requested.promise.catch(() => {}); // perhaps nobody waits
  }

  request() {
    if (!this.isRequested) {
      this.isRequested = true;
      this.#requested.reject(new Stopped());
      this.#listeners.forEach((listen) => listen());
    }
  }

  /** @template T @param {Promise<T>} promise @returns {Promise<T>} it, or {@link Stopped} thrown if that comes first */
  race(promise) {
    return Promise.race([promise, this.#requested.promise]);
  }

  /** Calls back when the cell is to stop. @param {() => void} listen @returns {() => void} no longer */
  whenRequested(listen) {
    this.#listeners.add(listen);
    if (this.isRequested) {
      listen();
    }
    return () => this.#listeners.delete(listen);
  }
}

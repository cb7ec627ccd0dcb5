/** A script of the worker that is loaded when it is first needed, here and now. It leaves what it has on `globalThis`, from where this takes it. */
import { Reflect } from '../../workers/javascript/core/intrinsics.mjs';

export class LateScript {
  #slot;
  #value;
  #run;

  /** @param {string} slot the name of the global variable that the script assigns; nothing is left of it */
  constructor(slot) {
    this.#slot = slot;
  }

  /** @param {() => void} run runs the script */
  loadWith(run) {
    this.#run = run;
    this.#value = undefined;
  }

  /** What it has. */
  get value() {
    if (!this.#value) {
      Reflect.defineProperty(globalThis, this.#slot, { value: undefined, writable: true, configurable: true });
      try {
        this.#run();
        this.#value = globalThis[this.#slot];
      } finally {
        Reflect.deleteProperty(globalThis, this.#slot);
      }
    }
    return this.#value;
  }
}

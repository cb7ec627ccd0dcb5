/** Kernels that run nothing: those that show the text of their sections, and the one that keeps it for others. */
import { display } from '../outputs.mjs';
import { SharingError } from './sharing-error.mjs';

/** Shows the text of a section as it is, in some mime type. */
export class TextKernel {
  #mime;

  /** @param {string} mime */
  constructor(mime) {
    this.#mime = mime;
  }

  async execute({ code }, output) {
    const text = code.replace(/^\n+|\n+$/g, '');
    output.output(display({ [this.#mime]: text, 'text/plain': text }));
    return 'ok';
  }
}

/** Keeps the texts of `#!value` sections. */
export class ValueKernel {
  #values = new Map();

  async execute(cell, output) {
    output.fail('DirectiveError', '#!value needs a name for its text: #!value --name x');
    return 'error';
  }

  async get(name) {
    if (!this.#values.has(name)) {
      throw new SharingError(`the value kernel has no "${name}".`);
    }
    return this.#values.get(name);
  }

  async set(name, shared) {
    this.#values.set(name, shared);
  }
}

/** The outputs of one run of a cell, as they come. */
import { begin, draw, joined, stream } from './draw.mjs';
import { orBlank } from './displays.mjs';
import { element } from './elements.mjs';

export class RunOutputs {
  #page;
  #isToClear = false;
  #stream; // what was printed last, if nothing has come since
  #hasBegun = false;

  /** Where they stand. @type {HTMLElement} */
  place = element('div', { className: 'outputs', role: 'group', 'aria-label': 'Output' });

  /** @param {object} page as of `draw`, and `displays` */
  constructor(page) {
    this.#page = page;
  }

  /** Shows one more. @param {object} output in nbformat's shape */
  async add(output) {
    if (this.#isToClear) {
      this.clear(false);
    }
    if (output.output_type === 'stream') {
      this.#print(output);
      return;
    }
    this.#stream = undefined;
    const id = output.transient?.display_id;
    const nodes = await draw(output, this.#page);
    const own = id ? orBlank(nodes) : nodes;
    this.place.append(...own);
    if (id) {
      this.#page.displays.add(id, own);
    }
    if (this.#hasBegun) {
      await this.begin(); // it has come late
    }
  }

  /** Takes away what is shown. @param {boolean} wait until the next comes */
  clear(wait) {
    this.#isToClear = wait;
    if (!wait) {
      this.#stream = undefined;
      this.place.replaceChildren();
    }
  }

  /** Begins what moves, once it is in the page. */
  begin() {
    this.#hasBegun = true;
    return begin(this.place, this.#page);
  }

  /** What was printed in one go reads as one. */
  #print(output) {
    if (this.#stream?.name === output.name) {
      this.#stream.terminal.print(joined(output.text));
    } else {
      const { place, terminal } = stream(output);
      this.#stream = { name: output.name, terminal };
      this.place.append(place);
    }
  }
}

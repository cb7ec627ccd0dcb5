/** What the page shows under an id, so that it can be replaced, in whichever cell it is. */
import { begin, draw } from './draw.mjs';

export class Displays {
  #drawn = new Map(); // id -> the nodes of each place that shows it

  /** @param {string} id @param {Node[]} nodes that are in the page */
  add(id, nodes) {
    this.#drawn.set(id, [...this.#shownAs(id), nodes]);
  }

  /**
   * Replaces every display with an id.
   * @param {string} id
   * @param {object} output in nbformat's shape
   * @param {object} page as of `draw`
   */
  async update(id, output, page) {
    this.#drawn.set(id, await Promise.all(this.#shownAs(id).map(async (nodes) => {
      const next = orBlank(await draw(output, page));
      nodes[0].before(...next);
      nodes.forEach((node) => node.remove());
      if (next[0].isConnected) {
        await begin(next[0].parentElement, page);
      }
      return next;
    })));
  }

  /** What earlier runs have shown is gone. */
  #shownAs(id) {
    return (this.#drawn.get(id) ?? []).filter(([first]) => first.isConnected);
  }
}

/** A display that shows nothing keeps its place. @param {Node[]} nodes @returns {Node[]} at least one */
export function orBlank(nodes) {
  return nodes.length > 0 ? nodes : [document.createTextNode('')];
}

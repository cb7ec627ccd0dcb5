/** What the page shows under an id, so that it can be replaced, in whichever cell it is. */
import { begin, draw } from './draw.mjs';

export class Displays {
  #places = new Map(); // id -> the places that show it, each with its nodes

  /** @param {string} id @param {Node[]} nodes that are in the page */
  add(id, nodes) {
    this.#places.set(id, [...this.#shownAs(id), { nodes }]);
  }

  /**
   * Replaces every display with an id.
   * @param {string} id
   * @param {object} output in nbformat's shape
   * @param {object} page as of `draw`
   */
  async update(id, output, page) {
    await Promise.all(this.#shownAs(id).map(async (place) => {
      const next = orBlank(await draw(output, page));
      place.nodes[0].before(...next);
      place.nodes.forEach((node) => node.remove());
      place.nodes = next; // whether or not it begins
      if (next[0].isConnected) {
        await begin(next[0].parentElement, page);
      }
    }));
  }

  /** What earlier runs have shown is gone. */
  #shownAs(id) {
    return (this.#places.get(id) ?? []).filter(({ nodes: [first] }) => first.isConnected);
  }
}

/** A display that shows nothing keeps its place. @param {Node[]} nodes @returns {Node[]} at least one */
export function orBlank(nodes) {
  return nodes.length > 0 ? nodes : [document.createTextNode('')];
}

/** What is the reader's own on a page: texts of cells, and values of parameters. Kept in this browser. */
import { forget, keep, kept } from './edits.mjs';
import { concernedBy } from './plan.mjs';

export class Own {
  #cells;
  #edits = kept();
  #onChange;

  /**
   * @param {import('./cell.mjs').LiveCell[]} cells get the texts of an earlier visit
   * @param {string[]} parameters their names
   * @param {() => void} onChange is told when something has changed
   */
  constructor(cells, parameters, onChange) {
    this.#cells = cells;
    this.#onChange = onChange;
    for (const cell of cells.filter(({ id }) => id in this.#edits.cells)) {
      cell.source = this.#edits.cells[cell.id];
    }
    this.#edits.cells = Object.fromEntries(cells.filter((cell) => cell.isEdited).map((cell) => [cell.id, cell.source]));
    this.#edits.parameters = Object.fromEntries(Object.entries(this.#edits.parameters).filter(([name]) => parameters.includes(name)));
  }

  /** The parameters to which the reader has given values. */
  get values() {
    return this.#edits.parameters;
  }

  /** The cells that the reader has edited. */
  get cells() {
    return this.#cells.filter((cell) => cell.isEdited);
  }

  /** In words; empty if nothing is. */
  get words() {
    const { length } = this.cells;
    return [
      ...Object.entries(this.values).map(([name, value]) => `${name} = ${value}`),
      ...length === 0 ? [] : [`${length} ${length === 1 ? 'cell' : 'cells'} edited`],
    ].join(', ');
  }

  /** Changes a cell's text. @param {import('./cell.mjs').LiveCell} cell @param {string} source */
  edit(cell, source) {
    cell.source = source;
    if (cell.isEdited) {
      this.#edits.cells[cell.id] = source;
    } else {
      delete this.#edits.cells[cell.id];
    }
    this.#keep();
  }

  /** Gives a parameter a value. @param {string} name @param {number} value */
  set(name, value) {
    this.#edits.parameters[name] = value;
    this.#keep();
  }

  /** Takes all of it back. */
  forget() {
    this.#edits = { cells: {}, parameters: {}, concerned: {} };
    this.#cells.forEach((cell) => {
      cell.source = cell.recorded;
    });
    forget();
    this.#onChange();
  }

  /** What is edited, and what follows from the reader's own: no recording is of it. @returns {Set<import('./cell.mjs').LiveCell>} */
  concerned() {
    return new Set([...this.cells, ...this.following(Object.keys(this.values)), ...concernedBy(this.cells, this.#cells)]);
  }

  /** The cells that follow from the values of parameters. @param {string[]} parameters */
  following(parameters) {
    const gives = new Set(parameters);
    return concernedBy(this.#cells.filter((cell) => cell.tags.includes('parameters')).map(({ languages, position }) => ({ languages, position, gives })), this.#cells);
  }

  #keep() {
    this.#edits.concerned = Object.fromEntries([...this.concerned()].map(({ id }) => [id, true]));
    keep(this.#edits);
    this.#onChange();
  }
}

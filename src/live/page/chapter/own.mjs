/** What is the reader's own on a page: texts of cells, and values of parameters. Kept in this browser. */
import { forget, keep, none } from './edits.mjs';
import { concernedBy } from './plan.mjs';

export class Own {
  #cells;
  #parameters;
  #edition;
  #edits = none();
  #kept; // of this tab
  #onChange;

  /** The parameters to which the reader has given values here, be it the notebook's again. @type {Record<string, number>} */
  given = {};

  /**
   * @param {object} options
   * @param {import('./cell.mjs').LiveCell[]} options.cells get the texts of an earlier visit
   * @param {{name: string, value: number}[]} options.parameters with the notebook's values
   * @param {string} [options.edition] of the chapter
   * @param {import('./edits.mjs').Edits} [options.kept] what the page has found of an earlier visit
   * @param {import('./edits.mjs').Edits} [options.edits] what of it the chapter still has
   * @param {() => void} options.onChange is told when something has changed
   */
  constructor({ cells, parameters, edition, kept = none(), edits = kept, onChange }) {
    this.#cells = cells;
    this.#parameters = parameters;
    this.#edition = edition;
    this.#kept = kept;
    this.#onChange = onChange;
    cells.filter(({ id }) => id in edits.cells).forEach((cell) => this.#take(cell, edits.cells[cell.id]));
    Object.entries(edits.parameters).forEach(([name, value]) => this.#give(name, value));
    if (Object.keys({ ...kept.cells, ...kept.parameters }).length > 0) {
      this.#keep();
    }
  }

  /** The parameters to which the reader has given other values than the notebook. */
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
    this.#take(cell, source);
    this.#keep();
    this.#onChange();
  }

  /** Gives a parameter a value. @param {string} name @param {number} value */
  set(name, value) {
    this.#give(name, value);
    this.#keep();
    this.#onChange();
  }

  /** Takes all of it back. */
  forget() {
    [this.#edits, this.#kept, this.given] = [none(), none(), {}];
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

  #take(cell, source) {
    cell.source = source;
    if (cell.isEdited) {
      this.#edits.cells[cell.id] = source;
    } else {
      delete this.#edits.cells[cell.id];
    }
  }

  #give(name, value) {
    this.given[name] = value;
    if (value !== this.#parameters.find((each) => each.name === name)?.value) {
      this.#edits.parameters[name] = value;
    } else {
      delete this.#edits.parameters[name];
    }
  }

  #keep() {
    keep(this.#kept, this.#edits, { edition: this.#edition, cells: [...this.concerned()].map(({ id }) => id) });
    this.#kept = structuredClone(this.#edits);
  }
}

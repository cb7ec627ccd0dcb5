/** Values of parameters that languages took from each other when the notebook was run: a language that needs one does not wait for the other. */

export class SharedValues {
  #recorded;
  #parameters;

  /**
   * @param {Record<string, unknown>} recorded by `language:name`
   * @param {string[]} parameters the names of the notebook's
   */
  constructor(recorded, parameters) {
    this.#recorded = recorded;
    this.#parameters = parameters;
  }

  /**
   * Whether a value is there without its language: recorded, of nothing but parameters, and nothing in that language is the reader's own. Then it
   * is what the language would give, and sooner; any other value may follow from what the reader has changed. C# has no way to write each value,
   * so it takes all from the languages themselves.
   * @param {{from: string, of: string, to: string}} share
   * @param {import('./cell.mjs').LiveCell[]} cells
   */
  has({ from, of, to }, cells) {
    const name = `${from}:${of}`;
    return to !== 'csharp' && name in this.#recorded && this.#isOfParameters(of, this.#recorded[name])
      && !cells.some((cell) => cell.isEdited && cell.languages.includes(from));
  }

  /**
   * A cell's text with values in place of the lines that take them from elsewhere.
   * @param {import('./cell.mjs').LiveCell} cell
   * @param {{line: string, name: string, from: string, of: string, to: string}[]} shares
   * @param {Record<string, number>} own the reader's values of parameters
   */
  fill(cell, shares, own) {
    return shares.reduce((source, { line, name, from, of, to }) => {
      const value = this.#recorded[`${from}:${of}`];
      const filled = isObject(value) ? { ...value, ...Object.fromEntries(Object.entries(own).filter(([key]) => key in value)) } : own[of] ?? value;
      return source.replace(line, () => assignment(to, name, filled));
    }, cell.source);
  }

  /** A parameter, or an object of them by their names. */
  #isOfParameters(name, value) {
    if (!isObject(value)) {
      return isScalar(value) && this.#parameters.includes(name);
    }
    const entries = Object.entries(value);
    return entries.length > 0 && entries.every(([key, each]) => isScalar(each) && this.#parameters.includes(key));
  }
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isScalar(value) {
  return value === null || typeof value !== 'object';
}

function assignment(language, name, value) {
  const json = JSON.stringify(value);
  return language === 'python' ? `${name} = __import__("json").loads(${JSON.stringify(json)})` : `${name} = ${json};`;
}

/** A code cell of the page: what it says, in which languages, and what of other languages it takes. */
import { canonical } from '../cells/catalog.mjs';
import { DirectiveLine } from '../cells/directive-line.mjs';
import { linesOf } from '../cells/lines.mjs';
import { given, mentioned, mentions } from './names.mjs';
import { languages } from './words.mjs';

export class LiveCell {
  /**
   * @param {{id: string, file: string, kernel: string, tags?: string[], staysRecorded?: boolean}} data
   * @param {string} recorded its source in the notebook
   * @param {number} position among the code cells
   * @param {string[]} parameters
   */
  constructor({ id, file, kernel, tags = [], staysRecorded = false }, recorded, position, parameters) {
    Object.assign(this, { id, file, kernel, tags, recorded, position, isLive: !staysRecorded });
    this.source = recorded;
    this.parameters = parameters;
  }

  get isEdited() {
    return this.source !== this.recorded;
  }

  /** The languages that it has code in. An import may have code in all. @returns {string[]} */
  get languages() {
    return languages.filter((language) => this.#read().languages.has(language));
  }

  /** Whether it runs cells of a file, which may be of any language, and take values from any. */
  get importsCells() {
    return this.#read().importsCells;
  }

  /** What it takes from other languages. @returns {{line: string, name: string, from: string, of: string, to: string}[]} `line` as it stands there */
  get shares() {
    return this.#read().shares;
  }

  /** The names that it gives a value. */
  get gives() {
    return this.#read().gives;
  }

  /** Whether it mentions one of the names. @param {Set<string>} names */
  mentions(names) {
    return names.size > 0 && mentions(this.#read().mentioned, names);
  }

  #cache;

  #read() {
    if (this.#cache?.source !== this.source) {
      const lines = linesOf(this.source, canonical(this.kernel) ?? this.kernel).filter(({ kind, text }) => kind !== 'selector' && text.trim() !== '')
        .map((line) => ({ ...line, directive: line.kind === 'directive' ? directiveOf(line.text) : undefined }));
      const directives = lines.filter(({ directive }) => directive);
      const found = new Set(lines.filter(({ directive }) => directive?.name !== 'connect').map(({ kernel }) => kernel));
      const importsCells = directives.some(({ directive }) => directive.name === 'import' && /\.(?:dib|ipynb)$/.test(directive.optionOrFirst('file')));
      if (importsCells) {
        languages.forEach((language) => found.add(language));
      }
      const shares = directives.map(shareOf).filter((share) => share !== undefined);
      const gives = given(this.source, this.parameters);
      shares.forEach(({ name }) => gives.add(name));
      this.#cache = { source: this.source, languages: found, importsCells, shares, gives, mentioned: mentioned(this.source) };
    }
    return this.#cache;
  }
}

/** A directive that is half written is none yet. @param {string} text */
function directiveOf(text) {
  try {
    return new DirectiveLine(text);
  } catch {
    return undefined;
  }
}

/** What a directive takes from another language: `#!set`, or `#!share`, its older form. */
function shareOf({ text: line, kernel: to, directive: { name: directive, options, ...rest } }) {
  const [, kernel, of] = directive === 'set' ? /^@([^:]+):"*(.+?)"*$/.exec(options.get('value') ?? '') ?? []
    : directive === 'share' ? [undefined, options.get('from'), rest.args[0] ?? options.get('name')] : [];
  const from = canonical(kernel);
  const name = directive === 'set' ? options.get('name') : options.get('as') ?? of;
  return languages.includes(from) && of && name ? { line, name, from, of, to } : undefined;
}

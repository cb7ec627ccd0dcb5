/**
 * What has to run before a cell, and what a change concerns. A cell runs in parts, one a language, so that nobody loads a language that
 * they did not ask for.
 */

/**
 * @typedef {import('./cell.mjs').LiveCell} LiveCell
 * @typedef {{cell: LiveCell, languages: string[]}} Part of a plan: run this cell, these languages of it
 */

const none = new Set();

/** What has run in the page's workers, and when. */
export class Ran {
  #parts = new Map(); // "language id" -> {source, at}
  #clock = 0;

  /** @param {LiveCell} cell @param {string} language @param {string} [source] what has run, if its text may be another by now */
  note(cell, language, source = cell.source) {
    this.#parts.set(`${language} ${cell.id}`, { source, at: ++this.#clock });
  }

  /** Forgets a language whose worker has ended. @param {string} language */
  forget(language) {
    [...this.#parts.keys()].filter((key) => key.startsWith(`${language} `)).forEach((key) => this.#parts.delete(key));
  }

  /** Forgets a cell, so that it runs again. @param {LiveCell} cell @param {string[]} [languages] */
  forgetCell(cell, languages = cell.languages) {
    languages.forEach((language) => this.#parts.delete(`${language} ${cell.id}`));
  }

  /** When it has run as it is now; 0 if it has not. @param {LiveCell} cell @param {string} language */
  when(cell, language) {
    const part = this.#parts.get(`${language} ${cell.id}`);
    return part?.source === cell.source ? part.at : 0;
  }
}

/**
 * How far down a cell needs what is above it, by language: its own down to itself, and one that another takes values from down to where it
 * does. Nobody waits for a language, or a cell, that what they asked for can do without.
 * @param {LiveCell} cell
 * @param {LiveCell[]} all
 * @param {(share: {from: string, of: string}) => boolean} isKnown whether a value that is shared is there without its language
 * @param {Set<LiveCell>} left cells that are not to run now
 * @returns {Map<string, number>} the position of the first cell that is not needed
 */
export function reachOf(cell, all, isKnown, left = none) {
  const reach = new Map(cell.languages.map((language) => [language, cell.position]));
  const above = all.slice(0, cell.position).filter((each) => each.isLive && !left.has(each) && !isQuiet(each, cell));
  let isLonger = true;
  const needs = (each) => {
    for (const { from } of each.shares.filter((share) => share.from && !isKnown(share))) {
      if ((reach.get(from) ?? 0) < each.position) {
        reach.set(from, each.position);
        isLonger = true;
      }
    }
  };
  needs(cell);
  while (isLonger) {
    isLonger = false;
    above.filter((each) => each.languages.some((language) => each.position < (reach.get(language) ?? 0))).forEach(needs);
  }
  return reach;
}

/**
 * What has to run so that a cell has run, in order, and itself at last. What has run as it is, after all that it depends on, is left out, but
 * for the cell itself.
 * @param {LiveCell} cell
 * @param {LiveCell[]} all
 * @param {Ran} ran
 * @param {Map<string, number>} reach as of `reachOf`
 * @param {object} [options]
 * @param {Set<LiveCell>} [options.left] cells that are not to run now
 * @param {(share: {from: string, of: string}) => boolean} [options.isKnown] as of `reachOf`
 * @returns {Part[]}
 */
export function planFor(cell, all, ran, reach, { left = none, isKnown = () => false } = {}) {
  const above = all.slice(0, cell.position).filter((each) => each.isLive && !left.has(each) && !isQuiet(each, cell));
  const parts = [];
  const changed = new Set(); // cells that are going to run
  for (const each of above) {
    const stale = each.languages.filter((language) => each.position < (reach.get(language) ?? 0) && isStale(each, language, above, ran, changed, isKnown));
    if (stale.length > 0) {
      parts.push({ cell: each, languages: stale });
      changed.add(each);
    }
  }
  parts.push({ cell, languages: cell.languages });
  return parts;
}

/** A question to the reader prepares nothing for others, unless somebody mentions what it declares. */
function isQuiet(cell, other) {
  return cell.tags.includes('quiz') && !dependsOn(other, cell);
}

function isStale(cell, language, above, ran, changed, isKnown) {
  const when = ran.when(cell, language);
  return when === 0 || above.some((each) => each.position < cell.position && dependsOn(cell, each, isKnown)
    && (changed.has(each) || each.languages.some((other) => ran.when(each, other) > when)));
}

/**
 * Whether a cell takes something from what stands above it: a name of a language that they share, or a value of another.
 * @param {LiveCell} cell
 * @param {{languages: string[], gives: Set<string>}} other
 * @param {(share: {from: string, of: string}) => boolean} [isKnown] whether a value is there without what gives it
 */
function dependsOn(cell, { languages, gives }, isKnown = () => false) {
  return cell.languages.some((language) => languages.includes(language)) ? cell.mentions(gives)
    : cell.shares.some((share) => languages.includes(share.from) && !isKnown(share)
      && [...gives].some((name) => name === share.of || name.startsWith(`${share.of}.`)));
}

/**
 * The cells that a change concerns, one after the other: those that depend on what has changed, and those that depend on these.
 * @param {{languages: string[], gives: Set<string>}[]} changed cells, or what gives values as one does
 * @param {LiveCell[]} all
 * @returns {LiveCell[]}
 */
export function concernedBy(changed, all) {
  const concerned = [...changed];
  return all.filter((cell) => {
    const isConcerned = cell.isLive && concerned.some((each) => (each.position ?? -1) < cell.position && dependsOn(cell, each));
    if (isConcerned) {
      concerned.push(cell);
    }
    return isConcerned;
  });
}

/**
 * Of some cells those that one depends on, or that these depend on.
 * @param {LiveCell} cell
 * @param {LiveCell[]} cells
 * @returns {LiveCell[]} in the order of the page
 */
function neededBy(cell, cells) {
  const needed = [cell];
  for (const each of cells.toSorted((one, other) => other.position - one.position)) {
    if (needed.some((other) => each.position < other.position && dependsOn(other, each))) {
      needed.push(each);
    }
  }
  return needed.slice(1).reverse();
}

/**
 * The cells that a slider does not run, because they take as long as they say: those tagged `real-time`, and what follows from them.
 * @param {LiveCell[]} all
 * @returns {Set<LiveCell>}
 */
export function inRealTime(all) {
  const timed = all.filter((cell) => cell.tags.includes('real-time'));
  return new Set([...timed, ...concernedBy(timed, all)]);
}

/**
 * The order in which a slider runs cells: JavaScript first, because it is there at once; then what the reader sees, behind what that
 * is made from; and of the rest first what does not wait for C#'s compiler.
 * @param {LiveCell[]} cells
 * @param {object} options
 * @param {(cell: LiveCell, languages?: string[]) => boolean} options.isOf whether a cell and what it needs are of some languages, or of those that are loaded
 * @param {(cell: LiveCell) => boolean} options.isInSight
 * @returns {[LiveCell[], LiveCell[]]} those of JavaScript alone, and the others as far as their languages are loaded
 */
export function inOrder(cells, { isOf, isInSight }) {
  const [first, others] = [true, false].map((isFirst) => cells.filter((cell) => isFirst === isOf(cell, ['javascript'])));
  const turn = (cell) => (isInSight(cell) ? 0 : isOf(cell, ['javascript', 'python']) ? 1 : 2);
  const loaded = others.filter((cell) => isOf(cell));
  const turns = loaded.map((cell) => ({ cell, turn: turn(cell) })).toSorted((one, other) => one.turn - other.turn);
  return [first, [...new Set(turns.flatMap(({ cell }) => [...neededBy(cell, loaded), cell]))]];
}

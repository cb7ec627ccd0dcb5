/** What a reader has changed on this page, kept in this browser. Where storage is switched off it holds until the page is left. */
const key = `workbook-edits ${location.pathname}`;

/**
 * @typedef {object} Edits
 * @property {Record<string, string>} cells the text of each that is edited
 * @property {Record<string, number>} parameters the value of each that has another
 */

const kinds = ['cells', 'parameters'];

/** @returns {Edits} nothing is edited */
export const none = () => ({ cells: {}, parameters: {} });

/**
 * Keeps what this tab has changed; what another tab has changed meanwhile stays.
 * @param {Edits} before what this tab has kept, or found, last
 * @param {Edits} edits
 * @param {{edition: string, cells: string[]}} marks the cells that show what is no longer so, and the chapter's edition that says so: with them
 * the next visit marks cells before anything is loaded. What another tab has kept may concern more cells: then the next visit finds them anew.
 */
export function keep(before, edits, marks) {
  const all = kept();
  for (const kind of kinds) {
    for (const name of Object.keys({ ...before[kind], ...edits[kind] }).filter((each) => before[kind][each] !== edits[kind][each])) {
      if (name in edits[kind]) {
        all[kind][name] = edits[kind][name];
      } else {
        delete all[kind][name];
      }
    }
  }
  write(all, isSame(all, edits) ? marks : undefined);
}

/** Keeps nothing any more, of whichever tab. */
export function forget() {
  write(none());
}

/** What live.js reads before anything is loaded. @returns {Edits} */
function kept() {
  try {
    const { cells = {}, parameters = {} } = JSON.parse(localStorage.getItem(key)) ?? {};
    return { cells, parameters };
  } catch {
    return none();
  }
}

function write(edits, marks) {
  try {
    if (isSame(edits, none())) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, JSON.stringify({ ...edits, marks }));
    }
  } catch {
    // as above
  }
}

function isSame(one, other) {
  return kinds.every((kind) => Object.keys({ ...one[kind], ...other[kind] }).every((name) => one[kind][name] === other[kind][name]));
}

/** What a reader has changed on this page, kept in this browser. Where storage is switched off it holds until the page is left. */
const key = `workbook-edits ${location.pathname}`;

/**
 * @typedef {object} Edits
 * @property {Record<string, string>} cells the text of each that is edited
 * @property {Record<string, number>} parameters the value of each that has another
 * @property {Record<string, true>} concerned the cells whose recordings are of something else, so that the page can mark them before it knows why
 */

const kinds = ['cells', 'parameters', 'concerned'];
const none = () => Object.fromEntries(kinds.map((kind) => [kind, {}]));
let known = none(); // what was kept when this tab last looked

/** @returns {Edits} */
export function kept() {
  known = read();
  return structuredClone(known);
}

/** Keeps what this tab has changed since it last looked; what another tab has changed meanwhile stays. @param {Edits} edits */
export function keep(edits) {
  const merged = read();
  for (const kind of kinds) {
    for (const name of Object.keys({ ...known[kind], ...edits[kind] }).filter((each) => known[kind][each] !== edits[kind][each])) {
      if (name in edits[kind]) {
        merged[kind][name] = edits[kind][name];
      } else {
        delete merged[kind][name];
      }
    }
  }
  known = structuredClone(edits);
  write(merged);
}

/** Keeps nothing any more, of whichever tab. */
export function forget() {
  known = none();
  write(known);
}

function read() {
  try {
    const { cells = {}, parameters = {}, concerned = {} } = JSON.parse(localStorage.getItem(key) ?? '{}');
    return { cells, parameters, concerned };
  } catch {
    return none();
  }
}

function write(edits) {
  try {
    if (kinds.every((kind) => Object.keys(edits[kind]).length === 0)) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, JSON.stringify(edits));
    }
  } catch {
    // as above
  }
}

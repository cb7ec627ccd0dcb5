/** What a page calls languages, and how it says that one is on its way. */
import { kernels } from '../cells/catalog.mjs';

const names = new Map(kernels.filter(({ kind }) => kind === 'language').map(({ name, displayName }) => [name, displayName]));

/** What a cell says that shows what is no longer so. live.js says the same. */
export const changedAbove = 'changed above: press Run';

/** The languages of cells. */
export const languages = [...names.keys()];

/** @param {string} language @returns {string} as people call it */
export function nameOf(language) {
  return names.get(language) ?? language;
}

/** How much of a language has come, as far as that is known. @param {string} language @param {number} [loaded] @param {number} [total] bytes */
export function loadingWords(language, loaded, total) {
  const of = (bytes) => (bytes / 1e6).toFixed(1);
  return total && loaded < total ? `loads ${nameOf(language)}, ${of(loaded)} of ${of(total)} MB` : `starts ${nameOf(language)}`;
}

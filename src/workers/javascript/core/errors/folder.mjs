let prefixes = []; // the longest first

/**
 * Says where the notebook lies.
 * @param {string} path its folder, with the separator at the end
 * @param {string} url the same as a URL
 */
export function setFolder(path, url) {
  prefixes = [` imported from ${path}`, url, path];
}

/** A text with paths relative to the notebook's folder, so that a saved notebook is the same on every machine. */
export function withoutFolder(text) {
  return prefixes.reduce((shorter, prefix) => shorter.replaceAll(prefix, ''), text);
}

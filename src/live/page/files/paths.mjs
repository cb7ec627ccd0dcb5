/** Paths of a book's files, as the workers see them: `/book/data/x.json`. */

/** @param {string} folder @param {string} path relative to it, or full @returns {string} full */
export function resolved(folder, path) {
  const parts = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).replaceAll('\\', '/').split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}

/** @param {string} folder @param {string} path full @returns {string} how the path is written in that folder */
export function relativeTo(folder, path) {
  const [from, to] = [folder, path].map((each) => each.split('/').filter(Boolean));
  const common = from.findIndex((part, index) => part !== to[index]);
  const shared = common < 0 ? from.length : common;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** @param {string} path @returns {string} the folder that it is in */
export function folderOf(path) {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** @param {string} path @returns {string} the file's name */
export function nameOf(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** @param {string} path @returns {string} the end of the name, such as `.py`, in small letters; empty if there is none */
export function extensionOf(path) {
  return (/\.[^./]*$/.exec(path)?.[0] ?? '').toLowerCase();
}

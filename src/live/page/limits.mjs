/** Errors that mean that a page cannot do what a cell asks: the runtimes say it in words of their own, and this adds what to do. */

const limits = [
  { when: /module specifier|imported module: node:|is not defined$/, names: /^(?:TypeError|ReferenceError)$/, of: nodeOf },
  { when: /subprocess|emscripten does not support processes|not supported on this platform|can't start new thread|cannot start (?:new )?thread/i,
    names: /./, of: () => 'A page starts no processes and no threads' },
  { when: /Cannot wait on monitors on this runtime/, names: /./, of: () => 'A page has one thread, so nothing can block on another' },
  { when: /No module named/, names: /^ModuleNotFoundError$/, of: () => 'A page has only Python\'s own modules and those of the book' },
];

/**
 * What to add to an error.
 * @param {{ename: string, evalue: string}} error
 * @param {string} atHome how the cell runs where it can, as the end of a sentence
 * @returns {string | undefined} a line
 */
export function hintFor({ ename, evalue }, atHome) {
  for (const { when, names, of } of limits) {
    const what = names.test(ename) && when.test(evalue) ? of(evalue) : undefined;
    if (what) {
      return `${what}: ${atHome}`;
    }
  }
  return undefined;
}

function nodeOf(evalue) {
  if (/module specifier|imported module/.test(evalue)) {
    return 'A page has no modules of Node or npm';
  }
  return /^(?:process|require|Buffer|setImmediate|__dirname|__filename) is not defined$/.test(evalue) ? 'A page has nothing of Node' : undefined;
}

/** The JSDoc comments above what cells declare, for `inspect`. They are read when somebody asks: that takes the parser. */
import { Map, Set } from '../intrinsics.mjs';
import { declaredBy } from './declarations.mjs';
import { parsed } from './reading/parser.mjs';

const documentation = new Map(); // by name
const unread = new Set(); // texts of cells, in order

/** @param {string} name @returns {string | undefined} what its declaration's comment says */
export function documentationOf(name) {
  unread.forEach((code) => {
    unread.delete(code);
    read(code);
  });
  return documentation.get(name);
}

/** @param {string} code a cell's */
export function documentDeclarations(code) {
  if (code.includes('/**') || unread.size + documentation.size > 0) { // what is declared anew is documented anew
    unread.delete(code);
    unread.add(code);
  }
}

function read(code) {
  const comments = [];
  let program;
  try {
    program = parsed(code, comments);
  } catch {
    return; // it ran, so it is JavaScript that this parser does not know
  }
  const documented = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'));
  for (const statement of program.body) {
    const [first, ...others] = declaredBy(statement).keys(); // a comment tells of the first
    others.forEach((name) => documentation.delete(name));
    const comment = documented.findLast(({ end }) => end <= statement.start && !code.slice(end, statement.start).trim());
    if (first) {
      documentation.set(first, comment && text(comment.value));
    }
  }
}

function text(comment) {
  return comment.slice(1).split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd()).join('\n').trim();
}

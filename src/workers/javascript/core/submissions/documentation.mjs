/** The JSDoc comments above what cells declare, for `inspect`. */
import { Map } from '../intrinsics.mjs';
import { declaredBy } from './declarations.mjs';

const documentation = new Map(); // by name

/** @param {string} name @returns {string | undefined} what its declaration's comment says */
export function documentationOf(name) {
  return documentation.get(name);
}

/**
 * @param {import('acorn').Program} program a parsed cell
 * @param {import('acorn').Comment[]} comments its comments, in order
 * @param {string} code its text
 */
export function documentDeclarations(program, comments, code) {
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

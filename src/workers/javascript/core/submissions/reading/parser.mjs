/** How the parser reads a cell. A page loads the parser when something here is first called. */
import { parse } from 'acorn';

export const cellSyntax = {
  ecmaVersion: 'latest',
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowImportExportEverywhere: true,
};

/**
 * @param {string} code
 * @param {import('acorn').Comment[]} [comments] gets its comments
 * @returns {import('acorn').Program}
 * @throws {SyntaxError} with `pos` and `loc`
 */
export function parsed(code, comments) {
  return parse(code, { ...cellSyntax, locations: true, onComment: comments });
}

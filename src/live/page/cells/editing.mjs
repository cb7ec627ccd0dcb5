/** What an editor asks about a cell, for the kernel at the cursor: it gets the cell with everything blanked out that is not for it. */
import { linesOf } from './lines.mjs';

/**
 * @param {string} source the cell's text
 * @param {string} kernel the kernel at its start
 * @param {number} cursor an index into it
 * @returns {{kernel: string, code: string, cursor: number, isDirective: boolean, line: import('./lines.mjs').CellLine}} positions in `code` are the
 * cell's own; the line is that of the cursor
 */
export function placeOf(source, kernel, cursor) {
  const at = Math.min(Math.max(cursor, 0), source.length);
  const lines = linesOf(source, kernel);
  const here = lines.findLast(({ start }) => start <= at);
  let code = source;
  for (const line of lines) {
    if (isInstruction(line) || line.kernel !== here.kernel) {
      const end = line.start + line.text.length;
      code = code.slice(0, line.start) + ' '.repeat(line.text.length) + code.slice(end);
    }
  }
  return { kernel: here.kernel, code, cursor: at, isDirective: isInstruction(here), line: here };
}

/** Whether a line is a directive or selector, or is becoming one. */
function isInstruction({ kind, text }) {
  return kind !== 'code' || text.startsWith('#!');
}

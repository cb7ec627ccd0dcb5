/** Whether code can be run as it stands. */
import { compiled } from '../submissions/submission.mjs';
import { parsed } from '../submissions/reading/parser.mjs';
import { blanked, importStatements } from '../submissions/imports.mjs';

/**
 * @param {string} code
 * @returns {{status: 'complete' | 'incomplete' | 'invalid', problems: {start: number, end: number, message: string}[]}}
 */
export function check(code) {
  let program;
  try {
    program = parsed(code);
  } catch (error) {
    const start = error.pos ?? 0;
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    return { status: isCutOff(error, code) ? 'incomplete' : 'invalid', problems: [{ start, end: start + wordAt(code, start), message }] };
  }
  try {
    compiled({ code: blanked(code, importStatements(program)), file: 'check', line: 1 }, ''); // V8 may refuse it still
    return { status: 'complete', problems: [] };
  } catch (error) {
    return { status: 'invalid', problems: [{ start: 0, end: code.length, message: error.message }] }; // and does not say where
  }
}

/** How long the word is that begins at a place; at least a sign, where there is one. */
function wordAt(code, start) {
  return /^[\w$]+|^[^]?/.exec(code.slice(start))[0].length;
}

function isCutOff({ message, pos }, code) {
  return pos >= code.length
    || /^Unterminated (template|comment)/.test(message)
    || (/^Unterminated string/.test(message) && /\\\r?\n?$/.test(code))
    || (/^Missing catch/.test(message) && /\}\s*$/.test(code));
}

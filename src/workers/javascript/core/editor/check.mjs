/** Whether code can be run as it stands. */
import { parse } from 'acorn';
import { cellSyntax, compiled } from '../submissions/submission.mjs';
import { blanked, importStatements } from '../submissions/imports.mjs';

/** @param {string} code @returns {'complete' | 'incomplete' | 'invalid'} */
export function check(code) {
  let program;
  try {
    program = parse(code, cellSyntax);
  } catch (error) {
    return isCutOff(error, code) ? 'incomplete' : 'invalid';
  }
  try {
    compiled({ code: blanked(code, importStatements(program)), file: 'check', line: 1 }, ''); // V8 may refuse it still
    return 'complete';
  } catch {
    return 'invalid';
  }
}

function isCutOff({ message, pos }, code) {
  return pos >= code.length
    || /^Unterminated (template|comment)/.test(message)
    || (/^Unterminated string/.test(message) && /\\\r?\n?$/.test(code))
    || (/^Missing catch/.test(message) && /\}\s*$/.test(code));
}

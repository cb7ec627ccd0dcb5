/**
 * Node's `inspect` and `format`. What these make of single texts and numbers is plain; for the rest Node's own source is loaded when it is first
 * needed. So a chapter whose cells show what has a form of its own does not wait for it.
 */
import { Object, String } from '../../../workers/javascript/core/intrinsics.mjs';
import { LateScript } from '../late-script.mjs';

const plainText = /^[ !#-&(-[\]-~]{0,60}$/; // neither quotes nor backslashes, and short enough for one line

export const inspectionScript = new LateScript('workbookInspection');

/** @param {unknown} value @param {object} [options] @returns {string} */
export function inspect(value, options) {
  const text = options === undefined ? plain(value) : undefined;
  return text ?? inspectionScript.value.inspect(value, options);
}

/** @param {...unknown} args @returns {string} */
export function format(...args) {
  if (args.length > 1 && typeof args[0] === 'string' && args[0].includes('%')) {
    return inspectionScript.value.format(...args);
  }
  let text = '';
  for (let at = 0; at < args.length; at++) {
    const part = typeof args[at] === 'string' ? args[at] : plain(args[at]);
    if (part === undefined) {
      return inspectionScript.value.format(...args);
    }
    text += at === 0 ? part : ` ${part}`;
  }
  return text;
}

/** What `inspect` makes of a value of which nobody needs to know more; undefined for others. */
function plain(value) {
  switch (typeof value) {
    case 'string':
      return plainText.test(value) ? `'${value}'` : undefined;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${String(value)}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    default:
      return value === null ? 'null' : undefined;
  }
}

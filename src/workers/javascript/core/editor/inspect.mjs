/** What is known of the name at the cursor. */
import { documentationOf } from '../submissions/documentation.mjs';
import { lookUp } from './lookup.mjs';
import { preview, signature, typeName } from './preview.mjs';
import { calleeIndex, chainEndingAt, endOfName, isName, tokensOf } from './tokens.mjs';

/**
 * @param {string} code
 * @param {number} cursor
 * @returns {Record<string, string> | undefined} a mime bundle. Between the names of a call it tells of the function.
 */
export function inspectAt(code, cursor) {
  const end = endOfName(code, cursor);
  const { tokens, inComment } = tokensOf(code.slice(0, end));
  if (inComment) {
    return undefined;
  }
  const last = tokens.length - 1;
  const here = isName(tokens[last]) && tokens[last].end === end ? described(tokens, last) : undefined;
  const text = here ?? described(tokens, calleeIndex(tokens));
  return text && { 'text/plain': text };
}

function described(tokens, index) {
  const chain = isName(tokens[index]) ? chainEndingAt(tokens, index) : undefined;
  const found = chain && lookUp(chain);
  if (!found) {
    return undefined;
  }
  const name = chain.keys.at(-1) ?? chain.root.name;
  const documentation = chain.keys.length === 0 ? documentationOf(name) : undefined;
  const value = typeof found.value === 'function' ? signature(found.value) : preview(found.value);
  return [`${name}: ${typeName(found.value)}`, value, ...(documentation ? ['', documentation] : [])].join('\n');
}

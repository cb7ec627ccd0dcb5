/** The value that a chain of names stands for. */
import { readGlobal, readProperty } from '../submissions/live-values.mjs';

/**
 * @param {ReturnType<typeof import('./tokens.mjs').chainEndingAt>} chain
 * @returns {{value: unknown} | undefined} nothing if it is not known without running code of the reader's
 */
export function lookUp({ root, keys }) {
  const start = 'value' in root ? root : root.name === 'globalThis' ? { value: globalThis } : readGlobal(root.name);
  return keys.reduce((found, key) => found && readProperty(found.value, `${key}`), start);
}

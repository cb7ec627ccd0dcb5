/** The variables that cells have made. */
import { Object } from '../intrinsics.mjs';
import { isReaders, readGlobal } from '../submissions/live-values.mjs';
import { preview, typeName } from './preview.mjs';

/** @returns {{name: string, type: string, value: string}[]} by name */
export function listVariables() {
  return Object.getOwnPropertyNames(globalThis).filter(isReaders).sort().map((name) => {
    const found = readGlobal(name);
    return found
      ? { name, type: typeName(found.value), value: preview(found.value) }
      : { name, type: 'getter', value: 'a getter of its own, which is not called here' };
  });
}

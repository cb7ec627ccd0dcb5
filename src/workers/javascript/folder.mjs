import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const folder = join(process.cwd(), '/');
const url = pathToFileURL(folder).href;

/** A text with paths relative to the notebook's folder, so that a saved notebook is the same on every machine. */
export function withoutFolder(text) {
  return text.replaceAll(` imported from ${folder}`, '').replaceAll(url, '').replaceAll(folder, '');
}

import { inspect } from 'node:util';
import { toJson } from './json.mjs';

/**
 * What a cell returned, as a mime bundle.
 * @param {unknown} value
 * @returns {Record<string, unknown> | undefined} nothing to show for undefined; no JSON for what JSON cannot hold
 */
export function result(value) {
  if (value === undefined) {
    return undefined;
  }
  const { json } = toJson(value);
  return { ...(json === undefined ? {} : { 'application/json': json }), 'text/plain': inspect(value) };
}

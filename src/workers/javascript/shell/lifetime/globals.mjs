/** What cells find on `globalThis` besides Node's own: the same as in hosts where JavaScript runs in a browser, or expected. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { Object } from '../../core/intrinsics.mjs';
import { interactive } from '../../core/questions/peer-variables.mjs';
import { accept } from '../../core/running/integrity.mjs';
import { rememberGlobals } from '../../core/submissions/live-values.mjs';

/**
 * @param {import('../../core/questions/input-requests.mjs').InputRequests} requests
 * @param {import('../../core/questions/peer-variables.mjs').PeerVariables} variables
 */
export function giveGlobals(requests, variables) {
  define('require', createRequire(join(process.cwd(), 'notebook'))); // finds packages from the notebook's folder
  define('prompt', function prompt(message = '', byDefault = '') {
    return requests.ask(message, byDefault);
  });
  define('interactive', interactive(variables));
  rememberGlobals();
  accept();
}

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

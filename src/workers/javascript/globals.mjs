/** What cells find on `globalThis` besides Node's own: the same as in hosts where JavaScript runs in a browser, or expected. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { Object } from './intrinsics.mjs';
import { rememberGlobals } from './live-values.mjs';

/**
 * @param {import('./questions.mjs').Questions} questions
 */
export function giveGlobals(questions) {
  define('require', createRequire(join(process.cwd(), 'notebook'))); // finds packages from the notebook's folder
  define('prompt', function prompt(message = '', byDefault = '') {
    return questions.ask(message, byDefault);
  });
  rememberGlobals();
}

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

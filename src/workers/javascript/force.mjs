/**
 * On the watchdog thread: stopping code that does not return. An inspector session of another thread can terminate what
 * the main thread runs, also in an Atomics.wait. Its variables stay.
 */
import { BEFORE_TERMINATION, READY, TERMINATING } from './signals.mjs';

/** Milliseconds the main thread has to get ready. Native code cannot, nor can code with no room left on its stack. */
const PATIENCE = 30;

let connecting;

/**
 * Terminates the JavaScript that the main thread runs now.
 * @param {Int32Array} signals shared with the main thread
 */
export async function stopMainThread(signals) {
  connecting ??= connect();
  const session = await connecting;
  Atomics.store(signals, READY, 0);
  Atomics.store(signals, TERMINATING, 0);
  session.post('Runtime.evaluate', { expression: `globalThis[Symbol.for('${BEFORE_TERMINATION}')]()`, silent: true });
  Atomics.wait(signals, READY, 0, PATIENCE);
  if (Atomics.load(signals, READY) === 1) {
    session.post('Runtime.terminateExecution');
    Atomics.store(signals, TERMINATING, 1);
  }
}

async function connect() {
  const { Session } = await import('node:inspector'); // only an interrupt by force has to pay for it
  const session = new Session();
  session.connectToMainThread();
  return session;
}

/**
 * On the watchdog thread: stopping code that does not return. An inspector session of another thread can terminate what
 * the main thread runs, also in an Atomics.wait. Its variables stay.
 */
import { BEFORE_TERMINATION, READY, TERMINATING } from './signals.mjs';

/** Milliseconds to wait for the main thread to get ready before anything else is done. */
const PATIENCE = 5;

const getReady = { expression: `globalThis[Symbol.for('${BEFORE_TERMINATION}')]()`, silent: true };

let connecting;
let waiting = false; // for the main thread to get ready: it cannot while it runs native code

/**
 * Terminates the JavaScript that the main thread runs now, if it can be terminated now.
 * @param {Int32Array} signals shared with the main thread
 * @returns {Promise<boolean>} whether it was
 */
export async function stopMainThread(signals) {
  connecting ??= connect();
  const session = await connecting;
  if (!waiting) {
    waiting = true;
    Atomics.store(signals, READY, 0);
    Atomics.store(signals, TERMINATING, 0);
    session.post('Runtime.evaluate', getReady, () => {
      waiting = false;
    });
  }

  Atomics.wait(signals, READY, 0, PATIENCE);
  if (Atomics.compareExchange(signals, READY, 1, 0) === 1) {
    session.post('Runtime.terminateExecution');
    Atomics.store(signals, TERMINATING, 1);
    return true;
  }
  return false;
}

async function connect() {
  const { Session } = await import('node:inspector'); // only an interrupt by force has to pay for it
  const session = new Session();
  session.connectToMainThread();
  return session;
}

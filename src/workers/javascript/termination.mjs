/**
 * On the main thread: being terminated without harm.
 *
 * Node 20 and 22 keep a stack of async ids beside the JavaScript stack, for AsyncLocalStorage. Termination unwinds only
 * the second, and Node ends the process when they disagree. So the first one is emptied just before.
 */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { credit } from './execution.mjs';
import { BEFORE_TERMINATION, READY, TERMINATING } from './signals.mjs';

/** Milliseconds the main thread waits for the termination it was told of. */
const ANNOUNCED = 100;

/**
 * Lets the watchdog make this thread ready.
 * @param {Int32Array} signals shared with the watchdog
 */
export function allowTermination(signals) {
  Object.defineProperty(globalThis, Symbol.for(BEFORE_TERMINATION), {
    value() {
      credit.disable(); // no async id is pushed from here on; the next cell's `run` enables it again
      forgetAsyncIds();
      Atomics.store(signals, READY, 1);
      Atomics.notify(signals, READY);
      // User code must not run again before the termination, or the stack fills anew.
      const deadline = performance.now() + ANNOUNCED;
      while (Atomics.load(signals, TERMINATING) === 0 && performance.now() < deadline);
    },
  });
}

/** Node empties its stack of async ids after an uncaught exception was handled, and offers no other way. */
function forgetAsyncIds() {
  const quiet = !process.hasUncaughtExceptionCaptureCallback();
  if (quiet) {
    process.setUncaughtExceptionCaptureCallback(() => {}); // the listeners shall not hear of it
  }
  process._fatalException?.(new Error('The workbook stops the running code.'));
  if (quiet) {
    process.setUncaughtExceptionCaptureCallback(null);
  }
}

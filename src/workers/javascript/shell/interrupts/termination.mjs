/**
 * On the main thread: being terminated without harm.
 *
 * Node 20 and 22 keep a stack of async ids beside the JavaScript stack, for AsyncLocalStorage. Termination unwinds only
 * the second, and Node ends the process when they disagree. So the first one is emptied just before.
 */
import process from 'node:process';
import { credit } from '../../core/running/execution.mjs';
import { Atomics, Error, Object, Symbol } from '../../core/intrinsics.mjs';
import { ANSWERED, ASKED, BEFORE_TERMINATION, READY, TERMINATING } from './signals.mjs';
import { isInAsyncHooks } from '../../core/errors/stack-traces.mjs';

let terminated = false;

/**
 * Lets the watchdog make this thread ready. The function it calls runs on top of whatever runs.
 * @param {Int32Array} signals shared with the watchdog
 */
export function allowTermination(signals) {
  Object.defineProperty(globalThis, Symbol.for(BEFORE_TERMINATION), {
    value() {
      if (Atomics.load(signals, ANSWERED) >= Atomics.load(signals, ASKED) || isInAsyncHooks()) {
        return; // nothing to stop any more, or not now: the watchdog tries again
      }
      terminated = true;
      credit.disable(); // promises push no more async ids until the next cell's `run`
      forgetAsyncIds();
      Atomics.store(signals, READY, 1);
      Atomics.notify(signals, READY);
      // User code must not run again before the termination, or the stack fills anew.
      while (Atomics.load(signals, TERMINATING) === 0);
    },
  });
}

/** After a termination, before anything else: optimised code may have pushed one more async id on its last steps. */
export function recover() {
  if (terminated) {
    terminated = false;
    credit.enterWith(undefined); // the end of the terminated cell's `run`
    forgetAsyncIds();
  }
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

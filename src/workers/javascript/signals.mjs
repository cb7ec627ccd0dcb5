/** What the two threads share: places in an Int32Array, and a name. */

/** The number of the latest interrupt that the main thread has answered. */
export const ANSWERED = 0;

/** 1 when the main thread is ready to be terminated and waits for it, 0 when not. */
export const READY = 1;

/** 1 when the watchdog has asked for the termination, 0 when not. */
export const TERMINATING = 2;

/** The symbol of a global function that the watchdog calls on the main thread before it terminates the running code. */
export const BEFORE_TERMINATION = 'async-workbook.before-termination';

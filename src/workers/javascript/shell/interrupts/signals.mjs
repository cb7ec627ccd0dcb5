/** What the two threads share: places in an Int32Array, and a name. */

/** The number of the latest interrupt that the watchdog has passed on. */
export const ASKED = 0;

/** The number of the latest interrupt that the main thread has answered. */
export const ANSWERED = 1;

/** 1 when the main thread is ready to be terminated and waits for it, 0 when not. */
export const READY = 2;

/** 1 when the watchdog has asked for the termination, 0 when not. */
export const TERMINATING = 3;

/** The number of answers that the watchdog has passed on. */
export const ANSWERS = 4;

/** Bytes of the array. */
export const SIZE = 20;

/** The symbol of a global function that the watchdog calls on the main thread before it terminates the running code. */
export const BEFORE_TERMINATION = 'async-workbook.before-termination';

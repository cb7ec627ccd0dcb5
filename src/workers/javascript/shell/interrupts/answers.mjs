import { receiveMessageOnPort } from 'node:worker_threads';
import { Atomics } from '../../core/intrinsics.mjs';
import { ANSWERS } from './signals.mjs';

/**
 * Waits for the reader's answers, which the watchdog receives: this thread stands still.
 * @param {import('node:worker_threads').MessagePort} port from the watchdog
 * @param {Int32Array} signals shared with the watchdog
 * @returns {(question: string) => {text?: string, failed?: string}}
 */
export function answersFrom(port, signals) {
  return (question) => {
    for (;;) {
      const seen = Atomics.load(signals, ANSWERS);
      const received = receiveMessageOnPort(port);
      if (received?.message.question === question) { // an interrupted cell may have left one of its own
        return received.message;
      }
      if (!received) {
        Atomics.wait(signals, ANSWERS, seen);
      }
    }
  };
}

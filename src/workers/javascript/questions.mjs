import { receiveMessageOnPort } from 'node:worker_threads';
import { creditedId } from './execution.mjs';
import { Atomics, Error, String } from './intrinsics.mjs';
import { ANSWERS } from './signals.mjs';

/**
 * What cells ask the reader. As in a browser the thread stands still until the answer is there: the watchdog receives
 * it. An interrupt ends the wait like any other code that does not return.
 */
export class Questions {
  #events;
  #signals;
  #answers;
  #count = 0;

  /**
   * @param {import('./event-channel.mjs').EventChannel} events
   * @param {Int32Array} signals shared with the watchdog
   * @param {import('node:worker_threads').MessagePort} answers from the watchdog
   */
  constructor(events, signals, answers) {
    this.#events = events;
    this.#signals = signals;
    this.#answers = answers;
  }

  /**
   * @param {unknown} message the question
   * @param {unknown} byDefault what an empty answer means
   * @returns {string}
   * @throws {Error} if nobody can answer, in the host's words
   */
  ask(message, byDefault) {
    const question = String(++this.#count);
    this.#events.send({ type: 'ask', parent: creditedId(), question, prompt: String(message), secret: false });
    const { text, failed } = this.#answerTo(question);
    if (failed !== undefined) {
      throw new Error(failed);
    }
    return text || String(byDefault);
  }

  #answerTo(question) {
    for (;;) {
      const seen = Atomics.load(this.#signals, ANSWERS);
      const received = receiveMessageOnPort(this.#answers);
      if (received?.message.question === question) { // an interrupted cell may have left one of its own
        return received.message;
      }
      if (!received) {
        Atomics.wait(this.#signals, ANSWERS, seen);
      }
    }
  }
}

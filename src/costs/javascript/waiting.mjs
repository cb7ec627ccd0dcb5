/** Ways to have many waits under way. Each starts them and returns their promises. */
import { setTimeout as promisified } from 'node:timers/promises';

const many = (tasks, start) => Array.from({ length: tasks }, start);

export const variants = {
  /** The unit: a coroutine that awaits one timer. */
  coroutine(tasks, milliseconds) {
    async function wait() {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
    return many(tasks, wait);
  },

  /** No coroutine of one's own: Node's own promise of a timer, which can be cancelled and carries a value. */
  timer: (tasks, milliseconds) => many(tasks, () => promisified(milliseconds)),

  /** No coroutine at all: a promise that a timer resolves. */
  bare: (tasks, milliseconds) => many(tasks, () => new Promise((resolve) => setTimeout(resolve, milliseconds))),

  /** The unit, around Node's own promise of a timer. */
  'coroutine of timer'(tasks, milliseconds) {
    async function wait() {
      await promisified(milliseconds);
    }
    return many(tasks, wait);
  },
};

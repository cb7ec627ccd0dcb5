/** Kinds of awaits. Each does its operation as often as it is told. */

/** A call, for comparison. */
const plain = (value) => value + 1;

/** Through as many frames as it is told, of which none waits. */
const frames = async (depth) => (depth > 1 ? await frames(depth - 1) : 1);

/** The same, and the innermost gives way once: to all that is ready, not only to microtasks. */
const yieldingFrames = async (depth) => (depth > 1 ? await yieldingFrames(depth - 1) : await nextTurn());

/** The same, but each frame returns the promise instead of awaiting it. */
const returningFrames = async (depth) => (depth > 1 ? returningFrames(depth - 1) : 1);

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const through = (depth, run) => async (count) => {
  for (let i = 0; i < count; i++) {
    await run(depth);
  }
};

/** A queue of one reader: what JavaScript does not bring along. */
class Queue {
  #items = [];
  #reader = null;

  put(item) {
    if (this.#reader) {
      this.#reader(item);
      this.#reader = null;
    } else {
      this.#items.push(item);
    }
  }

  async get() {
    return this.#items.length > 0 ? this.#items.shift() : await new Promise((resolve) => { this.#reader = resolve; });
  }
}

/** A message there and back, through two queues. */
async function pingPong(count) {
  const there = new Queue();
  const back = new Queue();
  const other = async () => {
    for (let i = 0; i < count; i++) {
      back.put(await there.get());
    }
  };
  const answering = other();
  for (let i = 0; i < count; i++) {
    there.put(i);
    await back.get();
  }
  await answering;
}

/** Promises of coroutines, a thousand at a time, that give way once. */
async function create(count) {
  const giveWay = async () => { await null; };
  for (let done = 0; done < count; done += 1000) {
    await Promise.all(Array.from({ length: Math.min(1000, count - done) }, giveWay));
  }
}

async function call(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum = plain(sum);
  }
  return sum;
}

/** Something that is complete, and kept. */
async function ready(count) {
  const done = Promise.resolve(1);
  for (let i = 0; i < count; i++) {
    await done;
  }
}

export const kinds = {
  call,
  ready,
  'completed 1': through(1, frames),
  'completed 10': through(10, frames),
  'completed 100': through(100, frames),
  'yielding 1': through(1, yieldingFrames),
  'yielding 10': through(10, yieldingFrames),
  'yielding 100': through(100, yieldingFrames),
  'returned 10': through(10, returningFrames),
  create,
  'ping-pong': pingPong,
};

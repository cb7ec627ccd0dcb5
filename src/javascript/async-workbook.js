/**
 * Clocks, event log and runs for the workbook's JavaScript cells: the twin of the C# and Python libraries.
 *
 * A classic script without imports, for Node and for browsers. It assigns VirtualClock, ScaledClock, DeadlockError, Run,
 * Runs, RunLog and play to globalThis, because a notebook keeps nothing else of an imported file. All times are in seconds.
 */
(() => {
  'use strict';

  /** A virtual clock counts in ticks of 100 ns, as .NET's TimeSpan does, so 0.1 + 0.2 is 0.3 in all three languages. */
  const ticksPerSecond = 1e7;

  /**
   * Nothing is runnable and no timer is set, although the program is not done: what it awaits can never complete. In
   * real time such a program would hang without a word.
   */
  class DeadlockError extends Error {
    name = 'DeadlockError';
  }

  /**
   * Virtual time: it stands still while anything is runnable and jumps to the next timer when nothing is. Exact, with no
   * drift. Timers that are due together fire in the order in which they were set, and everything that one of them makes
   * runnable runs before the next.
   *
   * It sees promises and its own timers. setTimeout, fetch and other things of the host take no virtual time: while a
   * program waits for nothing else, the clock jumps over them or reports a deadlock.
   */
  class VirtualClock {
    #now = 0;
    #order = 0;
    #timers = [];
    #running = false;

    /** @returns {number} the virtual time in seconds, 0 at the start. */
    now() {
      return this.#now / ticksPerSecond;
    }

    /**
     * Waits in virtual time.
     * @param {number} seconds how long; a negative number counts as 0.
     * @param {{signal?: AbortSignal}} [options] an aborted signal ends the wait: the promise rejects with its reason.
     * @returns {Promise<void>}
     * @throws {Error} (rejects) when no program is running on this clock, since the wait would never end.
     */
    sleep(seconds, { signal } = {}) {
      return abortable(signal, (resolve, reject) => {
        if (!this.#running) {
          reject(new Error('Virtual time passes only while a program runs on this clock: use play(main, clock).'));
          return undefined;
        }
        const timer = { due: this.#now + ticks(seconds), order: this.#order++, resolve };
        push(this.#timers, timer);
        return () => { timer.resolve = undefined; };
      });
    }

    /**
     * Runs a program until it is done; what it started and did not await is dropped then.
     * @template T
     * @param {() => Promise<T>} main the program.
     * @returns {Promise<T>} its result.
     * @throws {DeadlockError} (rejects) when the program can never be done.
     */
    async run(main) {
      if (this.#running) throw new Error('This clock is already running a program; make one clock for each.');
      this.#running = true;
      const queue = macrotaskQueue();
      let done = false;
      try {
        const program = (async () => main())().finally(() => { done = true; });
        program.catch(() => {}); // it is awaited below, but perhaps not before it fails
        for (;;) {
          await queue.next(); // a macrotask runs only when every microtask has, so nothing is runnable after it
          if (done) return await program;
          this.#jump();
        }
      } finally {
        queue.close();
        this.#running = false;
      }
    }

    #jump() {
      while (this.#timers.length > 0) {
        const { due, resolve } = pop(this.#timers);
        if (resolve) {
          this.#now = due;
          resolve();
          return;
        }
      }
      throw new DeadlockError(
        `Deadlock at ${this.now()} s of virtual time: the program waits, but nothing is runnable and no timer is set. ` +
        'Work outside this clock (setTimeout, fetch, workers) is not seen by virtual time.');
    }
  }

  /** Real time at a scale: the machine's clock, read as if every real second were many, and setTimeout for the waits. */
  class ScaledClock {
    #start = performance.now();

    /**
     * @param {number} scale real seconds for one second on this clock, such as 1 / 1000.
     * @throws {RangeError} when the scale is not a positive number.
     */
    constructor(scale) {
      if (!(scale > 0 && Number.isFinite(scale))) {
        throw new RangeError(`The scale is the real seconds for one second on the clock, such as 1 / 1000, and not ${scale}.`);
      }
      this.scale = scale;
    }

    /** @returns {number} the seconds on this clock since it was made. */
    now() {
      return (performance.now() - this.#start) / 1000 / this.scale;
    }

    /**
     * Waits in seconds of this clock; setTimeout cuts the real wait to whole ms.
     * @param {number} seconds how long.
     * @param {{signal?: AbortSignal}} [options] an aborted signal ends the wait: the promise rejects with its reason.
     * @returns {Promise<void>}
     */
    sleep(seconds, { signal } = {}) {
      return abortable(signal, (resolve) => {
        const timer = setTimeout(resolve, seconds * 1000 * this.scale);
        return () => clearTimeout(timer);
      });
    }

    /**
     * Runs a program until it is done.
     * @template T
     * @param {() => Promise<T>} main the program.
     * @returns {Promise<T>} its result.
     */
    async run(main) {
      return main();
    }
  }

  /** What happened in a run, in the order in which it happened, stamped by the run's clock. */
  class RunLog {
    #clock;
    #start;

    /** @type {{t: number, actor: string, event: string}[]} */
    events = [];

    /** @param {{now(): number}} clock stamps the events; times count from now. */
    constructor(clock) {
      this.#clock = clock;
      this.#start = clock.now();
    }

    /**
     * Notes that something happened now.
     * @param {string} actor who, such as 'board 3': a lane of the timeline.
     * @param {string} event what, such as 'host moves'.
     * @returns {number} the time that was stamped, in seconds.
     */
    add(actor, event) {
      const t = this.#clock.now() - this.#start;
      this.events.push({ t, actor, event });
      return t;
    }
  }

  /** The symbol under which a value tells notebooks how to show it: a method that returns a mime bundle. */
  const display = Symbol.for('Jupyter.display');

  /**
   * One run of a program: its results by name, what happened, and how it ended. As JSON it has the shape that all three
   * languages share; as a cell's result it is the line that they share, too.
   */
  class Run {
    constructor(results, events, outcome) {
      Object.assign(this, { results, events, outcome });
    }

    /**
     * A run of a program that was not played on a clock.
     * @param {object} results by name.
     * @param {{t: number, actor: string, event: string}[]} [events] what happened, in order; times in seconds.
     * @param {string} [outcome] 'completed', or the error as 'Type: message'.
     * @returns {Run}
     * @throws {TypeError} when the results have no names.
     */
    static of(results, events = [], outcome = 'completed') {
      if (typeof results !== 'object' || results === null || Array.isArray(results)) {
        throw new TypeError(`A program returns its results by name, such as { hostDone: 3600 }, and not ${resultText(results)}.`);
      }
      return new Run(results, events, outcome);
    }

    /**
     * What stands for a run where a program cannot run.
     * @param {string} reason such as 'needs Node'.
     * @returns {Run}
     */
    static notRun(reason) {
      return new Run({}, [], `not run: ${reason}`);
    }

    /** @returns {string} such as 'completed: lastReply = 3,655 (4,322 events)'. */
    toString() {
      const results = Object.entries(this.results).map(([name, value]) => `${name} = ${resultText(value)}`);
      const count = this.events.length;
      return `${this.outcome}${results.length > 0 ? ': ' : ''}${results.join(', ')} ` +
        `(${resultText(count)} ${count === 1 ? 'event' : 'events'})`;
    }

    [display]() {
      return { 'text/html': `<p>${escape(this)}</p>`, 'text/plain': `${this}` };
    }
  }

  /** Runs by name, in the order in which they were added: the variants of a problem, or whatever a chapter compares. */
  class Runs {
    /** @param {Record<string, Run>} [runs] the first of them; more are assigned, as in runs.rounds = await play(...). */
    constructor(runs = {}) {
      Object.assign(this, runs);
    }

    /** @returns {string} a line for each run. */
    toString() {
      return lines(this).join('\n');
    }

    [display]() {
      return { 'text/html': `<ul>${lines(this).map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`, 'text/plain': `${this}` };
    }
  }

  const lines = (runs) => Object.entries(runs).map(([name, run]) => `${name}: ${run}`);

  const escape = (text) => `${text}`.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /**
   * A result as a person reads it, the same in all three languages: numbers rounded to ticks, as 43,200 or 0.3. Within
   * lists a comma separates, so numbers have none there.
   */
  const resultText = (value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return numberText(Number(value));
    return jsonText(JSON.parse(JSON.stringify(value, (_, inner) => spellable(inner)) ?? 'null'));
  };

  const jsonText = (json) => {
    if (typeof json === 'number') return numberText(json, { useGrouping: false });
    if (Array.isArray(json)) return `[${json.map(jsonText).join(',')}]`;
    if (json === null || typeof json !== 'object') return JSON.stringify(json);
    return `{${Object.entries(json).map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`;
  };

  /** JSON has no word for NaN and the infinite, and no integers beside its numbers. */
  const spellable = (value) => {
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  };

  const numberText = (number, options) => Number.isFinite(number)
    ? tick(number).toLocaleString('en-GB', { maximumFractionDigits: 7, ...options })
    : String(number);

  /** From 1e9 on a number's own steps are wider than a tick. Adding 0 takes the sign from -0. */
  const tick = (number) => Math.abs(number) < 1e9 ? halfToEven(number * ticksPerSecond) / ticksPerSecond + 0 : number;

  /** Math.round rounds every half up; C# and Python round it to the even neighbour. */
  const halfToEven = (number) => {
    const rounded = Math.round(number);
    return rounded - number === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  };

  /**
   * Plays a program on a clock and returns its run.
   * @param {(clock: VirtualClock | ScaledClock, log: RunLog) => Promise<object | undefined>} main the program; it
   *   takes its waits from the clock, notes events in the log and returns its results by name.
   * @param {VirtualClock | ScaledClock} clock one clock for each run.
   * @param {{recordError?: boolean}} [options] recordError: an error becomes the run's outcome, as 'Type: message',
   *   instead of being thrown as it was.
   * @returns {Promise<Run>}
   * @throws {DeadlockError} (rejects) when virtual time finds the program waiting for what can never happen.
   */
  async function play(main, clock, { recordError = false } = {}) {
    const log = new RunLog(clock);
    try {
      return Run.of(await clock.run(() => main(clock, log)) ?? {}, log.events);
    } catch (error) {
      if (!recordError) throw error;
      return Run.of({}, log.events, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  }

  const ticks = (seconds) => {
    if (typeof seconds !== 'number' || Number.isNaN(seconds)) throw new TypeError(`sleep takes seconds, and not ${seconds}.`);
    return Math.max(0, Math.round(seconds * ticksPerSecond));
  };

  /** A promise whose start(resolve, reject) returns how to undo it when the signal is aborted. */
  const abortable = (signal, start) => new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => { undo?.(); reject(signal.reason); };
    const undo = start(() => { signal?.removeEventListener('abort', abort); resolve(); }, reject);
    signal?.addEventListener('abort', abort, { once: true });
  });

  /** One macrotask at a time: setImmediate in Node; a message in a browser, where setTimeout would be slowed to 4 ms. */
  const macrotaskQueue = () => {
    if (typeof setImmediate === 'function') return { next: () => new Promise((resolve) => setImmediate(resolve)), close() {} };
    const { port1, port2 } = new MessageChannel();
    return {
      next: () => new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(null); }),
      close: () => port1.close(),
    };
  };

  // A binary heap by due time, and by order of being set among equals.
  const before = (a, b) => a.due < b.due || (a.due === b.due && a.order < b.order);

  const push = (heap, item) => {
    let at = heap.push(item) - 1;
    for (let parent; at > 0 && before(item, heap[parent = (at - 1) >> 1]); at = parent) heap[at] = heap[parent];
    heap[at] = item;
  };

  const pop = (heap) => {
    const [top] = heap;
    const last = heap.pop();
    if (heap.length === 0) return top;
    let at = 0;
    for (let child; (child = 2 * at + 1) < heap.length; at = child) {
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
    }
    heap[at] = last;
    return top;
  };

  Object.assign(globalThis, { DeadlockError, Run, RunLog, Runs, ScaledClock, VirtualClock, play });
})();

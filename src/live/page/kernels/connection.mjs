/** One worker from its start to its end, as the session speaks with it. */
import { pending } from '../pending.mjs';
import { SharingError } from './sharing-error.mjs';

const questions = ['ask', 'kernels', 'submit', 'request', 'send', 'packages'];
const outputs = ['stream', 'display', 'update', 'result', 'clear', 'error'];

/** The worker has ended. The message says why. */
export class WorkerEnded extends Error {
  name = 'WorkerEnded';
}

export class Connection {
  #worker;
  #ready = pending();
  #answers = new Map(); // id of a command -> takes its answer
  #outputs = new Map(); // id of an execution -> takes its events, also when they come late
  #latest;
  #count = 0;
  #onQuestion;
  #onProgress;
  #end;

  /**
   * @param {(question: {type: string}) => Promise<object>} onQuestion gives what running code has asked for
   * @param {(progress: {phase: string, loaded?: number, total?: number}) => void} onProgress is told of the start
   */
  constructor(onQuestion, onProgress) {
    this.#onQuestion = onQuestion;
    this.#onProgress = onProgress;
    this.#ready.promise.catch(() => {}); // whoever waits for it is told
  }

  /**
   * Starts the worker.
   * @param {(onEvent: (event: {type: string}) => void) => Promise<{send: (command: object) => void, end: () => void}>} start
   * @throws {WorkerEnded} it could not be started
   */
  async start(start) {
    this.#onProgress({ phase: 'loading' });
    try {
      this.#worker = await start((event) => this.#take(event));
    } catch (error) {
      this.end(error.message);
    }
    if (this.#end) {
      this.#worker?.end();
    }
    await this.#ready.promise;
  }

  get isAlive() {
    return !this.#end;
  }

  /** @param {{type: string}} command that needs no answer */
  send(command) {
    if (this.isAlive) {
      this.#worker.send(command);
    }
  }

  /**
   * @param {{type: string}} command
   * @returns {Promise<object>} the event that answers it
   * @throws {SharingError} it could not be carried out
   * @throws {WorkerEnded}
   */
  async ask(command) {
    const event = await this.#answerTo(`r${++this.#count}`, command);
    if (event.type === 'failed') {
      throw new SharingError(event.message ?? 'the value cannot be copied.');
    }
    return event;
  }

  /**
   * @param {{code: string, file: string, line: number}} cell
   * @param {(event: {type: string}) => void} onOutput takes what it shows, also after it has ended
   * @returns {Promise<'ok' | 'error' | 'interrupted'>}
   * @throws {WorkerEnded}
   */
  async execute(cell, onOutput) {
    const id = `e${++this.#count}`;
    this.#outputs.set(id, onOutput);
    this.#latest = id;
    return (await this.#answerTo(id, { type: 'execute', marker: '', ...cell })).status; // a page has no streams to mark
  }

  /** Ends the worker at once, whatever it is doing. @param {string} why */
  end(why) {
    if (!this.#end) {
      this.#end = new WorkerEnded(why);
      this.#worker?.end();
      this.#ready.reject(this.#end);
      this.#answers.forEach(({ reject }) => reject(this.#end));
      this.#answers.clear();
    }
  }

  #answerTo(id, command) {
    if (this.#end) {
      return Promise.reject(this.#end);
    }
    const answer = pending();
    this.#answers.set(id, answer);
    this.#worker.send({ ...command, id });
    return answer.promise;
  }

  #take(event) {
    const { type, parent } = event;
    if (type === 'ready') {
      this.#onProgress({ phase: 'ready' });
      this.#ready.resolve();
    } else if (type === 'ended') {
      this.end(event.message);
    } else if (type === 'progress') {
      this.#onProgress({ phase: event.loaded < event.total ? 'loading' : 'starting', loaded: event.loaded, total: event.total });
    } else if (questions.includes(type)) {
      this.#reply(event);
    } else if (outputs.includes(type)) {
      (this.#outputs.get(parent) ?? this.#outputs.get(this.#latest))?.(event);
    } else {
      this.#answers.get(parent)?.resolve(event);
      this.#answers.delete(parent);
    }
  }

  async #reply(event) {
    const { question } = event;
    const forward = (output) => this.send({ type: 'output', question, output });
    try {
      this.send({ type: 'answer', question, ...await this.#onQuestion(event, forward) });
    } catch (error) {
      this.send({ type: 'answer', question, failed: error.message }); // whatever it is, running code waits for an answer
    }
  }
}

/** A kernel whose code runs in a worker. It starts when it is first needed, and again when it has ended. */
import { Connection, WorkerEnded } from './connection.mjs';
import { SharingError } from './sharing-error.mjs';

/** Which files of the book a language finds; JavaScript reads none, but `#!import` runs its scripts. */
const readable = { csharp: ['.dll', '.json', '.txt', '.csv', '.cs'], python: ['.py', '.json', '.txt', '.csv'] };

/** A language cannot be had. The message says why. */
export class LanguageMissing extends Error {
  name = 'LanguageMissing';
}

export class LanguageKernel {
  #language;
  #host;
  #connection;
  #isReady = false; // whether it has started, and has its files
  #starting;
  #listeners = new Set();
  #isLost = false;
  #executions = 0;

  /**
   * @param {import('../cells/catalog.mjs').Kernel} language
   * @param {object} host
   * @param {(language: string, onEvent: (event: object) => void) => Promise<object>} host.start starts its worker
   * @param {import('../files/book-files.mjs').BookFiles} host.files of the book
   * @param {number} host.grace milliseconds that a cell may take to stop when it is asked
   * @param {(event: object, language: string, forward: (output: object) => void) => Promise<object>} host.answer what running code asks
   */
  constructor(language, host) {
    this.#language = language;
    this.#host = host;
  }

  /** Whether it answers: not while it is loaded. */
  get isStarted() {
    return this.#isReady && this.#connection?.isAlive === true;
  }

  /** Whether a cell runs in it, or waits for it to start. */
  get isBusy() {
    return this.#executions > 0;
  }

  /**
   * Loads the language, if it is not there yet.
   * @param {(progress: object) => void} [onProgress] is told how far it is
   * @throws {LanguageMissing}
   */
  async prepare(onProgress) {
    await this.#started(onProgress);
  }

  /**
   * Runs code.
   * @param {{code: string, file: string, line: number}} cell
   * @param {import('../cell-output.mjs').CellOutput} output
   * @param {import('../stop.mjs').Stop} stop
   * @returns {Promise<import('../submission.mjs').Status>}
   * @throws {LanguageMissing}
   */
  async execute(cell, output, stop) {
    this.#executions++;
    try {
      const connection = await stop.race(this.#started((progress) => output.progress(progress)));
      return await this.#execute(connection, cell, output, stop);
    } finally {
      this.#executions--;
    }
  }

  /** A copy of a variable. @param {string} name @param {string} mime @throws {SharingError} */
  async get(name, mime) {
    const { value, mime: told = 'application/json' } = await this.#ask({ type: 'get', name, mime });
    return { value, mime: told };
  }

  /** Declares a variable. @param {string} name @param {{mime: string, value: unknown}} shared @throws {SharingError} */
  async set(name, { mime, value }) {
    await this.#ask({ type: 'set', name, mime, value });
  }

  /** @returns {Promise<{name: string, type: string, value: string}[]>} its variables */
  async list() {
    return (await this.#ask({ type: 'list' })).variables;
  }

  /** @param {string} code @param {number} cursor @returns {Promise<{start: number, end: number, items: {text: string, kind: string}[]}>} */
  async complete(code, cursor) {
    const { start = cursor, end = cursor, items = [] } = await this.#ask({ type: 'complete', code, cursor });
    return { start, end, items };
  }

  /** @param {string} code @param {number} cursor @returns {Promise<object | undefined>} a mime bundle, if something is known */
  async inspect(code, cursor) {
    return (await this.#ask({ type: 'inspect', code, cursor })).data;
  }

  /** Ends its worker, and its variables with it, because somebody wants that. */
  end() {
    this.#connection?.end('it was restarted');
    this.#connection = undefined;
    this.#starting = undefined;
    this.#isLost = false;
  }

  async #execute(connection, cell, output, stop) {
    const { displayName } = this.#language;
    if (this.#isLost) {
      this.#isLost = false;
      output.print('stderr', `${displayName} was started afresh: the variables of earlier cells are gone.\n`);
    }
    let patience;
    const forget = stop.whenRequested(() => {
      connection.send({ type: 'interrupt' });
      patience = setTimeout(() => connection.end('it did not stop'), this.#host.grace);
    });
    try {
      return await connection.execute(cell, (event) => output.event(event));
    } catch (error) {
      if (!(error instanceof WorkerEnded)) {
        throw error;
      }
      this.#lose(connection);
      if (!stop.isRequested) {
        output.fail('WorkerEnded', `the ${displayName} worker ended while this cell ran (${error.message}). Its variables are gone; `
          + `the next ${displayName} cell starts a fresh one.`);
      }
      return 'ended';
    } finally {
      clearTimeout(patience);
      forget();
    }
  }

  /** Takes leave of a worker that has ended: the next use starts another. */
  #lose(connection) {
    if (this.#connection === connection) {
      this.#connection = undefined;
      this.#starting = undefined;
      this.#isLost = true;
    }
  }

  async #ask(command) {
    const connection = await this.#started();
    try {
      return await connection.ask(command);
    } catch (error) {
      throw error instanceof WorkerEnded
        ? new SharingError(`the ${this.#language.displayName} worker ended (${error.message}); its variables are gone.`)
        : error;
    }
  }

  async #started(onProgress) {
    if (this.#connection?.isAlive === false) {
      this.#lose(this.#connection); // between cells
    }
    if (onProgress) {
      this.#listeners.add(onProgress);
    }
    this.#starting ??= this.#start();
    const starting = this.#starting;
    try {
      return await starting;
    } catch (error) {
      if (this.#starting === starting) {
        this.#starting = undefined; // the reader may try again
        this.#connection = undefined;
      }
      throw new LanguageMissing(`${this.#language.displayName} could not be started: ${error.message}`);
    } finally {
      this.#listeners.delete(onProgress);
    }
  }

  async #start() {
    const { start, files, answer } = this.#host;
    const { name } = this.#language;
    const connection = new Connection(
      (event, forward) => answer(event, name, forward),
      (progress) => this.#listeners.forEach((tell) => tell({ language: name, ...progress })),
    );
    this.#connection = connection;
    this.#isReady = false;
    await connection.start((onEvent) => start(name, onEvent));
    try {
      await Promise.all(files.pathsOf(readable[name] ?? []).map(async (path) =>
        connection.ask({ type: 'file', path, content: await files.base64(path) })));
    } catch (error) {
      connection.end(error.message); // nobody would use it
      throw error;
    }
    this.#isReady ||= this.#connection === connection; // it may have been ended, and another begun, meanwhile
    return connection;
  }
}

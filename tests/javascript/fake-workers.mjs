/** Workers that run nothing, and a page that keeps what it is shown. */

export class FakeWorkers {
  /** What was asked of all of them, in order: `[kernel, 'execute', code, line, file]` and the like. */
  calls = [];

  /** What runs a cell; if nothing does, code `fail` fails and all else ends well. */
  run;

  /** Called before a worker is ready. */
  starting = () => {};

  #started = new Map();
  #changed = () => {};

  /** @param {Record<string, Record<string, unknown>>} [variables] by kernel */
  constructor(variables = {}) {
    this.variables = variables;
    this.start = async (language, onEvent) => {
      const worker = new FakeWorker(language, onEvent, this);
      this.last = worker;
      this.#started.set(language, worker);
      queueMicrotask(() => {
        this.starting(worker);
        worker.event({ type: 'ready', language });
      });
      return worker;
    };
  }

  of(language) {
    return this.#started.get(language);
  }

  /** Waits until something holds, which can change when a worker is told something. */
  async until(holds) {
    while (!holds()) {
      await new Promise((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  told() {
    this.#changed();
  }
}

class FakeWorker {
  commands = [];
  hasEnded = false;
  interrupted = () => {};
  answered = () => {};
  #language;
  #all;

  constructor(language, event, all) {
    this.#language = language;
    this.#all = all;
    this.event = event;
    this.variables = all.variables[language] ?? {};
    this.interrupted = undefined;
  }

  send(command) {
    this.commands.push(command);
    queueMicrotask(() => {
      this.#carryOut(command);
      this.#all.told();
    });
  }

  end() {
    this.hasEnded = true;
  }

  #carryOut(command) {
    const { type, id: parent, name, mime } = command;
    const call = (...rest) => this.#all.calls.push([this.#language, type, ...rest]);
    switch (type) {
      case 'execute':
        call(command.code, command.line, command.file);
        (this.#all.run ?? ended)(this, command);
        break;
      case 'get':
        call(name, mime);
        this.event(name in this.variables
          ? { type: 'value', parent, value: this.variables[name], mime }
          : { type: 'failed', parent, message: `there is no "${name}".` });
        break;
      case 'set':
        call(name, mime, command.value);
        this.variables[name] = command.value;
        this.event({ type: 'ok', parent });
        break;
      case 'list':
        call();
        this.event({ type: 'variables', parent, variables: [{ name: 'boards', type: 'int', value: '24' }, { name: 'pace', type: 'float', value: '1.0' }] });
        break;
      case 'complete':
        this.event({ type: 'completions', parent, start: 0, end: command.cursor, items: [{ text: this.#language, kind: 'x' }] });
        break;
      case 'inspect':
        this.event({ type: 'inspection', parent, data: { 'text/plain': this.#language } });
        break;
      case 'file':
        this.event({ type: 'ok', parent });
        break;
      case 'interrupt':
        this.interrupted?.();
        break;
      case 'answer':
        this.answered();
        break;
      case 'output':
        break;
      default:
        throw new Error(`no worker knows ${type}`);
    }
  }
}

function ended(worker, { id: parent, code }) {
  const fails = code.trim() === 'fail';
  if (fails) {
    worker.event({ type: 'error', parent, ename: 'Error', evalue: 'failed', traceback: ['Error: failed'] });
  }
  worker.event({ type: 'done', parent, status: fails ? 'error' : 'ok' });
}

/** A sink that keeps everything. */
export class Shown {
  outputs = [];
  updates = [];
  clears = [];
  progressed = [];

  output(output) {
    this.outputs.push(output);
  }

  update(id, data) {
    this.updates.push([id, data]);
  }

  clear(wait) {
    this.clears.push(wait);
  }

  progress(progress) {
    this.progressed.push(progress);
  }
}

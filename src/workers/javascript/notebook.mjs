import { openSync } from 'node:fs';
import process from 'node:process';
import timers from 'node:timers';
import { describeError, interruption, lateError } from './errors.mjs';
import { Execution, credit } from './execution.mjs';
import { Atomics, Error, String } from './intrinsics.mjs';
import { result } from './result.mjs';
import { ANSWERED } from './signals.mjs';
import { allowTermination, recover } from './termination.mjs';
import { getVariable, setVariable } from './variables.mjs';
import { dropTimers } from './waits.mjs';
import { writeWhole } from './write-whole.mjs';

const { setImmediate } = timers; // Node's own, before it is replaced for user code

/** The main thread's part: carries out the commands that the watchdog hands over, one cell at a time. */
export class Notebook {
  #events;
  #signals;
  #running; // the execution whose `done` is due
  #ended; // id of the latest cell that is done
  #raw = [1, 2].map(reopened); // where child processes and native code print
  #compiler = import('./cell.mjs'); // loads acorn while the host reads the notebook
  #editor = import('./editor/commands.mjs');

  /**
   * @param {import('./event-channel.mjs').EventChannel} events
   * @param {Int32Array} signals shared with the watchdog
   */
  constructor(events, signals) {
    this.#events = events;
    this.#signals = signals;
    allowTermination(signals);
  }

  /** @param {import('node:worker_threads').Worker} watchdog */
  listen(watchdog) {
    watchdog.on('message', (command) => this.#carryOut(command));
    process.on('unhandledRejection', (reason) => this.#reportLate('Unhandled rejection', reason));
    process.on('uncaughtException', (error) => this.#reportLate('Uncaught exception', error));
  }

  #carryOut(command) {
    switch (command.type) {
      case 'execute':
        return this.#execute(command);
      case 'interrupt':
        return this.#interrupt(command);
      case 'get':
        return this.#answer(command, () => ({ type: 'value', ...getVariable(command.name, command.mime) }));
      case 'complete':
      case 'inspect':
      case 'check':
      case 'list':
        return this.#answer(command, async () => (await this.#editor)[command.type](command));
      case 'set':
        return this.#answer(command, () => {
          setVariable(command.name, command.value);
          return { type: 'ok' };
        });
      case 'shutdown':
        return process.exit(0);
      default:
        return this.#answer(command, () => {
          throw new Error(`The JavaScript worker does not know the command "${command.type}".`);
        });
    }
  }

  async #execute(command) {
    const execution = new Execution(command);
    this.#running = execution;
    try {
      const { Cell } = await this.#compiler;
      if (execution.signal.aborted) {
        return; // interrupted while the compiler was loading
      }
      execution.cell = new Cell(execution);
      const value = await credit.run(execution, () => execution.cell.run());
      const data = credit.run(execution, () => result(value));
      if (data) {
        this.#send(execution, 'result', { data, metadata: {} });
      }
      this.#endSoon(execution, 'ok');
    } catch (thrown) {
      this.#send(execution, 'error', describeError(thrown));
      this.#endSoon(execution, 'error');
    }
  }

  /** Terminated code cannot tell that it was, so the end of an interrupted cell is written here. */
  #interrupt({ number, executing }) {
    Atomics.store(this.#signals, ANSWERED, number);
    recover();
    const execution = this.#running;
    if (execution) {
      execution.interrupt();
      dropTimers(execution);
      this.#send(execution, 'error', interruption());
      this.#end(execution, 'interrupted');
    } else if (executing !== undefined && executing !== this.#ended) {
      // Its `execute` was on its way in when the termination struck.
      this.#events.send({ type: 'error', parent: executing, ...interruption() });
      this.#events.send({ type: 'done', parent: executing, status: 'interrupted' });
      this.#ended = executing;
    }
  }

  /** Says nothing about an execution that is over: it may have been interrupted, and settled after that. */
  #send(execution, type, fields) {
    if (execution === this.#running) {
      this.#events.send({ type, parent: execution.id, ...fields });
    }
  }

  /** Node reports rejections that nobody handled when the microtasks have run: let them come before the end. */
  #endSoon(execution, status) {
    setImmediate(() => this.#end(execution, status));
  }

  #end(execution, status) {
    if (execution === this.#running) {
      execution.cell?.forgetUninitialised();
      this.#raw.forEach((fd) => writeWhole(fd, execution.marker));
      this.#events.send({ type: 'done', parent: execution.id, status });
      this.#ended = execution.id;
      this.#running = undefined;
    }
  }

  async #answer({ id }, answer) {
    let event;
    try {
      event = await answer();
    } catch (error) {
      event = { type: 'failed', message: error?.message ?? String(error) };
    }
    this.#events.send({ ...event, parent: id });
  }

  #reportLate(what, thrown) {
    const execution = credit.getStore();
    if (!execution?.signal.aborted) {
      process.stderr.write(lateError(what, thrown));
    }
  }
}

/** A descriptor of our own to the same place, where the system can: cells may close the process's. */
function reopened(fd) {
  try {
    return openSync(`/dev/fd/${fd}`, 'w');
  } catch {
    return fd;
  }
}

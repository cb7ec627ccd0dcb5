import timers from 'node:timers';
import { describeError, interruption, lateError } from '../errors/descriptions.mjs';
import { result } from '../formatting/result.mjs';
import { Error, String } from '../intrinsics.mjs';
import { Execution, credit } from '../running/execution.mjs';
import { isUnchanged, worksStill } from '../running/integrity.mjs';
import { dropTimers } from '../running/waits.mjs';
import { getVariable, setVariable } from '../sharing/variables.mjs';

const { clearTimeout, setImmediate, setTimeout } = timers; // Node's own, before they are replaced for user code

/** Milliseconds that a cell of the worker's own may take; it needs one. */
const PROBE = 1000;

/** Carries out the host's commands, one cell at a time. */
export class Dispatcher {
  #shell;
  #variables;
  #running; // the execution whose `done` is due
  #ended; // id of the latest cell that is done
  #compiler = import('../submissions/submission.mjs'); // loads while the host reads the notebook
  #editor = import('../editor/commands.mjs');

  /**
   * @param {import('../running/shell.mjs').Shell} shell
   * @param {import('../questions/peer-variables.mjs').PeerVariables} variables what cells ask of other kernels
   */
  constructor(shell, variables) {
    this.#shell = shell;
    this.#variables = variables;
  }

  /** @param {{type: string, id?: string}} command any but `interrupt`, and of answers those that cells await */
  accept(command) {
    switch (command.type) {
      case 'execute':
        return this.#execute(command);
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
      case 'answer':
        return this.#variables.take(command);
      case 'shutdown':
        return this.#shell.end();
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
      const { Submission } = await this.#compiler;
      if (execution.signal.aborted) {
        return; // interrupted while the compiler was loading
      }
      execution.submission = new Submission(execution);
      const value = await credit.run(execution, () => execution.submission.run());
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

  /**
   * Terminated code cannot tell that it was, so the end of an interrupted cell is written here.
   * @param {string | undefined} executing the id of the latest `execute` that the host has sent
   */
  interrupt(executing) {
    const execution = this.#running;
    if (execution) {
      execution.interrupt();
      dropTimers(execution);
      this.#send(execution, 'error', interruption());
      this.#endIfAble(execution, 'interrupted');
    } else if (executing !== undefined && executing !== this.#ended) {
      // Its `execute` was on its way in when the termination struck.
      this.#shell.send({ type: 'error', parent: executing, ...interruption() });
      this.#shell.send({ type: 'done', parent: executing, status: 'interrupted' });
      this.#ended = executing;
    }
  }

  /** Says nothing about an execution that is over: it may have been interrupted, and settled after that. */
  #send(execution, type, fields) {
    if (execution === this.#running) {
      this.#shell.send({ type, parent: execution.id, ...fields });
    }
  }

  /** Node reports rejections that nobody handled when the microtasks have run: let them come before the end. */
  #endSoon(execution, status) {
    setImmediate(() => this.#endIfAble(execution, status));
  }

  /** A cell after which no other could run is this worker's last: the host starts the next one afresh. */
  async #endIfAble(execution, status) {
    if (execution === this.#running && !isUnchanged()) {
      const timer = setTimeout(() => this.#shell.giveUp(), PROBE);
      const { Submission } = await this.#compiler;
      if (!await worksStill((cell) => new Submission(cell).run())) {
        this.#shell.giveUp();
      }
      clearTimeout(timer);
    }
    this.#end(execution, status);
  }

  #end(execution, status) {
    if (execution === this.#running) {
      execution.submission?.forgetUninitialised();
      this.#shell.ending(execution);
      this.#shell.send({ type: 'done', parent: execution.id, status });
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
    this.#shell.send({ ...event, parent: id });
  }

  /**
   * Shows an error that no cell could catch.
   * @param {'Unhandled rejection' | 'Uncaught exception'} what
   * @param {unknown} thrown
   */
  reportLate(what, thrown) {
    if (!credit.getStore()?.signal.aborted) {
      this.#shell.print('stderr', lateError(what, thrown));
    }
  }
}

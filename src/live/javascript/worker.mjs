/** The JavaScript worker in a page: the core of src/workers/javascript in a Web Worker. */
import { Error, Object } from '../../workers/javascript/core/intrinsics.mjs';
import { Dispatcher } from '../../workers/javascript/core/commands/dispatcher.mjs';
import { cleanStackTraces } from '../../workers/javascript/core/errors/stack-traces.mjs';
import { PeerVariables, interactive } from '../../workers/javascript/core/questions/peer-variables.mjs';
import { accept } from '../../workers/javascript/core/running/integrity.mjs';
import { ownWaits } from '../../workers/javascript/core/running/waits.mjs';
import { rememberGlobals } from '../../workers/javascript/core/submissions/live-values.mjs';
import { whenStarted } from '../worker/start.mjs';
import { consoleFor, printer } from './console.mjs';
import { followCallbacks } from './node/async_hooks.mjs';
import { parserScript } from './node/acorn.mjs';
import { inspectionScript } from './node/inspect.mjs';
import { ownPlace } from './node/vm.mjs';

const { close, location, setTimeout } = globalThis;

whenStarted(async ({ commands, files, send }) => {
  inspectionScript.loadWith(await files.script('inspect.js'));
  parserScript.loadWith(await files.script('parser.js'));
  const print = printer(send);
  const shell = {
    send,
    print,
    ending() {},
    end: close,
    giveUp() {
      send({ type: 'ended', message: 'A cell has taken away what every JavaScript cell needs.' });
      setTimeout(close);
    },
  };
  const variables = new PeerVariables(shell);
  prepareGlobals(variables, print);
  const dispatcher = new Dispatcher(shell, variables);
  globalThis.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    dispatcher.reportLate('Unhandled rejection', event.reason);
  });
  globalThis.addEventListener('error', (event) => {
    event.preventDefault();
    dispatcher.reportLate('Uncaught exception', event.error);
  });

  let executing;
  commands((command) => {
    if (command.type === 'interrupt') {
      dispatcher.interrupt(executing);
    } else {
      executing = command.type === 'execute' ? command.id : executing;
      dispatcher.accept(command);
    }
  });
  send({ type: 'ready', language: 'javascript', version: 'in this browser' });
});

function prepareGlobals(variables, print) {
  cleanStackTraces(location.href);
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (error, frames) => prepareStackTrace(error, frames.map(ownPlace));
  followCallbacks();
  ownWaits();
  define('console', consoleFor(print));
  define('prompt', function prompt() {
    throw new Error('A JavaScript cell in a page cannot wait for an answer: give the variable a value in the cell.');
  });
  define('interactive', interactive(variables));
  rememberGlobals();
  accept();
}

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

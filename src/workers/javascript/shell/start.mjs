import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Dispatcher } from '../core/commands/dispatcher.mjs';
import { setFolder } from '../core/errors/folder.mjs';
import { cleanStackTraces } from '../core/errors/stack-traces.mjs';
import { Atomics } from '../core/intrinsics.mjs';
import { PeerVariables } from '../core/questions/peer-variables.mjs';
import { InputRequests } from '../core/questions/input-requests.mjs';
import { ownWaits } from '../core/running/waits.mjs';
import { answersFrom } from './interrupts/answers.mjs';
import { ANSWERED } from './interrupts/signals.mjs';
import { allowTermination, recover } from './interrupts/termination.mjs';
import { giveUp } from './lifetime/give-up.mjs';
import { giveGlobals } from './lifetime/globals.mjs';
import { markRawStreams } from './lifetime/raw-streams.mjs';
import { captureOutput } from './output/streams.mjs';
import { showWarnings } from './output/warnings.mjs';
import { EventChannel } from './transport/event-channel.mjs';

/**
 * Prepares the main thread for user code and says `ready`.
 * @param {string} endpoint where the host listens
 * @param {import('node:worker_threads').Worker} watchdog hands over the host's commands
 * @param {Int32Array} signals shared with the watchdog
 * @param {import('node:worker_threads').MessagePort} answers the reader's, from the watchdog
 */
export async function start(endpoint, watchdog, signals, answers) {
  const events = await EventChannel.connect(endpoint);
  const folder = join(process.cwd(), '/');
  setFolder(folder, pathToFileURL(folder).href);
  cleanStackTraces(new URL('..', import.meta.url).href);
  captureOutput(events);
  showWarnings();
  ownWaits();
  const shell = {
    send: (event) => events.send(event),
    print: (name, text) => process[name].write(text),
    answerTo: answersFrom(answers, signals),
    ending: ({ marker }) => markRawStreams(marker),
    end: () => process.exit(0),
    giveUp,
  };
  const variables = new PeerVariables(shell);
  giveGlobals(new InputRequests(shell), variables);
  // Ctrl-C in a terminal reaches every process there; what it means for a cell is the host's to say.
  process.on('SIGINT', () => {});
  allowTermination(signals);
  listen(new Dispatcher(shell, variables), watchdog, signals);
  events.send({ type: 'hello', channel: 'events' });
  events.send({ type: 'ready', language: 'javascript', version: process.versions.node });
}

function listen(dispatcher, watchdog, signals) {
  watchdog.on('message', (command) => {
    if (command.type === 'interrupt') {
      Atomics.store(signals, ANSWERED, command.number);
      recover();
      dispatcher.interrupt(command.executing);
    } else {
      dispatcher.accept(command);
    }
  });
  process.on('unhandledRejection', (reason) => dispatcher.reportLate('Unhandled rejection', reason));
  process.on('uncaughtException', (error) => dispatcher.reportLate('Uncaught exception', error));
}

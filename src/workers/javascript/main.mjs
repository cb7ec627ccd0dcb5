import process from 'node:process';
import { captureOutput } from './capture.mjs';
import { EventChannel } from './event-channel.mjs';
import { giveGlobals } from './globals.mjs';
import { Notebook } from './notebook.mjs';
import { Questions } from './questions.mjs';
import { cleanStackTraces } from './stack-traces.mjs';
import { ownWaits } from './waits.mjs';
import { showWarnings } from './warnings.mjs';

/**
 * Prepares the main thread for user code and says `ready`.
 * @param {string} endpoint where the host listens
 * @param {import('node:worker_threads').Worker} watchdog hands over the host's commands
 * @param {Int32Array} signals shared with the watchdog
 * @param {import('node:worker_threads').MessagePort} answers the reader's, from the watchdog
 */
export async function start(endpoint, watchdog, signals, answers) {
  const events = await EventChannel.connect(endpoint);
  cleanStackTraces();
  captureOutput(events);
  showWarnings();
  ownWaits();
  giveGlobals(new Questions(events, signals, answers));
  // Ctrl-C in a terminal reaches every process there; what it means for a cell is the host's to say.
  process.on('SIGINT', () => {});
  new Notebook(events, signals).listen(watchdog);
  events.send({ type: 'hello', channel: 'events' });
  events.send({ type: 'ready', language: 'javascript', version: process.versions.node });
}

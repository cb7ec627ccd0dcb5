import process from 'node:process';
import { captureOutput } from './capture.mjs';
import { EventChannel } from './event-channel.mjs';
import { Notebook } from './notebook.mjs';
import { cleanStackTraces } from './stack-traces.mjs';
import { ownWaits } from './waits.mjs';
import { showWarnings } from './warnings.mjs';

/**
 * Prepares the main thread for user code and says `ready`.
 * @param {string} endpoint where the host listens
 * @param {import('node:worker_threads').Worker} watchdog hands over the host's commands
 * @param {Int32Array} signals shared with the watchdog
 */
export function start(endpoint, watchdog, signals) {
  const events = new EventChannel(endpoint);
  cleanStackTraces();
  captureOutput(events);
  showWarnings();
  ownWaits();
  new Notebook(events, signals).listen(watchdog);
  events.send({ type: 'hello', channel: 'events' });
  events.send({ type: 'ready', language: 'javascript', version: process.versions.node });
}

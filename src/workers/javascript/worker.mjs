/**
 * The JavaScript worker: speaks PROTOCOL.md and runs JavaScript cells.
 *
 * Two threads. The main thread runs user code and writes events. The watchdog thread reads commands, so that an
 * interrupt or the end of the host reaches a main thread that is caught in a loop.
 */
import process from 'node:process';
import { MessageChannel, Worker } from 'node:worker_threads';
import { Int32Array, SharedArrayBuffer } from './core/intrinsics.mjs';
import { SIZE } from './shell/interrupts/signals.mjs';

const OLDEST = '20.12'; // before it, import() in a cell cannot find modules

const [major, minor] = process.versions.node.split('.');
if (major < 20 || (major === '20' && minor < 12)) {
  process.stderr.write(`JavaScript cells need Node.js ${OLDEST} or newer, and ${process.execPath} is ${process.versions.node}.\n`);
  process.exit(2);
}

const endpoint = process.env.WORKBOOK_ENDPOINT;
if (!endpoint) {
  process.stderr.write('The JavaScript worker is started by the workbook: WORKBOOK_ENDPOINT is not set.\n');
  process.exit(2);
}

delete process.env.WORKBOOK_ENDPOINT;
delete process.env.FORCE_COLOR; // a CI server may set it, but the output is no terminal

const signals = new SharedArrayBuffer(SIZE);
const answers = new MessageChannel();
const watchdog = new Worker(new URL('./shell/interrupts/watchdog.mjs', import.meta.url), {
  workerData: { endpoint, signals, answers: answers.port1 },
  transferList: [answers.port1],
});

// The rest loads while the watchdog starts.
const { start } = await import('./shell/start.mjs');
await start(endpoint, watchdog, new Int32Array(signals), answers.port2);

/**
 * The watchdog thread: reads the commands connection and hands commands to the main thread. It ends the process when
 * the host is gone or says so, and stops a main thread that does not answer an interrupt.
 */
import { createConnection } from 'node:net';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { stopMainThread } from './force.mjs';
import { AWAITED } from '../../core/questions/awaited.mjs';
import { readLines } from '../transport/lines.mjs';
import { ANSWERED, ANSWERS, ASKED } from './signals.mjs';

/** Milliseconds the main thread has to answer before its code is stopped by force. If not busy, it needs one. */
const PATIENCE = 30;

/** Milliseconds until it is tried again, if the code was not in a state to be stopped. */
const RETRY = 5;

/** Milliseconds a clean exit may take: the exit handlers of user code run, but not for ever. */
const LAST_WORDS = 100;

const signals = new Int32Array(workerData.signals);
let executing; // id of the latest `execute`

const commands = createConnection(workerData.endpoint);
commands.write('{"type":"hello","channel":"commands"}\n');
commands.on('error', end);
commands.on('close', end);

readLines(commands, (line) => {
  const command = JSON.parse(line);
  if (command.type === 'shutdown') {
    end();
  } else if (command.type === 'interrupt') {
    interrupt();
  } else if (command.type === 'answer' && !command.question.startsWith(AWAITED)) {
    workerData.answers.postMessage(command);
    Atomics.add(signals, ANSWERS, 1);
    Atomics.notify(signals, ANSWERS);
  } else {
    executing = command.type === 'execute' ? command.id : executing;
    parentPort.postMessage(command);
  }
});

function interrupt() {
  const number = Atomics.add(signals, ASKED, 1) + 1;
  ask(number);
  setTimeout(force, PATIENCE, number);
}

function ask(number) {
  parentPort.postMessage({ type: 'interrupt', number, executing });
}

/**
 * Stops what the main thread runs, again and again: what waits in its queue may begin the next endless loop, and the
 * request to answer may have been stopped itself.
 */
async function force(number) {
  if (Atomics.load(signals, ANSWERED) < number) {
    const stopped = await stopMainThread(signals);
    ask(number);
    setTimeout(force, stopped ? PATIENCE : RETRY, number);
  }
}

function end() {
  parentPort.postMessage({ type: 'shutdown' });
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORDS);
}

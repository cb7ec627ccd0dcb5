/**
 * What a cell waits for ends when the cell is interrupted: else its code would go on behind the reader's back as soon
 * as a timer fires. Callbacks of its timers are dropped; promised timers and fetches reject, so `finally` blocks run;
 * and code of an interrupted cell that goes on in another way can start no new wait.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promisedTimers from 'node:timers/promises';
import { promisify } from 'node:util';
import { credit } from './execution.mjs';
import { Map, Object } from '../intrinsics.mjs';

const { AbortSignal } = globalThis; // a cell may declare one of its own

const pending = new Map(); // timer -> the execution that started it

/** Replaces the timers and `fetch` of user code by ones that belong to an execution. */
export function ownWaits() {
  for (const [name, clearName, repeats] of [
    ['setTimeout', 'clearTimeout', false],
    ['setInterval', 'clearInterval', true],
    ['setImmediate', 'clearImmediate', false],
  ]) {
    replace(timers, name, ownedTimer(timers[name], repeats));
    replace(timers, clearName, clearing(timers[clearName]));
    define(globalThis, name, timers[name]);
    define(globalThis, clearName, timers[clearName]);
  }

  replace(promisedTimers, 'setTimeout', signalled(promisedTimers.setTimeout, 2));
  replace(promisedTimers, 'setImmediate', signalled(promisedTimers.setImmediate, 1));
  replace(promisedTimers, 'setInterval', signalled(promisedTimers.setInterval, 2));
  for (const name of ['setTimeout', 'setImmediate']) {
    // `util.promisify` looks here.
    Object.defineProperty(timers[name], promisify.custom, { value: promisedTimers[name], configurable: true });
  }

  define(globalThis, 'fetch', signalledFetch(globalThis.fetch));
  syncBuiltinESMExports();
}

/** Drops the timers of an execution. @param {import('./execution.mjs').Execution} execution */
export function dropTimers(execution) {
  for (const [timer, owner] of pending) {
    if (owner === execution) {
      timers.clearTimeout(timer);
      timers.clearImmediate(timer);
    }
  }
}

function ownedTimer(start, repeats) {
  return function (callback, ...rest) {
    const execution = credit.getStore();
    if (!execution || typeof callback !== 'function') {
      return start(callback, ...rest);
    }
    execution.signal.throwIfAborted();
    const timer = start(function (...args) {
      if (!repeats) {
        pending.delete(timer);
      }
      return callback.apply(this, args);
    }, ...rest);
    pending.set(timer, execution);
    return timer;
  };
}

function clearing(clear) {
  return function (timer) {
    pending.delete(timer);
    return clear(timer);
  };
}

function signalled(start, optionsAt) {
  return function (...args) {
    const execution = credit.getStore();
    if (execution) {
      args[optionsAt] = { ...args[optionsAt], signal: joined(execution.signal, args[optionsAt]?.signal) };
    }
    return start.apply(this, args);
  };
}

function signalledFetch(fetch) {
  return function (input, init) {
    const execution = credit.getStore();
    return execution
      ? fetch(input, { ...init, signal: joined(execution.signal, init?.signal ?? input?.signal) })
      : fetch(input, init);
  };
}

function joined(own, given) {
  return given ? AbortSignal.any([own, given]) : own;
}

function replace(module, name, replacement) {
  const original = module[name];
  Object.defineProperty(replacement, 'name', { value: original.name, configurable: true });
  module[name] = replacement;
}

function define(target, name, value) {
  if (target[name] !== value) {
    Object.defineProperty(value, 'name', { value: name, configurable: true });
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

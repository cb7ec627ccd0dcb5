/**
 * Node's AsyncLocalStorage for a browser, which has none. It follows callbacks of promises, timers and microtasks; behind
 * an `await` the trace is lost, and the latest `run` is the best guess.
 */
import { Promise, Reflect } from '../../../workers/javascript/core/intrinsics.mjs';

const { queueMicrotask } = globalThis;
const { then } = Promise.prototype;

let current; // {store} while it is known whose code runs
let latest;

export class AsyncLocalStorage {
  /** Calls back with a store, which is that of all that the callback starts. */
  run(store, callback) {
    latest = { store };
    return inContext(latest, undefined, callback, []);
  }

  /** The store of the running code. */
  getStore() {
    return (current ?? latest)?.store;
  }
}

/** A callback that runs in the context in which this is called. @template {Function} T @param {T} callback @returns {T} */
export function bound(callback) {
  if (typeof callback !== 'function') {
    return callback;
  }
  const context = current ?? latest;
  return function (...args) {
    return inContext(context, this, callback, args);
  };
}

/** Has promises and microtasks of user code keep the context. */
export function followCallbacks() {
  define(Promise.prototype, 'then', function (onFulfilled, onRejected) {
    return Reflect.apply(then, this, [bound(onFulfilled), bound(onRejected)]);
  });
  define(globalThis, 'queueMicrotask', (callback) => queueMicrotask(bound(callback)));
}

function inContext(context, self, callback, args) {
  const outer = current;
  current = context;
  try {
    return Reflect.apply(callback, self, args);
  } finally {
    current = outer;
  }
}

function define(target, name, value) {
  Reflect.defineProperty(value, 'name', { value: name, configurable: true });
  Reflect.defineProperty(target, name, { value, writable: true, enumerable: target === globalThis, configurable: true });
}

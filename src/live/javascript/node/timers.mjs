/** Node's timers on a browser's, each in the context in which it was set. */
import { Map, Reflect } from '../../../workers/javascript/core/intrinsics.mjs';
import { bound } from './async_hooks.mjs';

const { MessageChannel } = globalThis;
const own = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };

// A message is the next task; a timeout of nothing would be 4 ms when it is the fifth in a row.
const { port1, port2 } = new MessageChannel();
const immediates = new Map();
let count = 0;

port2.onmessage = ({ data }) => {
  const callback = immediates.get(data);
  immediates.delete(data);
  callback?.();
};

export default {
  setTimeout: (callback, delay, ...args) => Reflect.apply(own.setTimeout, globalThis, [bound(callback), delay, ...args]),
  setInterval: (callback, delay, ...args) => Reflect.apply(own.setInterval, globalThis, [bound(callback), delay, ...args]),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  clearInterval: globalThis.clearInterval.bind(globalThis),
  setImmediate(callback, ...args) {
    const run = bound(callback);
    const id = { number: ++count }; // no number: those are timeouts
    immediates.set(id.number, () => run(...args));
    port1.postMessage(id.number);
    return id;
  },
  clearImmediate: (id) => immediates.delete(id?.number),
};

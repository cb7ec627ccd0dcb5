/** What `node:timers/promises` is in Node: no cell of a page can import it. */
export default {
  setTimeout() {},
  setImmediate() {},
  setInterval() {},
};

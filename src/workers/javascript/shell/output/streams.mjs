/** Output of user code becomes events: what goes through `process.stdout` and `process.stderr`, `console` included. */
import { Buffer } from 'node:buffer';
import process from 'node:process';
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { creditedId } from '../../core/running/execution.mjs';
import { Object } from '../../core/intrinsics.mjs';

/** Puts streams that send events in the place of the process's own; `console` finds them when it is first used. */
export function captureOutput(events) {
  for (const [name, fd] of [['stdout', 1], ['stderr', 2]]) {
    // Node has made the descriptor non-blocking, which whoever writes to it directly need not expect.
    process[name]._handle?.setBlocking?.(true);
    const stream = new EventStream(events, name, fd);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
}

/** Characters of one event: the host need not hold all that is printed at once. */
const LONGEST = 1 << 16;

class EventStream extends Writable {
  #events;
  #name;
  #decoder = new StringDecoder(); // a chunk may end within a character

  constructor(events, name, fd) {
    super({ decodeStrings: false });
    this.#events = events;
    this.#name = name;
    this.fd = fd;
    this.isTTY = false;
    // `console` adds a listener for each write; one that is stopped by force stays.
    this.setMaxListeners(0);
  }

  // Not `_write`: code that is stopped by force inside it would leave the stream waiting for its end for ever.
  write(chunk, encoding, callback) {
    const done = typeof encoding === 'function' ? encoding : callback;
    this.#send(chunk, encoding);
    if (done) {
      process.nextTick(done);
    }
    return true;
  }

  // The last chunk of `end(chunk)` comes here.
  _write(chunk, encoding, callback) {
    this.#send(chunk, encoding);
    callback();
  }

  _destroy(error, callback) {
    callback(error);
  }

  #send(chunk, encoding) {
    const text = typeof chunk === 'string' && !Buffer.isEncoding(encoding)
      ? chunk
      : this.#decoder.write(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk));
    for (let start = 0; start < text.length;) {
      const end = start + LONGEST - (isHighSurrogate(text.charCodeAt(start + LONGEST - 1)) ? 1 : 0);
      this.#events.send({ type: 'stream', parent: creditedId(), name: this.#name, text: text.slice(start, end) });
      start = end;
    }
  }
}

function isHighSurrogate(unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}

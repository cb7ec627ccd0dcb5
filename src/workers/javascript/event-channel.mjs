import { createConnection } from 'node:net';
import process from 'node:process';

const loneSurrogate = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g;

/** The events connection: one JSON object a line, written before `send` returns. */
export class EventChannel {
  #socket;

  /** @param {string} endpoint path of the socket or pipe the host listens at */
  constructor(endpoint) {
    this.#socket = createConnection(endpoint);
    // Writes that block reach the host out of a long synchronous loop, too, and are complete when the process exits.
    // Node has no public name for it; without it only such loops lose their streaming.
    this.#socket.once('connect', () => this.#socket._handle?.setBlocking?.(true));
    // Without the host there is nobody to work for; the watchdog sees the same and makes sure of the end.
    this.#socket.on('error', () => process.exit(1));
    this.#socket.unref();
  }

  /** @param {{type: string}} event an event of PROTOCOL.md; values must be JSON */
  send(event) {
    this.#socket.write(`${wellFormed(JSON.stringify(event))}\n`);
  }
}

/** JSON.stringify writes half a surrogate pair as an escape that strict readers refuse. UTF-8 encoders replace it. */
function wellFormed(json) {
  return json.includes('\\ud') ? json.replace(loneSurrogate, (escape, half) => (half ? '\\ufffd' : escape)) : json;
}

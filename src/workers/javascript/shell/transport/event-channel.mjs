import { openSync } from 'node:fs';
import { createConnection } from 'node:net';
import process from 'node:process';
import { JSON, Promise } from '../../core/intrinsics.mjs';
import { writeWhole } from './write-whole.mjs';

const loneSurrogate = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g;

/**
 * The events connection: one JSON object a line, written when `send` returns. So events reach the host out of a long
 * synchronous loop, too, and none is lost when the process exits. Each is one system call: a stream would be left in
 * the middle of a write by code that is stopped by force.
 */
export class EventChannel {
  #fd;

  constructor(fd) {
    this.#fd = fd;
  }

  /**
   * @param {string} endpoint path of the socket or, on Windows, the named pipe at which the host listens
   * @returns {Promise<EventChannel>}
   */
  static async connect(endpoint) {
    return new EventChannel(process.platform === 'win32' ? openSync(endpoint, 'r+') : await connectedSocket(endpoint));
  }

  /** @param {{type: string}} event an event of PROTOCOL.md; values must be JSON */
  send(event) {
    writeWhole(this.#fd, `${wellFormed(JSON.stringify(event))}\n`);
  }
}

/** Node opens sockets in `node:net` only, and has no public name for their descriptor. */
function connectedSocket(endpoint) {
  return new Promise((resolve) => {
    const socket = createConnection(endpoint, () => {
      socket._handle.setBlocking(true);
      resolve(socket._handle.fd);
    });
    socket.unref();
    socket.on('error', () => {}); // the host is gone: the watchdog sees it, too, and ends the process
  });
}

/** JSON.stringify writes half a surrogate pair as an escape that strict readers refuse. UTF-8 encoders replace it. */
function wellFormed(json) {
  return json.includes('\\ud') ? json.replace(loneSurrogate, (escape, half) => (half ? '\\ufffd' : escape)) : json;
}

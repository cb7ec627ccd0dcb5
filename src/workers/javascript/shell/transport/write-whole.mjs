import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';
import { Atomics, Int32Array, SharedArrayBuffer } from '../../core/intrinsics.mjs';

const clock = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes a text to a file descriptor, all of it, before it returns. Does nothing when the other end is closed.
 * @param {number} fd
 * @param {string} text
 */
export function writeWhole(fd, text) {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') {
        return;
      }
      Atomics.wait(clock, 0, 0, 1); // a child process has made the pipe non-blocking, and it is full
    }
  }
}

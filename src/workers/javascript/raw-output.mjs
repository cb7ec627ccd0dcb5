import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';

const clock = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes the marker of a cell to the process's own stdout and stderr, where child processes and native code print.
 * @param {string} marker text that the host looks for
 */
export function markRawOutput(marker) {
  for (const fd of [1, 2]) {
    write(fd, Buffer.from(marker));
  }
}

function write(fd, bytes) {
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') {
        return; // user code has closed it: nothing can be printed there
      }
      Atomics.wait(clock, 0, 0, 1); // a child process has made the pipe non-blocking, and it is full
    }
  }
}

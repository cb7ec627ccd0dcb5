/** The process's own stdout and stderr, where child processes and native code print. */
import { openSync } from 'node:fs';
import { writeWhole } from '../transport/write-whole.mjs';

const streams = [1, 2].map(reopened);

/** Tells the host that everything a cell printed here has arrived. @param {string} marker */
export function markRawStreams(marker) {
  streams.forEach((fd) => writeWhole(fd, marker));
}

/** A descriptor of our own to the same place, where the system can: cells may close the process's. */
function reopened(fd) {
  try {
    return openSync(`/dev/fd/${fd}`, 'w');
  } catch {
    return fd;
  }
}

/**
 * Calls back for each line of a stream. (`node:readline` would also split at U+2028, which JSON may hold, and takes
 * longer to load.)
 * @param {import('node:net').Socket} stream
 * @param {(line: string) => void} onLine
 */
export function readLines(stream, onLine) {
  let pieces = []; // of the line that has not ended: a long one comes in many
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const [end, ...starts] = text.split('\n');
    pieces.push(end);
    for (const start of starts) {
      onLine(pieces.join(''));
      pieces = [start];
    }
  });
}

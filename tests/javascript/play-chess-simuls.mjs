// Plays chess simuls for a test in another language. Stdin: [{variant, parameters}]; stdout: their runs in virtual time.
import { text } from 'node:stream/consumers';
import '../../src/javascript/async-workbook.js';
import '../../src/javascript/chess-simul.js';

const { ChessSimul, VirtualClock, play } = globalThis;
const runs = [];
for (const { variant, parameters } of JSON.parse(await text(process.stdin))) {
  runs.push(await play(new ChessSimul(parameters)[variant], new VirtualClock()));
}
console.log(JSON.stringify(runs));

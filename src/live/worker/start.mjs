/**
 * How a worker in a page begins: the page's first message brings the port on which PROTOCOL.md is spoken, a line of JSON a
 * message, and the language's files. The port is no global, so that nothing a cell does can be mistaken for the protocol.
 */
import { filesFrom } from './files.mjs';

const { JSON, Math, addEventListener, removeEventListener } = globalThis; // a cell may declare its own
const { parse, stringify } = JSON;
const loneSurrogate = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g;

/**
 * @typedef {object} Start
 * @property {string} folder where relative paths start
 * @property {ReturnType<typeof filesFrom>} files
 * @property {(event: {type: string}) => void} send an event of the protocol
 * @property {(line: string) => void} sendLine the same, as a line
 * @property {(take: (command: {type: string}, line: string) => void) => void} commands says who takes commands from now on
 */

/** @param {(start: Start) => Promise<void>} begin ready when it has said so */
export function whenStarted(begin) {
  // Not `onmessage`: .NET's runtime takes a worker that has one for one of its own threads.
  addEventListener('message', function started({ data: { files, folder }, ports: [port] }) {
    removeEventListener('message', started);
    const sendLine = (line) => port.postMessage(line);
    const send = (event) => sendLine(wellFormed(stringify(event)));
    const commands = (take) => {
      port.onmessage = ({ data }) => take(parse(data), data);
    };
    begin({ folder, files: filesFrom(files, progress(send)), send, sendLine, commands }).catch((error) => {
      send({ type: 'ended', message: `The language could not be started: ${error?.stack ?? error}` });
    });
  });
}

/** Tells how much of the language has come, a hundred times at most. */
function progress(send) {
  let told = 0;
  return (loaded, total) => {
    if (loaded - told >= total / 100 || loaded === total) {
      told = loaded;
      send({ type: 'progress', loaded: Math.round(loaded), total });
    }
  };
}

/** JSON.stringify writes half a surrogate pair as an escape that strict readers refuse. */
function wellFormed(json) {
  return json.includes('\\ud') ? json.replace(loneSurrogate, (escape, half) => (half ? '\\ufffd' : escape)) : json;
}

/**
 * The page's side of its workers: starts one for a language, in a Web Worker, and speaks PROTOCOL.md with it. The same over
 * http and from disk: there a script of data has handed over the language's files before.
 */

export { PageSession } from './session.mjs';
import { filesFrom } from '../worker/files.mjs';

const fromScripts = new Map(); // language -> name -> base64

/** Called by a language's script of data. @param {string} language @param {Record<string, string>} files base64 by name */
export function take(language, files) {
  fromScripts.set(language, Object.fromEntries(Object.entries(files).map(([name, base64]) => [name, { base64 }])));
}

/**
 * The files of a language.
 * @param {string} language
 * @param {string} folder address of the folder with all languages, with a slash at its end
 */
export async function filesOf(language, folder) {
  if (location.protocol !== 'file:') {
    const names = await (await fetch(`${folder}${language}/files.json`)).json();
    return Object.fromEntries(names.map((name) => [name, { url: `${folder}${language}/${name}` }]));
  }
  if (!fromScripts.has(language)) {
    await loadScript(`${folder}${language}.data.js`);
  }
  return fromScripts.get(language);
}

/** One language's worker. */
export class LiveWorker {
  #worker;
  #port;

  /**
   * @param {string} script the text of its program
   * @param {{files: object, folder: string}} start what it begins with
   * @param {(event: {type: string}) => void} onEvent takes its events
   */
  constructor(script, start, onEvent) {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const { port1, port2 } = new MessageChannel();
    this.#worker = new Worker(url);
    this.#port = port1;
    port1.onmessage = ({ data }) => onEvent(JSON.parse(data));
    this.#worker.onerror = (event) => onEvent({ type: 'ended', message: event.message });
    this.#worker.postMessage(start, [port2]);
  }

  /**
   * Starts the worker of a language.
   * @param {string} language
   * @param {string} folder as of `filesOf`
   * @param {(event: {type: string}) => void} onEvent
   */
  static async start(language, folder, onEvent) {
    return LiveWorker.of(await filesOf(language, folder), onEvent, '/book/notebooks');
  }

  /**
   * Starts a worker from its files.
   * @param {Record<string, object>} files as `worker/files.mjs` takes them
   * @param {(event: {type: string}) => void} onEvent
   * @param {string} folder where relative paths of cells start
   */
  static async of(files, onEvent, folder) {
    return new LiveWorker(await filesFrom(files).text('worker.js'), { files, folder }, onEvent);
  }

  /** @param {{type: string}} command of the protocol */
  send(command) {
    this.#port.postMessage(JSON.stringify(command));
  }

  /** Ends it at once, whatever its code is doing. */
  end() {
    this.#worker.terminate();
    this.#port.close();
  }
}

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${url} could not be loaded.`));
    document.head.append(script);
  });
}

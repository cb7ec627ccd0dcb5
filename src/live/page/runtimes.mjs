/**
 * The languages of a site, as its folder `live` has them: over http a list of files each, from disk one script with all of them.
 * Nothing of a language is loaded before it is started.
 */
import { LiveWorker } from './live.mjs';

const known = new Map(); // language -> its files, as worker/files.mjs takes them
const bookFiles = new Map(); // name in the folder -> base64

/** Called by a language's list of files. @param {string} language @param {Record<string, [string, number, number]>} names file, bytes, bytes in brotli */
export function takeNames(language, names) {
  known.set(language, names);
}

/** Called by a language's script of data. @param {string} language @param {Record<string, string>} files gzip in Base64 by name */
export function take(language, files) {
  known.set(language, files);
}

/** Called by the script of a file of the book. @param {string} name @param {string} base64 */
export function takeFile(name, base64) {
  bookFiles.set(name, base64);
}

/** @typedef {{files: Record<string, string>, data: Record<string, string>}} Names of scripts by language */

export class Runtimes {
  #folder;
  #names;
  #fromDisk = location.protocol === 'file:';

  /**
   * @param {string} folder the address of the folder, with a slash at its end
   * @param {Names} names
   */
  constructor(folder, names) {
    this.#folder = folder;
    this.#names = names;
  }

  /**
   * Starts a worker.
   * @param {string} language
   * @param {(event: {type: string}) => void} onEvent
   * @param {string} directory where relative paths start
   */
  async start(language, onEvent, directory) {
    const files = this.#fromDisk ? await this.#fromScript(language) : await this.#overHttp(language);
    return LiveWorker.of(files, onEvent, directory);
  }

  /**
   * The files that cells of a notebook read, as the session takes them.
   * @param {Record<string, string>} files names in the folder, by the path at which cells find them
   */
  async filesOf(files) {
    const entries = Object.entries(files);
    if (!this.#fromDisk) {
      return Object.fromEntries(entries.map(([path, name]) => [path, { url: this.#folder + name }]));
    }
    await Promise.all(entries.map(([, name]) => loadScript(`${this.#folder}${name}.js`)));
    return Object.fromEntries(entries.map(([path, name]) => [path, { base64: bookFiles.get(name) }]));
  }

  async #fromScript(language) {
    if (!known.has(language)) {
      await loadScript(this.#folder + this.#names.data[language]);
    }
    return Object.fromEntries(Object.entries(known.get(language)).map(([name, gzip]) => [name, { gzip }]));
  }

  async #overHttp(language) {
    if (!known.has(language)) {
      await loadScript(this.#folder + this.#names.files[language]);
    }
    const files = Object.entries(known.get(language)).map(([name, [file, size, weight]]) => ({ name, file, size, weight }));
    const packed = await this.#packedKinds(files);
    return Object.fromEntries(files.map(({ name, file, size, weight }) =>
      [name, { url: `${this.#folder}${file}${packed.has(kindOf(file)) ? '' : '.gz'}`, size, weight }]));
  }

  /** The kinds of files that the server sends packed, asked of the largest of each; of others the gzip is fetched, which every server can send. */
  async #packedKinds(files) {
    const largest = new Map(files.toSorted((one, other) => one.size - other.size).map(({ file }) => [kindOf(file), file]));
    const packed = await Promise.all([...largest].map(async ([kind, file]) => {
      const { headers } = await fetch(this.#folder + file, { method: 'HEAD' });
      return headers.has('content-encoding') ? [kind] : [];
    }));
    return new Set(packed.flat());
  }
}

/** Servers pack by what a name ends with. @param {string} file */
function kindOf(file) {
  return file.slice(file.lastIndexOf('.'));
}

const loading = new Map();

/** Runs a script, once. @param {string} url */
export function loadScript(url) {
  if (!loading.has(url)) {
    loading.set(url, new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = url;
      script.onload = resolve;
      script.onerror = () => {
        loading.delete(url); // there may be a network the next time
        reject(new Error(`${decodeURI(url.split('/').at(-1))} could not be loaded.`));
      };
      document.head.append(script);
    }));
  }
  return loading.get(url);
}

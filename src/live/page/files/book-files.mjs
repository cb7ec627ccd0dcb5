import { toBase64 } from '../base64.mjs';

/**
 * The files of the book that cells read and import: helper library, data, notebooks. Nothing else is there for a live cell. Each is
 * `{ text }`, `{ base64 }`, or over http `{ url }`, which is fetched when it is first needed.
 */
export class BookFiles {
  #entries;
  #fetched = new Map();

  /** @param {Record<string, {text: string} | {base64: string} | {url: string}>} entries by full path */
  constructor(entries) {
    this.#entries = new Map(Object.entries(entries));
  }

  /** @param {string[]} extensions such as `.py` @returns {string[]} the paths of the files that end so */
  pathsOf(extensions) {
    return [...this.#entries.keys()].filter((path) => extensions.some((extension) => path.endsWith(extension)));
  }

  /** @param {string} path full @returns {Promise<string>} @throws {Error} it is not there */
  async text(path) {
    const { text } = this.#entry(path);
    return text ?? new TextDecoder().decode(await this.#bytes(path));
  }

  /** @param {string} path full @returns {Promise<string>} its bytes in base64 */
  async base64(path) {
    return this.#entry(path).base64 ?? toBase64(await this.#bytes(path));
  }

  #entry(path) {
    const entry = this.#entries.get(path);
    if (!entry) {
      throw new Error(`there is no file ${path} in this page.`);
    }
    return entry;
  }

  async #bytes(path) {
    const { text, base64, url } = this.#entry(path);
    if (text !== undefined) {
      return new TextEncoder().encode(text);
    }
    if (base64 !== undefined) {
      return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    }
    if (!this.#fetched.has(path)) {
      this.#fetched.set(path, fetched(url));
    }
    try {
      return await this.#fetched.get(path);
    } catch (error) {
      this.#fetched.delete(path); // the reader may be online again
      throw error;
    }
  }
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} could not be loaded: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

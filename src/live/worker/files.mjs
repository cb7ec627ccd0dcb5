/**
 * The files of a language: over http each has an address, from disk a page has them as text, because nothing can be
 * fetched there.
 */
const { URL, Blob, DecompressionStream, Response, Uint8Array, atob, fetch, importScripts } = globalThis;

/** Files that no language needs for its start. */
const later = ['inspect.js', 'parser.js'];

/**
 * @typedef {object} File in one of three shapes
 * @property {string} [url] where it is fetched
 * @property {number} [size] its bytes
 * @property {number} [weight] the bytes that are on their way for it
 * @property {string} [base64] its content
 * @property {string} [gzip] its content, packed and in Base64
 */

/**
 * @param {Record<string, File>} files by name
 * @param {(loaded: number, total: number) => void} [report] is told of bytes that have come, of all that will
 */
export function filesFrom(files, report = () => {}) {
  const total = Object.entries(files).reduce((sum, [name, { weight = 0 }]) => (later.includes(name) ? sum : sum + weight), 0);
  let loaded = 0;
  const arrived = (weight) => {
    loaded += weight;
    if (total > 0) {
      report(Math.min(loaded, total), total);
    }
  };
  const read = async (name) => {
    const file = files[name];
    if (!file) {
      throw new Error(`There is no file ${name}.`);
    }
    return 'url' in file ? fetched(file, arrived) : unpacked(decoded(file.gzip ?? file.base64));
  };
  const text = async (name) => new TextDecoder().decode(await read(name));
  return {
    names: Object.keys(files),
    read,
    text,
    /** As what `fetch` gives. */
    response: async (name, type) => new Response(await read(name), { headers: { 'content-type': type } }),
    /**
     * A script that may be run later, at once and more than once: it is loaded only then, where it has an address.
     * @param {string} name
     * @returns {Promise<() => void>} runs it
     */
    async script(name) {
      const url = files[name]?.url?.replace(/\.gz$/, '') // what runs it unpacks nothing
        ?? URL.createObjectURL(new Blob([await text(name)], { type: 'text/javascript' }));
      return () => importScripts(url);
    },
    /**
     * Imports a module. A worker may import blobs that it has made itself, also from disk.
     * @param {string} name
     * @param {(text: string) => string} [change]
     */
    async module(name, change = (same) => same) {
      const url = URL.createObjectURL(new Blob([change(await text(name))], { type: 'text/javascript' }));
      try {
        return await import(url);
      } finally {
        URL.revokeObjectURL(url);
      }
    },
  };
}

/** The content of a file from the page's server. What comes packed, and the browser has not unpacked, is unpacked here. */
async function fetched({ url, size, weight }, arrived) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} could not be loaded: ${response.status}`);
  }
  if (!weight) {
    return new Uint8Array(await response.arrayBuffer());
  }
  const parts = [];
  let reported = 0;
  const scale = url.endsWith('.gz') ? 1 : weight / size; // the browser tells what it has unpacked
  for await (const part of chunks(response.body)) {
    parts.push(part);
    const more = Math.min(part.length * scale, weight - reported);
    reported += more;
    arrived(more);
  }
  arrived(weight - reported);
  return unpacked(new Uint8Array(await new Blob(parts).arrayBuffer()));
}

/** Not every browser can iterate over a stream. */
async function* chunks(stream) {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    yield next.value;
  }
}

/** Whatever begins as gzip does is unpacked; no file of a language is such by itself. */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    return bytes;
  }
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

function decoded(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) {
    bytes[index] = binary.charCodeAt(index);
  }
  return bytes;
}

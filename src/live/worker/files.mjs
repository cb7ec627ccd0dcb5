/**
 * The files of a language: over http each has an address, from disk a page has them as text, because nothing can be
 * fetched there.
 */
const { URL, Blob, Response, Uint8Array, atob, fetch } = globalThis;

/** @param {Record<string, {url: string} | {base64: string}>} files by name */
export function filesFrom(files) {
  const read = async (name) => {
    const file = files[name];
    if (!file) {
      throw new Error(`There is no file ${name}.`);
    }
    if ('base64' in file) {
      return decoded(file.base64);
    }
    const response = await fetch(file.url);
    if (!response.ok) {
      throw new Error(`${file.url} could not be loaded: ${response.status}`);
    }
    return new Uint8Array(await response.arrayBuffer());
  };
  const text = async (name) => new TextDecoder().decode(await read(name));
  return {
    names: Object.keys(files),
    read,
    text,
    /** As what `fetch` gives. */
    response: async (name, type) => new Response(await read(name), { headers: { 'content-type': type } }),
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

// What a page needs only later comes as a script: from disk a page can load nothing else. Where a page is one file, it holds such
// scripts itself, deflated and in Base64, which is how the index of the search is written, too.
"use strict";
{
  const folder = document.currentScript.src && new URL(".", document.currentScript.src);
  const loading = new Map();

  const unpack = text => {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")));
  };

  const fetchScript = name => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(name, folder).href, onload: resolve });
    script.addEventListener("error", () => reject(new Error(`${name} cannot be loaded`)));
    document.head.append(script);
  });

  const unfoldScript = async held => {
    const textContent = await unpack(held.textContent).text();
    document.head.append(Object.assign(document.createElement("script"), { textContent }));
  };

  window.workbookAssets = {
    /** Runs one of the book's scripts, once; those that stand in the page have run. */
    load(name) {
      if (!loading.has(name)) {
        const held = document.querySelector(`script[type="text/plain"][data-asset="${name}"]`);
        const isThere = document.querySelector(`script[src="assets/${name}"]`);
        loading.set(name, held ? unfoldScript(held) : isThere ? Promise.resolve() : fetchScript(name));
        loading.get(name).catch(() => loading.delete(name)); // there may be a network the next time
      }
      return loading.get(name);
    },
    /** JSON that was deflated and written in Base64. */
    unpack: text => unpack(text).json(),
  };
}

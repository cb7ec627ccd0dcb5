/** The C# worker in a page: starts .NET's runtime for browsers, whose files it has, and hands commands to the core. */
import { whenStarted } from '../worker/start.mjs';

const { Blob, Map, Promise, URL, close } = globalThis;
const main = 'AsyncWorkbook.Live.CSharp';

whenStarted(async ({ files, folder, commands, send, sendLine }) => {
  globalThis.dotnetSidecar = true; // or the runtime takes a worker that is not its own for an error
  const assemblies = new Map();
  const scripts = new Map(await Promise.all(
    files.names.filter((name) => /^dotnet\..+\.js$/.test(name)).map(async (name) => [name, blobOf(asBlob(await files.text(name)))]),
  ));
  const load = async (name) => {
    const bytes = await files.read(name);
    if (name.endsWith('.dll')) {
      assemblies.set(name, bytes);
    }
    return new Response(bytes, { headers: { 'content-type': name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream' } });
  };
  const { dotnet } = await files.module('dotnet.js', asBlob);
  const { getAssemblyExports, setModuleImports } = await dotnet
    .withResourceLoader((type, name) => scripts.get(name) ?? load(name))
    .create();
  scripts.forEach((url) => URL.revokeObjectURL(url));
  setModuleImports('page', { bytesOf: (name) => assemblies.get(name), send: sendLine, end: close });
  const { Program } = (await getAssemblyExports(main)).AsyncWorkbook.Live.CSharp;
  commands((command, line) => {
    if (command.type === 'file') {
      Program.Write(command.path, Uint8Array.fromBase64(command.content));
      send({ type: 'ok', parent: command.id });
    } else {
      Program.Accept(line);
    }
  });
  Program.Start([...assemblies.keys()], folder);
});

/** A module in a blob has no address of which others could be relative: one that says nothing will do. */
function asBlob(text) {
  return text.replaceAll('import.meta.url', '"https://workbook.invalid/"');
}

function blobOf(text) {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

/** The Python worker in a page: starts Pyodide, whose files it has, and turns the core's event loop. */
import { loadPyodide } from 'pyodide';
import { modules } from 'python-modules'; // the core and the page's shell, by path: build.mjs puts them here
import { whenStarted } from '../worker/start.mjs';

const { MessageChannel, Promise, clearTimeout, close, fetch, setTimeout } = globalThis;
const home = 'https://workbook.invalid/';

whenStarted(async ({ files, folder, commands, sendLine, send }) => {
  globalThis.fetch = (input, init) => (`${input}`.startsWith(home)
    ? files.response(`${input}`.slice(home.length), 'application/wasm')
    : fetch(input, init));
  const pyodide = await loadPyodide({
    indexURL: home,
    stdLibURL: `${home}python_stdlib.zip`,
    lockFileContents: await files.text('pyodide-lock.json'),
    createPyodideModule: (await files.module('pyodide.asm.mjs', (text) => text.replaceAll('import.meta.url', `"${home}"`))).default,
    env: { HOME: '/home', PYTHONDONTWRITEBYTECODE: '1' },
  });
  globalThis.fetch = fetch;
  const write = (path, content) => {
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    pyodide.FS.writeFile(path, content);
  };
  Object.entries(modules).forEach(([path, text]) => write(`/workbook/${path}`, text));
  pyodide.FS.mkdirTree(folder);
  pyodide.FS.chdir(folder);

  let arrived = Promise.withResolvers();
  const turns = turnsOf(() => shell.turn.callPromising());
  const page = { send: sendLine, wake: turns.wake, arrival: () => arrived.promise, end: close };
  pyodide.runPython('import sys; sys.path.insert(0, "/workbook")');
  const { PageShell } = pyodide.pyimport('workbook_page.page_shell');
  pyodide.runPython('sys.path[0] = ""');
  const shell = PageShell(page);
  commands((command, line) => {
    if (command.type === 'file') {
      write(command.path, Uint8Array.fromBase64(command.content));
      send({ type: 'ok', parent: command.id });
      return;
    }
    shell.accept(line);
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
});

/**
 * Calls back when a loop wants its next turn, never within another.
 * @param {() => Promise<unknown>} turn
 */
function turnsOf(turn) {
  const { port1, port2 } = new MessageChannel(); // the next task: a timeout of nothing would be 4 ms
  let due = Infinity;
  let timer;
  let turning = false;
  let asked = false;
  port2.onmessage = () => {
    asked = false;
    if (!turning) { // else it asks again when it ends
      turning = true;
      due = Infinity;
      clearTimeout(timer);
      turn().finally(ended);
    }
  };
  function ended() {
    turning = false;
    if (due <= performance.now()) {
      wake(0);
    }
  }
  function wake(seconds) {
    const when = performance.now() + seconds * 1000;
    if (seconds === 0) {
      due = when;
      if (!asked && !turning) {
        asked = true;
        port1.postMessage(0);
      }
    } else if (when < due) {
      due = when;
      clearTimeout(timer);
      timer = setTimeout(() => wake(0), seconds * 1000);
    }
  }
  return { wake };
}

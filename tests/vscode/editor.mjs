/** VS Code's workbench, as code-server has it, in a home of its own and driven in Chromium; with a probe that asks its API. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { cpSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { request } from 'node:http';
import { join } from 'node:path';

export const top = new URL('../..', import.meta.url).pathname;
const patience = 120_000;

/** Playwright's driver, as the tests of the pages have it. */
function playwright() {
  const folder = join(top, 'tests/AsyncWorkbook.Browser.Tests/bin/Release/net10.0/.playwright/package');
  return createRequire(import.meta.url)(folder);
}

export const chromium = [process.env.WORKBOOK_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find((path) => path && existsSync(path));

/** Waits until something is so, and gives it. A machine may be slow: only what never happens fails. */
export async function until(what, ask) {
  const end = Date.now() + patience;
  let last;
  while (Date.now() < end) {
    try {
      const value = await ask();
      if (value) {
        return value;
      }
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`it never happened: ${what}`, { cause: last });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function post(port, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method: 'POST', agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => { text += part; });
      response.on('end', () => {
        const { value, error } = JSON.parse(text);
        if (error === undefined) {
          resolve(value);
        } else {
          reject(new Error(error));
        }
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Starts the editor in a folder.
 * @param entry The program of code-server.
 * @param home Where it keeps all that is its own; extensions are in its folder `extensions`.
 * @param folder The folder that it opens.
 * @param isTrusted Whether its reader trusts all folders; otherwise none, until the reader says so.
 */
export async function startEditor({ entry, home, folder, isTrusted }) {
  const [port, probePort] = [await freePort(), await freePort()];
  mkdirSync(join(home, 'extensions'), { recursive: true });
  cpSync(join(top, 'tests/vscode/probe'), join(home, 'extensions', 'test.probe-0.0.1'), { recursive: true });
  mkdirSync(join(home, 'data', 'User'), { recursive: true });
  writeFileSync(join(home, 'data', 'User', 'settings.json'), '{ "security.workspace.trust.startupPrompt": "never" }');
  for (const list of ['extensions.json', '.obsolete']) {
    rmSync(join(home, 'extensions', list), { force: true }); // or it would take the probe, which is not on it, for a left-over
  }
  const log = openSync(join(home, 'code-server.log'), 'a');
  const server = spawn(process.execPath, [
    entry, '--config', join(home, 'config.yaml'), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry',
    '--disable-update-check', ...isTrusted ? ['--disable-workspace-trust'] : [], '--disable-getting-started-override', '--log', 'info',
    '--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions'),
  ], { env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'share'), WORKBOOK_PROBE: String(probePort) }, stdio: ['ignore', log, log] });
  const kill = () => server.kill('SIGTERM');
  process.on('exit', kill);

  const browser = await playwright().chromium.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (each) => {
    const { hostname, protocol } = new URL(each.url());
    if (protocol.startsWith('http') && !['127.0.0.1', 'localhost'].includes(hostname) && !hostname.endsWith('vscode-cdn.net')) {
      asked.push(each.url());
    }
  });
  await until('the server listens', () => new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: '/healthz' }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false)).end();
  }));
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`, { timeout: patience });
  await page.waitForSelector('.monaco-workbench', { timeout: patience });

  const probe = (action, given) => post(probePort, `return await (${action})(vscode, ${JSON.stringify(given ?? null)});`);
  const kernel = async () => (await page.locator('.notebook-toolbar-container .kernel-label:visible').allTextContents()).map((text) => text.trim()).join();
  await until('the extensions run', () => probe((vscode) => vscode.version));
  return {
    page,
    probe,
    /** What the editor asked of the network. */
    asked,
    command: (name, ...given) => probe(async (vscode, [command, rest]) => {
      await vscode.commands.executeCommand(command, ...rest);
    }, [name, given]),
    /** Begins what a command does, and does not wait for its end: those that run cells end with them. */
    begin: (name, ...given) => probe((vscode, [command, rest]) => {
      void vscode.commands.executeCommand(command, ...rest);
    }, [name, given]),
    /** What the kernel of the notebook in front is called. */
    kernel,
    /** Opens a notebook and waits for its kernel; the one that was open is closed, and its changes are gone. */
    open: async (path, type = 'jupyter-notebook', expected = 'Async workbook') => {
      await probe(async (vscode, [file, view]) => {
        if (vscode.window.activeNotebookEditor) {
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        }
        await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), view);
      }, [path, type]);
      await until(`${path} is open`, () => probe((vscode, file) => vscode.window.activeNotebookEditor?.notebook.uri.fsPath === file, path));
      await until(`the kernel is ${expected}`, async () => {
        const now = await kernel();
        if (now !== expected) {
          throw new Error(`it is ${now}`);
        }
        return true;
      });
    },
    /** The notebook in front, as the editor's API has it. */
    notebook: () => probe((vscode) => {
      const { notebook } = vscode.window.activeNotebookEditor;
      const text = new TextDecoder();
      return {
        isDirty: notebook.isDirty,
        cells: notebook.getCells().map((cell) => ({
          kind: cell.kind, text: cell.document.getText(), languageId: cell.document.languageId, metadata: cell.metadata,
          order: cell.executionSummary?.executionOrder, success: cell.executionSummary?.success, hasEnded: cell.executionSummary?.timing !== undefined, started: cell.executionSummary?.timing?.startTime,
          outputs: cell.outputs.map((output) => ({ metadata: output.metadata, items: output.items.map(({ mime, data }) => ({ mime, text: text.decode(data) })) })),
        })),
      };
    }),
    screenshot: (name) => {
      const folderOf = process.env.WORKBOOK_SCREENSHOTS;
      return folderOf ? page.screenshot({ path: join(folderOf, `${name}.png`) }) : undefined;
    },
    stop: async () => {
      await browser.close();
      const ended = new Promise((resolve) => { server.once('exit', resolve); });
      kill();
      process.off('exit', kill);
      await ended;
    },
  };
}

/** The extension's modules, with as much of an editor as they take. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { top } from './editor.mjs';

const source = join(top, 'src/vscode');

/** A folder for the tests of one file. */
export const scratch = mkdtempSync(join(tmpdir(), 'workbook-vscode-stub-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const stub = join(scratch, 'vscode.mjs');
writeFileSync(stub, `
  export class EventEmitter {
    hearers = [];
    event = (hear) => { this.hearers.push(hear); };
    fire(event) { this.hearers.forEach((hear) => hear(event)); }
  }
  export class CancellationTokenSource { token = { isCancelled: false }; cancel() { this.token.isCancelled = true; } }
  export class NotebookData { constructor(cells) { this.cells = cells; } }
  export class NotebookCellData { constructor(kind, value, languageId) { Object.assign(this, { kind, value, languageId }); } }
  export class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
  export class Range { constructor(start, end) { Object.assign(this, { start, end }); } }
  export class Diagnostic { constructor(range, message) { Object.assign(this, { range, message }); } }
  export const ProgressLocation = { Window: 10, Notification: 15 };
  export const ViewColumn = { Beside: -2 };
  export const NotebookCellKind = { Markup: 1, Code: 2 };
  export class NotebookCellOutput { constructor(items, metadata) { Object.assign(this, { items, metadata }); } }
  export const NotebookCellOutputItem = { error: (value) => value };

  /** What tests set off, and see. */
  export const [changed, closed, saved] = [new EventEmitter(), new EventEmitter(), new EventEmitter()];
  export const [boxes, panels, shownErrors, registered, diagnostics] = [[], [], [], {}, new Map()];

  export const workspace = {
    isTrusted: true, workspaceFolders: [], getConfiguration: () => ({ get: () => process.execPath }),
    onDidChangeTextDocument: changed.event, onDidCloseTextDocument: closed.event, onDidSaveNotebookDocument: saved.event,
  };
  export const window = {
    showInputBox: (options, token) => new Promise((answer) => boxes.push({ ...options, token, answer })),
    showWarningMessage: () => undefined,
    showErrorMessage: (text) => { shownErrors.push(text); },
    withProgress: () => undefined,
    createWebviewPanel() {
      const panel = {
        isDisposed: false, pages: [],
        webview: { set html(page) { if (panel.isDisposed) throw new Error('Webview is disposed'); panel.pages.push(page); } },
        onDidDispose(hear) { panel.dispose = () => { panel.isDisposed = true; hear(); }; },
      };
      panels.push(panel);
      return panel;
    },
  };
  export const commands = { registerCommand: (name, action) => { registered[name] = action; } };
  export const languages = new Proxy({ createDiagnosticCollection: () => diagnostics }, { get: (known, name) => known[name] ?? (() => undefined) });
  export const notebooks = { registerNotebookCellStatusBarItemProvider: () => undefined };`);

/** The modules' exports, and the editor that they have as `vscode`. */
export async function extension(...modules) {
  const { build } = createRequire(join(source, 'package.json'))('esbuild');
  const outfile = join(scratch, `${modules.join('-')}.mjs`);
  const contents = modules.map((name) => `export * from './${name}';`).concat('export * as vscode from "vscode";').join('\n');
  await build({ stdin: { contents, resolveDir: join(source, 'src') }, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error', alias: { vscode: stub } });
  return import(outfile);
}

/** The controllers that notebooks run with, and the session of each notebook. */
import * as vscode from 'vscode';
import { dirname } from 'node:path';
import { EngineError } from './engine';
import { editorLanguages, isWorkbook } from './language';
import { findEngine, type Command } from './locate';
import { Session } from './session';

export const notebookTypes = ['jupyter-notebook', 'async-workbook-dib'];

export function isOurs(notebook: vscode.NotebookDocument): boolean {
  return notebookTypes.includes(notebook.notebookType) && isWorkbook(notebook.notebookType, notebook.metadata);
}

/** Under which key it is remembered that a notebook's reader has picked another kernel. */
function declined(notebook: vscode.NotebookDocument): string {
  return `declined ${notebook.uri.toString()}`;
}

/** The engine that a notebook would run with. */
export function engineOf(notebook: vscode.Uri | undefined, extension: vscode.Uri): Command | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file').map((folder) => folder.uri.fsPath);
  const folder = notebook?.scheme === 'file' ? dirname(notebook.fsPath) : folders[0] ?? '';
  return findEngine(vscode.workspace.getConfiguration('asyncWorkbook').get('engine', ''), folder, folders, extension.fsPath);
}

export class Sessions implements vscode.Disposable {
  private readonly controllers = new Map<string, vscode.NotebookController>();
  private readonly sessions = new Map<vscode.NotebookDocument, Session>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly selected = new WeakSet<vscode.NotebookDocument>();
  private readonly changed = new vscode.EventEmitter<vscode.NotebookDocument>();

  /** A notebook's session has begun, ended, or run a cell. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly extension: vscode.Uri, private readonly memory: vscode.Memento, private readonly log: vscode.LogOutputChannel) {
    for (const type of notebookTypes) {
      const controller = vscode.notebooks.createNotebookController(type === 'jupyter-notebook' ? 'async-workbook' : 'async-workbook-dib', type, 'Async workbook');
      controller.supportedLanguages = editorLanguages;
      controller.supportsExecutionOrder = true;
      controller.description = 'C#, JavaScript and Python in one notebook';
      controller.executeHandler = (cells, notebook) => this.run(notebook, cells);
      controller.interruptHandler = (notebook) => this.sessions.get(notebook)?.interrupt();
      this.controllers.set(type, controller);
      this.subscriptions.push(controller, controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        void this.memory.update(declined(notebook), selected ? undefined : true);
      }));
    }
    this.subscriptions.push(
      vscode.workspace.onDidOpenNotebookDocument((notebook) => this.prefer(notebook)),
      vscode.window.onDidChangeActiveNotebookEditor((editor) => void this.select(editor)),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => void this.end(notebook)),
    );
    vscode.workspace.notebookDocuments.forEach((notebook) => this.prefer(notebook));
    void this.select(vscode.window.activeNotebookEditor);
  }

  /** The session of the notebook that a cell's document belongs to, if it has begun. */
  ofCell(document: vscode.TextDocument): Session | undefined {
    return [...this.sessions.values()].find((session) => session.notebook.getCells().some((cell) => cell.document === document));
  }

  /** The session of a notebook, if it has begun. */
  find(notebook: vscode.NotebookDocument | undefined): Session | undefined {
    return notebook && this.sessions.get(notebook);
  }

  /** The session of a notebook; its engine starts when it is needed. */
  get(notebook: vscode.NotebookDocument): Session {
    let session = this.sessions.get(notebook);
    if (session === undefined) {
      session = new Session(notebook, this.controllers.get(notebook.notebookType)!, () => this.engine(notebook), this.log);
      session.onDidChange(() => this.changed.fire(notebook));
      this.sessions.set(notebook, session);
      this.changed.fire(notebook);
    }
    return session;
  }

  async run(notebook: vscode.NotebookDocument, cells: vscode.NotebookCell[], values?: Record<string, string>): Promise<void> {
    if (vscode.workspace.isTrusted) {
      await this.get(notebook).run({ cells: cells.filter((cell) => cell.kind === vscode.NotebookCellKind.Code), ...(values && { values }) });
    }
  }

  async dispose(): Promise<void> {
    this.subscriptions.forEach((each) => each.dispose());
    await Promise.all([...this.sessions.values()].map((session) => session.dispose()));
    this.changed.dispose();
  }

  private engine(notebook: vscode.NotebookDocument): Command {
    const found = engineOf(notebook.uri, this.extension);
    if (found === undefined) {
      throw new EngineError('no engine was found: open a clone of the workbook, install its tool (dotnet tool install -g AsyncWorkbook.Tool), or name a program in the setting asyncWorkbook.engine.');
    }
    return found;
  }

  private prefer(notebook: vscode.NotebookDocument): void {
    if (isOurs(notebook)) {
      this.controllers.get(notebook.notebookType)?.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
    }
  }

  /** Where there are other kernels, the editor asks which one; for a notebook of ours the answer is known, unless its reader has another. */
  private async select(editor: vscode.NotebookEditor | undefined): Promise<void> {
    if (editor === undefined || !isOurs(editor.notebook) || this.selected.has(editor.notebook) || this.memory.get(declined(editor.notebook)) === true) {
      return;
    }
    this.selected.add(editor.notebook);
    const { id } = this.controllers.get(editor.notebook.notebookType)!;
    await vscode.commands.executeCommand('notebook.selectKernel', { id, extension: 'async-workbook.async-workbook', skipIfAlreadySelected: true });
  }

  private async end(notebook: vscode.NotebookDocument): Promise<void> {
    const session = this.sessions.get(notebook);
    this.sessions.delete(notebook);
    await session?.dispose();
  }
}

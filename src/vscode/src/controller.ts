/** The controllers that notebooks run with, and the session of each notebook. */
import * as vscode from 'vscode';
import type { EngineEvent } from './engine';
import type { Engines } from './engines';
import { editorLanguages, isOurs } from './language';
import { isCode, Session } from './session';

export const notebookTypes = ['jupyter-notebook', 'async-workbook-dib'];

/** The code cells in which this extension helps. */
export const everyCell = notebookTypes.flatMap((notebookType) => editorLanguages.map((language) => ({ notebookType, language })));

/** The cell that a document is the text of. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  return vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells()).find((cell) => cell.document === document);
}

export class Sessions implements vscode.Disposable {
  private readonly controllers = new Map<string, vscode.NotebookController>();
  private readonly sessions = new Map<vscode.NotebookDocument, Session>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly selected = new WeakSet<vscode.NotebookDocument>();

  constructor(private readonly engines: Engines, private readonly memory: vscode.Memento) {
    for (const type of notebookTypes) {
      const controller = vscode.notebooks.createNotebookController(type === 'jupyter-notebook' ? 'async-workbook' : 'async-workbook-dib', type, 'Async workbook');
      controller.supportedLanguages = editorLanguages;
      controller.supportsExecutionOrder = true;
      controller.description = 'C#, JavaScript and Python in one notebook';
      controller.executeHandler = (cells, notebook) => this.run(notebook, cells);
      controller.interruptHandler = (notebook) => this.sessions.get(notebook)?.interrupt();
      this.controllers.set(type, controller);
      this.subscriptions.push(controller, controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        void this.memory.update(notebook.uri.toString(), selected ? undefined : 'declined');
      }));
    }
    this.subscriptions.push(
      vscode.workspace.onDidOpenNotebookDocument((notebook) => void this.prefer(notebook)),
      vscode.window.onDidChangeActiveNotebookEditor((editor) => void this.prefer(editor?.notebook)),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        void this.sessions.get(notebook)?.dispose();
        this.sessions.delete(notebook);
      }),
    );
    vscode.workspace.notebookDocuments.forEach((notebook) => void this.prefer(notebook));
  }

  /** The session of the notebook in front, if it has begun. */
  get active(): Session | undefined {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    return notebook && this.sessions.get(notebook);
  }

  /** Asks the engine about a position in a cell; nothing where none runs, or where it is busy and there is no answer without it. */
  async ask(type: string, document: vscode.TextDocument, position: vscode.Position, alsoBusy = false): Promise<EngineEvent | undefined> {
    const cell = cellOf(document);
    const session = cell && this.sessions.get(cell.notebook);
    return session?.live === undefined || (session.isBusy && !alsoBusy)
      ? undefined
      : session.live.ask(type, { ...session.place(cell!), cursor: document.offsetAt(position) });
  }

  /** The session of a notebook; its engine starts when it is needed. */
  get(notebook: vscode.NotebookDocument): Session {
    const session = this.sessions.get(notebook) ?? new Session(notebook, this.controllers.get(notebook.notebookType)!, this.engines);
    this.sessions.set(notebook, session);
    return session;
  }

  run(notebook: vscode.NotebookDocument, cells: vscode.NotebookCell[], values?: string): Promise<void> {
    return this.get(notebook).run(cells.filter(isCode), values);
  }

  dispose(): void {
    this.subscriptions.forEach((each) => each.dispose());
    this.sessions.forEach((session) => void session.dispose());
  }

  /** Where there are other kernels, the editor asks which one; for a notebook of ours the answer is known, unless its reader has another. */
  private async prefer(notebook: vscode.NotebookDocument | undefined): Promise<void> {
    const controller = isOurs(notebook) ? this.controllers.get(notebook.notebookType) : undefined;
    controller?.updateNotebookAffinity(notebook!, vscode.NotebookControllerAffinity.Preferred);
    if (controller && notebook && notebook === vscode.window.activeNotebookEditor?.notebook && !this.selected.has(notebook) && this.memory.get(notebook.uri.toString()) !== 'declined') {
      this.selected.add(notebook);
      await vscode.commands.executeCommand('notebook.selectKernel', { id: controller.id, extension: 'async-workbook.async-workbook', skipIfAlreadySelected: true });
    }
  }
}

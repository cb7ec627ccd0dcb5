/** The engine that there is for a notebook: found, started, and asked for what its command line does. */
import * as vscode from 'vscode';
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { Engine, type EngineEvent } from './engine';
import { findEngine, invocation, type Command } from './locate';

function folderOf(notebook: vscode.Uri | undefined): string {
  return notebook?.scheme === 'file' ? dirname(notebook.fsPath) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();
}

export class Engines {
  constructor(private readonly extension: vscode.Uri, readonly log: vscode.LogOutputChannel) {
  }

  /** The engine that a notebook would run with. In a folder that the reader does not trust, nothing of the folder's is one. */
  find(notebook: vscode.Uri | undefined): Command | undefined {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file' && vscode.workspace.isTrusted).map(({ uri }) => uri.fsPath);
    return findEngine(vscode.workspace.getConfiguration('asyncWorkbook').get('engine', ''), folderOf(notebook), folders, this.extension.fsPath);
  }

  /** Starts an engine in a notebook's folder; without one it only reads. `kernels` get ready at once, `asked` hears what running code asks. */
  start(notebook?: vscode.Uri, kernels: string[] = [], asked: (event: EngineEvent) => void = () => undefined): Engine {
    let show = (_: string): void => undefined;
    const engine = new Engine(this.command(notebook, notebook === undefined), asked, (line) => {
      this.log.info(line);
      show(line);
    });
    const opened = engine.ask('open', { folder: notebook && folderOf(notebook), start: kernels }).catch(() => undefined); // whoever waits for the engine hears it
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Async workbook' }, (progress) => {
      show = (line) => progress.report({ message: line });
      show('starting the engine');
      return opened;
    });
    return engine;
  }

  /** Runs a command of the command line to its end, for the notebook in front and in the folder that is open, which it gives, too. */
  async run(title: string, words: string[]): Promise<{ error: Error | null; stdout: string; stderr: string; folder: string }> {
    const notebook = vscode.window.activeNotebookEditor?.notebook.uri;
    const { program, args } = this.command(notebook);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? folderOf(notebook);
    const { file, words: given, shell } = invocation(program, [...args, ...words]);
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: `Async workbook: ${title}` }, () => new Promise((resolve) => {
      execFile(file, given, { cwd: folder, shell, maxBuffer: 1 << 26 }, (error, stdout, stderr) => resolve({ error, stdout, stderr, folder }));
    }));
  }

  private command(notebook: vscode.Uri | undefined, isReading = false): Command {
    if (!vscode.workspace.isTrusted && !isReading) {
      throw new Error('nothing runs in a folder that you do not trust.\nChange that with "Manage Workspace Trust" in the command palette.'); // not even to see which runtimes it has
    }
    const found = this.find(notebook);
    if (found === undefined) {
      throw new Error('no engine was found: open a clone of the workbook, install its tool (dotnet tool install -g AsyncWorkbook.Tool), or name a program in the setting asyncWorkbook.engine.');
    }
    return found;
  }
}

/** What the engine's command line does to files, from the editor; and the status bar. */
import * as vscode from 'vscode';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { engineOf, isOurs, type Sessions } from './controller';
import { runEngine, type Command } from './locate';

export class Commands implements vscode.Disposable {
  private readonly status = vscode.window.createStatusBarItem('asyncWorkbook.engine', vscode.StatusBarAlignment.Right);

  constructor(private readonly extension: vscode.Uri, private readonly sessions: Sessions, private readonly log: vscode.LogOutputChannel) {
    this.status.name = 'Async workbook';
    this.status.command = 'asyncWorkbook.doctor';
  }

  register(): vscode.Disposable[] {
    const command = (name: string, action: (...given: never[]) => Promise<unknown>): vscode.Disposable =>
      vscode.commands.registerCommand(`asyncWorkbook.${name}`, (...given: unknown[]) => this.told(() => action(...given as never[])));
    this.showEngine();
    return [
      this.status,
      vscode.window.onDidChangeActiveNotebookEditor(() => this.showEngine()),
      vscode.workspace.onDidChangeConfiguration(() => this.showEngine()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.showEngine()),
      command('doctor', () => this.doctor()),
      command('restart', () => this.restart()),
      command('export', () => this.export()),
      command('convert', (target?: string) => this.convert(target)),
      command('newChapter', (name?: string) => this.newChapter(name)),
    ];
  }

  dispose(): void {
    this.status.dispose();
  }

  /** Shows which engine there is; none is started for that. */
  private showEngine(): void {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (notebook === undefined || !isOurs(notebook)) {
      this.status.hide();
      return;
    }
    const engine = vscode.workspace.isTrusted ? engineOf(notebook.uri, this.extension) : undefined;
    this.status.text = `$(beaker) Workbook: ${engine?.kind ?? (vscode.workspace.isTrusted ? 'no engine' : 'not trusted')}`;
    this.status.tooltip = engine === undefined ? 'Nothing can be run' : `${engine.program} ${engine.args.join(' ')}\nClick: which runtimes it finds`;
    this.status.backgroundColor = engine === undefined ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.status.show();
  }

  private async doctor(): Promise<void> {
    const { output, errors, code } = await this.run('Looking for runtimes', ['doctor']);
    const missing = output.split('\n').filter((line) => line.startsWith('MISSING'));
    this.log.info(`${output}${errors}`);
    this.log.show(true);
    if (missing.length > 0 || code !== 0) {
      this.status.text = `$(warning) Workbook: ${missing.map((line) => line.split(/\s+/)[1]).join(', ')} missing`;
      this.status.tooltip = output;
      this.status.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    } else {
      this.showEngine();
    }
  }

  private async restart(): Promise<void> {
    await this.sessions.find(vscode.window.activeNotebookEditor?.notebook)?.restart();
    vscode.window.setStatusBarMessage('Async workbook: restarted, the variables are gone', 5000);
  }

  /** The notebook as a page, with the outputs that it has. */
  private async export(): Promise<string | undefined> {
    const path = await this.saved();
    if (path === undefined) {
      return undefined;
    }
    const { output } = await this.succeeded('Exporting', ['export', path, '--no-execute', '--trust']);
    const index = /^(.*): open it in a browser\.$/m.exec(output)?.[1];
    const page = index && this.absolute(join(dirname(index), `${basename(path).replace(/\.[^.]*$/, '')}.html`));
    if (page) {
      await vscode.env.openExternal(vscode.Uri.file(page));
    }
    return page || undefined;
  }

  /** The notebook in the other format. */
  private async convert(given?: string): Promise<void> {
    const path = await this.saved();
    if (path === undefined) {
      return;
    }
    const extension = path.endsWith('.dib') ? 'ipynb' : 'dib';
    const proposed = vscode.Uri.file(path.replace(/\.[^.]*$/, `.${extension}`));
    const target = given ?? (await vscode.window.showSaveDialog({ defaultUri: proposed, filters: { Notebooks: [extension] } }))?.fsPath;
    if (target !== undefined) {
      const { errors } = await this.succeeded('Converting', ['convert', path, target, '--force']);
      if (errors.trim() !== '') {
        void vscode.window.showWarningMessage(errors.trim());
      }
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(target));
    }
  }

  private async newChapter(given?: string): Promise<void> {
    const name = given ?? await vscode.window.showInputBox({ title: 'New chapter', prompt: 'Its number and title, such as 20-back-pressure' });
    if (name) {
      const { output } = await this.succeeded('Writing the chapter', ['new', name]);
      const written = /^(.*): written\.$/m.exec(output)?.[1];
      if (written !== undefined) {
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(this.absolute(written)));
      }
    }
  }

  /** The path of the notebook in front, its changes saved; nothing if it has none. */
  private async saved(): Promise<string | undefined> {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (notebook === undefined || notebook.uri.scheme !== 'file' || !await notebook.save()) {
      void vscode.window.showErrorMessage('Async workbook: save the notebook first.');
      return undefined;
    }
    return notebook.uri.fsPath;
  }

  private get folder(): string {
    const notebook = vscode.window.activeNotebookEditor?.notebook.uri;
    return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? (notebook?.scheme === 'file' ? dirname(notebook.fsPath) : process.cwd());
  }

  private absolute(path: string): string {
    return isAbsolute(path) ? path : join(this.folder, path);
  }

  private run(title: string, words: string[]): Promise<{ code: number; output: string; errors: string }> {
    const engine: Command | undefined = engineOf(vscode.window.activeNotebookEditor?.notebook.uri, this.extension);
    if (engine === undefined) {
      throw new Error('no engine was found.');
    }
    return Promise.resolve(vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Async workbook: ${title}` }, () => runEngine(engine, words, this.folder),
    ));
  }

  private async succeeded(title: string, words: string[]): Promise<{ output: string; errors: string }> {
    const ended = await this.run(title, words);
    if (ended.code !== 0) {
      throw new Error(ended.errors.trim() || ended.output.trim() || `it ended with ${ended.code}.`);
    }
    return ended;
  }

  private async told<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      void vscode.window.showErrorMessage(`Async workbook: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

/** What the engine's command line does to files, from the editor; and the status bar. */
import * as vscode from 'vscode';
import { basename, dirname, join, resolve } from 'node:path';
import type { Sessions } from './controller';
import type { Engines } from './engines';
import { isOurs } from './language';
import { registerPreviews } from './preview';
import { command } from './told';

export function registerCommands(engines: Engines, sessions: Sessions): vscode.Disposable[] {
  /** Runs a command that says which file it has written, and gives the file; what it warns of, the reader is told. */
  const written = async (title: string, words: string[], said = /^(.*): written\.$/m): Promise<vscode.Uri> => {
    const { error, stdout, stderr, folder } = await engines.run(title, words);
    const path = said.exec(stdout)?.[1];
    if (error !== null || path === undefined) {
      throw new Error(stderr.trim() || stdout.trim() || error?.message);
    }
    if (stderr.trim() !== '') {
      void vscode.window.showWarningMessage(stderr.trim());
    }
    return vscode.Uri.file(resolve(folder, path));
  };

  /** Writes a notebook as a page, with the outputs that it has, and gives the page's path. Into a folder it goes as a file that holds all it needs. */
  const page = async (path: string, folder?: string): Promise<string> => {
    const place = folder === undefined ? [] : ['--out', folder, '--single-file'];
    const index = await written('Exporting', ['export', path, '--no-execute', '--trust', ...place], /^(.*): open it in a browser\.$/m);
    return join(dirname(index.fsPath), `${basename(path).replace(/\.[^.]*$/, '')}.html`);
  };

  return [
    ...registerPreviews(saved, page),
    command('restart', async () => {
      await sessions.active?.restart();
      vscode.window.setStatusBarMessage('Async workbook: restarted, the variables are gone', 5000);
    }),
    command('export', async (folder?: unknown) => { // a toolbar gives an editor
      const made = await page(await saved(), typeof folder === 'string' ? folder : undefined);
      await vscode.env.openExternal(vscode.Uri.file(made));
    }),
    command('convert', async (given?: string) => {
      const path = await saved();
      const extension = path.endsWith('.dib') ? 'ipynb' : 'dib';
      const defaultUri = vscode.Uri.file(path.replace(/\.[^.]*$/, `.${extension}`));
      const target = given ?? (await vscode.window.showSaveDialog({ defaultUri, filters: { Notebooks: [extension] } }))?.fsPath;
      if (target !== undefined) {
        await vscode.commands.executeCommand('vscode.open', await written('Converting', ['convert', path, target, '--force']));
      }
    }),
    command('newChapter', async (given?: string) => {
      const name = given ?? await vscode.window.showInputBox({ title: 'New chapter', prompt: 'Its number and title, such as 20-back-pressure' });
      if (name) {
        await vscode.commands.executeCommand('vscode.open', await written('Writing the chapter', ['new', name]));
      }
    }),
  ];
}

/** The path of the notebook in front, its changes saved. */
async function saved(): Promise<string> {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook?.uri.scheme !== 'file' || !await notebook.save()) {
    throw new Error('save the notebook first.');
  }
  return notebook.uri.fsPath;
}

/** The status bar says which engine there is, and what it misses. */
export function registerStatus(engines: Engines): vscode.Disposable[] {
  const item = vscode.window.createStatusBarItem('asyncWorkbook.engine', vscode.StatusBarAlignment.Right);
  item.name = 'Async workbook';
  item.command = 'asyncWorkbook.doctor';

  const tell = (text: string, tooltip: string, isWarning: boolean): void => {
    Object.assign(item, { text, tooltip, backgroundColor: isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined });
    item.show();
  };

  /** Shows which engine there is; none is started for that. */
  const show = (): void => {
    const { isTrusted } = vscode.workspace;
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    const engine = isTrusted ? engines.find(notebook?.uri) : undefined;
    if (!isOurs(notebook)) {
      item.hide();
    } else if (engine === undefined) {
      tell(`$(beaker) Workbook: ${isTrusted ? 'no engine' : 'not trusted'}`, 'Nothing can be run', true);
    } else {
      tell(`$(beaker) Workbook: ${engine.kind}`, `${engine.program} ${engine.args.join(' ')}\nClick: which runtimes it finds`, false);
    }
  };

  show();
  return [
    item,
    vscode.window.onDidChangeActiveNotebookEditor(show),
    vscode.workspace.onDidChangeConfiguration(show),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
    command('doctor', async () => {
      const { error, stdout, stderr } = await engines.run('Looking for runtimes', ['doctor']);
      engines.log.info(`\n${stdout}${stderr}`); // below the time, or the table would be crooked
      engines.log.show(true);
      const missing = [...stdout.matchAll(/^MISSING\s+(\S+)/gm)].map(([, name]) => name);
      show();
      if (missing.length > 0 || error !== null) {
        tell(`$(warning) Workbook: ${missing.length > 0 ? `${missing.join(', ')} missing` : 'the engine failed'}`, `${stdout}${stderr}`, true);
      }
    }),
  ];
}

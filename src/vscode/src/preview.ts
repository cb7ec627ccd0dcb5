/** The page of a notebook beside it, made anew whenever the notebook is saved. */
import * as vscode from 'vscode';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { command, told } from './told';

/** Shows a page as light or dark as the editor is, and without the styles that a webview lays over every page: this one has its own. */
const script = `
  document.getElementById('_defaultStyles')?.remove();
  const colour = () => { document.documentElement.dataset.theme = document.body.dataset.vscodeThemeKind.endsWith('light') ? 'light' : 'dark'; };
  new MutationObserver(colour).observe(document.body, { attributeFilter: ['data-vscode-theme-kind'] });
  colour();`;

function inEditor(page: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return page
    .replace(/script-src (?![^;]*'unsafe-inline')/, (policy) => `${policy}'sha256-${hash}' `)
    .replace('</body>', () => `<script>${script}</script></body>`);
}

/** The command that opens previews: of the notebook that `saved` gives; `write` makes one file of it that holds all it needs, and gives its path. */
export function registerPreviews(saved: () => Promise<string>, write: (notebook: string, folder: string) => Promise<string>): vscode.Disposable[] {
  const previews = new Map<string, { panel: vscode.WebviewPanel; drawn: number }>();
  const draw = async (notebook: string): Promise<void> => {
    const preview = previews.get(notebook);
    if (preview !== undefined) {
      const turn = ++preview.drawn;
      const folder = await mkdtemp(join(tmpdir(), 'workbook-preview-'));
      try {
        const page = inEditor(await readFile(await write(notebook, folder), 'utf8'));
        if (previews.get(notebook) === preview && preview.drawn === turn) { // it is still open, and no later page is on its way
          preview.panel.webview.html = page;
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  };
  return [
    vscode.workspace.onDidSaveNotebookDocument(({ uri }) => void told(() => draw(uri.fsPath))),
    { dispose: () => previews.forEach(({ panel }) => panel.dispose()) },
    command('preview', async () => {
      const notebook = await saved();
      if (!previews.has(notebook)) {
        const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
        const panel = vscode.window.createWebviewPanel('asyncWorkbook.preview', `Preview ${basename(notebook)}`, where, { enableScripts: true, localResourceRoots: [] });
        panel.onDidDispose(() => previews.delete(notebook));
        previews.set(notebook, { panel, drawn: 0 });
        await draw(notebook).catch((error: unknown) => {
          panel.dispose(); // rather than to stay empty
          throw error;
        });
      }
    }),
  ];
}

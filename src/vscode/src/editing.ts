/** What helps while the reader types: completions, hover, the language of each cell. */
import * as vscode from 'vscode';
import { isOurs, notebookTypes, type Sessions } from './controller';
import { displayNames, editorLanguages, kernelOf, withKernel } from './language';
import { view } from './session';

const kinds: Record<string, vscode.CompletionItemKind> = {
  class: vscode.CompletionItemKind.Class,
  function: vscode.CompletionItemKind.Function,
  keyword: vscode.CompletionItemKind.Keyword,
  module: vscode.CompletionItemKind.Module,
  property: vscode.CompletionItemKind.Property,
  variable: vscode.CompletionItemKind.Variable,
};

export function registerEditing(sessions: Sessions): vscode.Disposable[] {
  const cells = notebookTypes.flatMap((notebookType) => editorLanguages.map((language) => ({ notebookType, language })));
  return [
    vscode.languages.registerCompletionItemProvider(cells, { provideCompletionItems: (document, at) => complete(sessions, document, at) }, '.', '#', '!'),
    vscode.languages.registerHoverProvider(cells, { provideHover: (document, at) => hover(sessions, document, at) }),
    ...notebookTypes.map((type) => vscode.notebooks.registerNotebookCellStatusBarItemProvider(type, { provideCellStatusBarItems: language })),
    vscode.commands.registerCommand('asyncWorkbook.pickLanguage', pickLanguage),
  ];
}

async function complete(sessions: Sessions, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const session = sessions.ofCell(document);
  const place = session?.position(document, position);
  if (session?.live === undefined || place === undefined) {
    return [];
  }
  const found = await session.live.ask('complete', place) as unknown as { start: number; end: number; items: { text: string; kind: string }[] };
  const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
  return found.items.map((each, index) => {
    const item = new vscode.CompletionItem(each.text, kinds[each.kind] ?? vscode.CompletionItemKind.Text);
    item.range = range;
    item.sortText = String(index).padStart(6, '0'); // best first, as the language has them
    return item;
  });
}

async function hover(sessions: Sessions, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
  const session = sessions.ofCell(document);
  const place = session?.position(document, position);
  if (session?.live === undefined || session.isBusy || place === undefined) {
    return undefined;
  }
  const { data } = await session.live.ask('inspect', place) as { data?: Record<string, string> };
  if (data === undefined) {
    return undefined;
  }
  const text = new vscode.MarkdownString();
  return new vscode.Hover(data['text/markdown'] === undefined ? text.appendCodeblock(data['text/plain'] ?? '', 'plaintext') : text.appendMarkdown(data['text/markdown']));
}

function language(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  if (cell.kind !== vscode.NotebookCellKind.Code || !isOurs(cell.notebook)) {
    return [];
  }
  const kernel = kernelOf(view(cell), cell.notebook.metadata);
  const item = new vscode.NotebookCellStatusBarItem(`$(code) ${displayNames[kernel] ?? kernel}`, vscode.NotebookCellStatusBarAlignment.Right);
  item.command = { command: 'asyncWorkbook.pickLanguage', title: 'Pick the cell\'s language', arguments: [cell] };
  item.tooltip = 'The language in which this cell runs: pick another';
  return [item];
}

/** First line and metadata change together, in one step that one undo takes back. */
async function pickLanguage(cell: vscode.NotebookCell): Promise<void> {
  const { notebook } = cell;
  const now = kernelOf(view(cell), notebook.metadata);
  const picked = await vscode.window.showQuickPick(
    Object.entries(displayNames).map(([kernel, label]) => ({ label, kernel, ...(kernel === now && { description: 'now' }) })),
    { title: 'The language in which this cell runs' },
  );
  if (picked === undefined || picked.kernel === now) {
    return;
  }
  const { text, metadata } = withKernel(view(cell), notebook.metadata, picked.kernel);
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, cell.document.lineCount, 0);
  edit.replace(cell.document.uri, whole, text);
  edit.set(notebook.uri, [vscode.NotebookEdit.updateCellMetadata(cell.index, metadata)]);
  await vscode.workspace.applyEdit(edit);
  if (cell.document.languageId !== 'polyglot-notebook') {
    await vscode.languages.setTextDocumentLanguage(cell.document, 'polyglot-notebook'); // its first line says it now
  }
}

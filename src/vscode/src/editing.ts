/** What helps while the reader types: completions, hover, mistakes, the language of each cell, and the parameters' code lens. */
import * as vscode from 'vscode';
import { cellOf, everyCell, notebookTypes, type Sessions } from './controller';
import { displayNames, isOurs, kernelOf, tags, withKernel } from './language';
import { isCode, variablesChanged } from './session';
import { command, message } from './told';

const pause = 400; // after the last letter, in milliseconds

export function registerEditing(sessions: Sessions): vscode.Disposable[] {
  return [
    vscode.languages.registerCompletionItemProvider(everyCell, { provideCompletionItems: (document, at) => complete(sessions, document, at) }, '.', '#', '!'),
    vscode.languages.registerHoverProvider(everyCell, { provideHover: (document, at) => hover(sessions, document, at) }),
    ...diagnose(sessions),
    ...notebookTypes.map((type) => vscode.notebooks.registerNotebookCellStatusBarItemProvider(type, { provideCellStatusBarItems: language })),
    command('pickLanguage', pickLanguage),
    vscode.languages.registerCodeLensProvider(everyCell, { provideCodeLenses: lenses }),
    command('runFromHere', (cell: vscode.NotebookCell) => sessions.run(cell.notebook, cell.notebook.getCells().slice(cell.index))),
    command('runAllWith', (cell: vscode.NotebookCell, values?: string) => runAllWith(sessions, cell, values)),
  ];
}

function rangeOf(document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

async function complete(sessions: Sessions, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const found = await sessions.ask('complete', document, position, true) as { start: number; end: number; items: { text: string; kind: string }[] } | undefined;
  return found?.items.map(({ text, kind }, index) => {
    const known = vscode.CompletionItemKind[kind.replace(/^./, (letter) => letter.toUpperCase()) as keyof typeof vscode.CompletionItemKind];
    const item = new vscode.CompletionItem(text, known ?? vscode.CompletionItemKind.Text);
    return Object.assign(item, { range: rangeOf(document, found), sortText: String(index).padStart(6, '0') }); // best first, as the language has them
  }) ?? [];
}

async function hover(sessions: Sessions, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
  const data = (await sessions.ask('inspect', document, position))?.data as Record<string, string> | undefined;
  const [rich, plain] = [data?.['text/markdown'], data?.['text/plain']];
  const text = new vscode.MarkdownString(rich);
  return data && new vscode.Hover(rich === undefined ? text.appendCodeblock(plain ?? '', 'plaintext') : text);
}

/** What is wrong with cells, as far as their syntax tells; asked of the languages that run. */
function diagnose(sessions: Sessions): vscode.Disposable[] {
  const shown = vscode.languages.createDiagnosticCollection('async-workbook');
  const unanswered = new Set<vscode.TextDocument>();
  const look = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const answer = await sessions.ask('check', document, new vscode.Position(0, 0)).catch(() => undefined);
    if (answer && document.version === version && unanswered.delete(document)) { // or it is closed
      const problems = answer.problems as { start: number; end: number; message: string }[];
      shown.set(document.uri, problems.map((each) => Object.assign(new vscode.Diagnostic(rangeOf(document, each), each.message), { source: 'Async workbook' })));
    }
  };
  return [
    shown,
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === 'vscode-notebook-cell') {
        unanswered.add(document);
        setTimeout((version) => document.version === version && void look(document), pause, document.version);
      }
    }),
    variablesChanged.event(() => unanswered.forEach((document) => void look(document))), // a cell has ended: its language may have time now
    vscode.workspace.onDidCloseTextDocument((document) => {
      unanswered.delete(document);
      shown.delete(document.uri);
    }),
  ];
}

function language(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  if (!isCode(cell) || !isOurs(cell.notebook)) {
    return [];
  }
  const kernel = kernelOf(cell);
  const item = new vscode.NotebookCellStatusBarItem(`$(code) ${displayNames[kernel] ?? kernel}`, vscode.NotebookCellStatusBarAlignment.Right);
  item.command = { command: 'asyncWorkbook.pickLanguage', title: 'Pick the cell\'s language', arguments: [cell] };
  item.tooltip = 'The language in which this cell runs: pick another';
  return [item];
}

/** First line and metadata change together, in one edit. */
async function pickLanguage(cell: vscode.NotebookCell): Promise<void> {
  const { document, notebook } = cell;
  const now = kernelOf(cell);
  const all = Object.entries(displayNames).map(([kernel, label]) => ({ label, kernel, ...(kernel === now && { description: 'now' }) }));
  const picked = await vscode.window.showQuickPick(all, { title: 'The language in which this cell runs' });
  if (picked === undefined || picked.kernel === now) {
    return;
  }
  const { text, metadata } = withKernel(cell, picked.kernel);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  edit.set(notebook.uri, [vscode.NotebookEdit.updateCellMetadata(cell.index, metadata)]);
  await vscode.workspace.applyEdit(edit);
  if (document.languageId !== 'polyglot-notebook') {
    await vscode.languages.setTextDocumentLanguage(document, 'polyglot-notebook'); // its first line says it now
  }
}

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const cell = cellOf(document);
  const top = new vscode.Range(0, 0, 0, 0);
  return !isOurs(cell?.notebook) || !isCode(cell!) || !tags(cell!).includes('parameters') ? [] : [
    new vscode.CodeLens(top, { title: '$(play) Run from here', command: 'asyncWorkbook.runFromHere', arguments: [cell] }),
    new vscode.CodeLens(top, { title: '$(settings) Run all with...', command: 'asyncWorkbook.runAllWith', arguments: [cell] }),
  ];
}

/** Runs a notebook with values that hold for this run: the file stays as it is. */
async function runAllWith(sessions: Sessions, cell: vscode.NotebookCell, given?: string): Promise<void> {
  const session = sessions.get(cell.notebook);
  const values = given ?? await session.box(cell, {
    title: 'Run all with other parameters', prompt: `name=value ..., of: ${(await session.parameters(cell)).join(', ')}`, ignoreFocusOut: true,
    validateInput: (typed) => session.parameters(cell, typed).then(() => undefined, message),
  });
  if (values !== undefined) {
    if (session.isBusy) {
      throw new Error('cells run or wait; interrupt them, or run this when they have ended.'); // those would run with the values that they have
    }
    await session.parameters(cell, values); // a name or value that does not fit is told before anything runs
    await sessions.run(cell.notebook, cell.notebook.getCells(), values);
  }
}

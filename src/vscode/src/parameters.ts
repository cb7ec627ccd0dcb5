/** The code lens over a cell tagged `parameters`. */
import * as vscode from 'vscode';
import { notebookTypes, type Sessions } from './controller';
import { editorLanguages } from './language';
import { isParameters } from './session';
import { parseValues } from './values';

export function registerParameters(sessions: Sessions): vscode.Disposable[] {
  const cells = notebookTypes.flatMap((notebookType) => editorLanguages.map((language) => ({ notebookType, language })));
  return [
    vscode.languages.registerCodeLensProvider(cells, { provideCodeLenses: lenses }),
    vscode.commands.registerCommand('asyncWorkbook.runFromHere', (cell: vscode.NotebookCell) =>
      sessions.run(cell.notebook, cell.notebook.getCells().slice(cell.index))),
    vscode.commands.registerCommand('asyncWorkbook.runAllWith', (cell: vscode.NotebookCell, typed?: string) => runAllWith(sessions, cell, typed)),
  ];
}

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const cell = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells()).find((each) => each.document === document);
  if (cell === undefined || !isParameters(cell)) {
    return [];
  }
  const top = new vscode.Range(0, 0, 0, 0);
  return [
    new vscode.CodeLens(top, { title: '$(play) Run from here', command: 'asyncWorkbook.runFromHere', arguments: [cell] }),
    new vscode.CodeLens(top, { title: '$(settings) Run all with...', command: 'asyncWorkbook.runAllWith', arguments: [cell] }),
  ];
}

/** Runs a notebook with values that hold for this run: the file stays as it is. */
async function runAllWith(sessions: Sessions, cell: vscode.NotebookCell, given?: string): Promise<void> {
  const { notebook } = cell;
  const session = sessions.get(notebook);
  try {
    const { names } = await session.parameters(cell);
    const typed = given ?? await vscode.window.showInputBox({
      title: 'Run all with other parameters', prompt: `name=value ..., of: ${names.join(', ')}`, ignoreFocusOut: true,
      validateInput: (text) => [parseValues(text)].find((each) => typeof each === 'string'),
    });
    const values = parseValues(typed ?? '');
    if (typed === undefined || typeof values === 'string') {
      return;
    }
    await session.parameters(cell, values); // a name or value that does not fit is told before anything runs
    await sessions.run(notebook, notebook.getCells(), values);
  } catch (error) {
    void vscode.window.showErrorMessage(`Async workbook: ${error instanceof Error ? error.message : String(error)}`);
  }
}

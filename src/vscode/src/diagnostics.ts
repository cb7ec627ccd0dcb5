/** What is wrong with cells, as far as their syntax tells; asked of the languages that run. */
import * as vscode from 'vscode';
import type { Sessions } from './controller';

const pause = 400; // after the last letter, in milliseconds

export function registerDiagnostics(sessions: Sessions): vscode.Disposable[] {
  const shown = vscode.languages.createDiagnosticCollection('async-workbook');
  const waiting = new Map<string, NodeJS.Timeout>();
  const look = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document.uri.toString()));
    waiting.set(document.uri.toString(), setTimeout(() => void find(sessions, document, shown), pause));
  };
  return [
    shown,
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === 'vscode-notebook-cell') {
        look(document);
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      clearTimeout(waiting.get(uri.toString()));
      waiting.delete(uri.toString());
      shown.delete(uri);
    }),
  ];
}

async function find(sessions: Sessions, document: vscode.TextDocument, shown: vscode.DiagnosticCollection): Promise<void> {
  const session = sessions.ofCell(document);
  const place = session?.position(document, new vscode.Position(0, 0));
  if (session?.live === undefined || session.isBusy || place === undefined) {
    return;
  }
  const { version } = document;
  const { problems } = await session.live.ask('check', place).catch(() => ({ problems: [] })) as { problems: { start: number; end: number; message: string }[] };
  if (document.version === version) {
    shown.set(document.uri, problems.map(({ start, end, message }) => {
      const problem = new vscode.Diagnostic(new vscode.Range(document.positionAt(start), document.positionAt(end)), message);
      problem.source = 'Async workbook';
      return problem;
    }));
  }
}

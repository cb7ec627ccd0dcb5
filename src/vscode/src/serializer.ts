/** .dib files in the editor. */
import * as vscode from 'vscode';
import { readDib, writeDib, type DibCell, type DibFile } from './dib';

type Front = Omit<DibFile, 'cells'>;

export class DibSerializer implements vscode.NotebookSerializer {
  deserializeNotebook(bytes: Uint8Array): vscode.NotebookData {
    const { cells, ...front } = readDib(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
    const data = new vscode.NotebookData(cells.map((cell) => {
      const isCode = cell.kind === 'code';
      const shown = new vscode.NotebookCellData(
        isCode ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup, cell.text, isCode ? 'polyglot-notebook' : 'markdown',
      );
      shown.metadata = { metadata: cell.metadata, dib: cell.source };
      return shown;
    }));
    data.metadata = { metadata: { polyglot_notebook: { kernelInfo: { defaultKernelName: front.kernel } }, language_info: { name: 'polyglot-notebook' } }, dib: front };
    return data;
  }

  serializeNotebook(data: vscode.NotebookData): Uint8Array {
    const front: Front = data.metadata?.dib as Front | undefined ?? { front: '', kernel: 'csharp', newline: '\n' };
    const cells = data.cells.map((cell): DibCell => ({
      kind: cell.kind === vscode.NotebookCellKind.Code ? 'code' : 'markdown',
      text: cell.value.replace(/\r\n/g, '\n'),
      metadata: {},
      source: cell.metadata?.dib as DibCell['source'],
    }));
    return new TextEncoder().encode(writeDib(front, cells));
  }
}

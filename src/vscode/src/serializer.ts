/** .dib files in the editor: what is not changed is written as it was, to the byte, as the engine knows its letters; without one a file is one text. */
import * as vscode from 'vscode';
import { isUtf8 } from 'node:buffer';
import type { EngineEvent } from './engine';
import type { Engines } from './engines';
import { firstLine, startKernel, withKernel } from './language';
import { message } from './told';

/** What the engine says of a file: `front` stands before the first cell, `letters` are a cell as it stands in the file. */
type Dib = { front?: string; metadata: object; cells: { isProse: boolean; text: string; metadata: object; letters?: string }[] };

/** What the editor shows of a file's cells, whatever ends their lines. */
function shown(cells: { isProse: boolean; text: string }[]): string {
  return JSON.stringify(cells.map(({ isProse, text }) => [isProse, text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')]));
}

export class DibSerializer implements vscode.NotebookSerializer {
  constructor(private readonly engines: Engines) {
  }

  async deserializeNotebook(bytes: Uint8Array): Promise<vscode.NotebookData> {
    if (!isUtf8(bytes)) {
      throw new Error('this .dib is not UTF-8, and saving it would change its letters: convert it to UTF-8 first.');
    }
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const { front, metadata, cells } = await this.ask('readDib', { text }).catch((error: unknown): Dib => {
      void vscode.window.showWarningMessage(`Async workbook: without an engine the cells of a .dib cannot be told apart, and its text is shown as one. ${message(error)}`);
      return { metadata: {}, cells: [{ isProse: false, text, metadata: {} }] };
    }) as Dib;
    const data = new vscode.NotebookData(cells.map((cell) => {
      const [kind, language] = cell.isProse ? [vscode.NotebookCellKind.Markup, 'markdown'] : [vscode.NotebookCellKind.Code, 'polyglot-notebook'];
      return Object.assign(new vscode.NotebookCellData(kind, cell.text, language), { metadata: { metadata: cell.metadata, letters: cell.letters } });
    }));
    data.metadata = { metadata, dib: { front, text, shown: shown(cells) } };
    return data;
  }

  async serializeNotebook(data: vscode.NotebookData): Promise<Uint8Array> {
    const file = data.metadata?.dib as { front?: string; text: string; shown: string } | undefined ?? { front: '', text: '', shown: '' };
    const cells = data.cells.map(({ kind, value, languageId, metadata = {} }) => {
      const isProse = kind === vscode.NotebookCellKind.Markup;
      const cell = { document: { languageId, getText: () => value }, metadata, notebook: { metadata: data.metadata ?? {} } };
      const isSaid = isProse || file.front === undefined || firstLine(value) !== undefined; // the file has no other place for a cell's language
      return { isProse, text: isSaid ? value : withKernel(cell, startKernel(cell)).text, letters: metadata.letters };
    });
    let { text } = file; // for a file that nobody has changed no engine is needed
    if (shown(cells) !== file.shown) {
      text = file.front === undefined ? cells.map((cell) => cell.text).join('\n') : String((await this.ask('writeDib', { front: file.front, cells })).text);
    }
    return new TextEncoder().encode(text);
  }

  /** Asks an engine that runs nothing, and ends with its answer. */
  private async ask(type: string, fields: Record<string, unknown>): Promise<EngineEvent> {
    const engine = this.engines.start();
    return engine.ask(type, fields).finally(() => engine.dispose());
  }
}

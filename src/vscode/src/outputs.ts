/** What cells show, in the editor's terms. Its metadata carry what nbformat needs, so that a saved file is what `workbook run` writes. */
import * as vscode from 'vscode';
import type { EngineEvent } from './engine';

const picture = /^image\/(?!svg)|^application\/pdf$/;

type Bundle = Record<string, unknown>;

/** The forms of one value. */
export function items(event: EngineEvent): vscode.NotebookCellOutputItem[] {
  return Object.entries(event.data as Bundle).map(([mime, value]) => {
    if (typeof value !== 'string') {
      return vscode.NotebookCellOutputItem.json(value, mime);
    }
    return picture.test(mime)
      ? new vscode.NotebookCellOutputItem(Buffer.from(value, 'base64'), mime)
      : vscode.NotebookCellOutputItem.text(value, mime);
  });
}

export function stream(event: EngineEvent): vscode.NotebookCellOutputItem {
  return event.name === 'stderr' ? vscode.NotebookCellOutputItem.stderr(String(event.text)) : vscode.NotebookCellOutputItem.stdout(String(event.text));
}

export function output(event: EngineEvent, count: number): vscode.NotebookCellOutput {
  switch (event.type) {
    case 'stream':
      return new vscode.NotebookCellOutput([stream(event)], { outputType: 'stream' });
    case 'result':
      return new vscode.NotebookCellOutput(items(event), { outputType: 'execute_result', executionCount: count, metadata: event.metadata });
    default:
      return new vscode.NotebookCellOutput(items(event), {
        outputType: 'display_data', metadata: event.metadata, transient: event.displayId === undefined ? {} : { display_id: event.displayId },
      });
  }
}

/**
 * An error. The editor makes links of `<a>` in its lines, which lead into cells.
 * @param cellOf The cell that a number in the lines means.
 */
export function error(event: EngineEvent, cellOf: (name: string) => vscode.NotebookCell | undefined): vscode.NotebookCellOutput {
  const traceback = event.traceback as string[];
  const linked = traceback.map((line) => line.replace(
    /\b(cell \d+)("?(?:, line |:line |:))(\d+)/g,
    (whole: string, name: string, _: string, number: string) => {
      const cell = cellOf(name);
      return cell === undefined ? whole : `<a href='${cell.document.uri.toString()}?line=${number}'>${whole}</a>`;
    },
  ));
  return new vscode.NotebookCellOutput(
    [vscode.NotebookCellOutputItem.error({ name: String(event.ename), message: String(event.evalue), stack: linked.join('\n') })],
    { outputType: 'error', originalError: { output_type: 'error', ename: event.ename, evalue: event.evalue, traceback } },
  );
}

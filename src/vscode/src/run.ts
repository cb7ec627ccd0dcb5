/** One run of one cell: what the engine says of it becomes the cell's outputs, also what comes after its end. */
import * as vscode from 'vscode';
import type { EngineEvent } from './engine';

const picture = /^image\/(?!svg)|^application\/pdf$/;

/** The forms of an output. */
function items({ type, name, text, data, ename, evalue, linked }: EngineEvent): vscode.NotebookCellOutputItem[] {
  if (type === 'stream') {
    return [name === 'stderr' ? vscode.NotebookCellOutputItem.stderr(String(text)) : vscode.NotebookCellOutputItem.stdout(String(text))];
  }
  if (type === 'error') {
    return [vscode.NotebookCellOutputItem.error({ name: String(ename), message: String(evalue), stack: String(linked) })];
  }
  return Object.entries(data as Record<string, unknown>).map(([mime, value]) => {
    if (typeof value !== 'string') {
      return vscode.NotebookCellOutputItem.json(value, mime);
    }
    return picture.test(mime) ? new vscode.NotebookCellOutputItem(Buffer.from(value, 'base64'), mime) : vscode.NotebookCellOutputItem.text(value, mime);
  });
}

/** An output in the editor's terms. Its metadata carry what nbformat needs, so that a saved file is what `workbook run` writes. */
function output(event: EngineEvent): vscode.NotebookCellOutput {
  const { metadata, displayId, count, ename, evalue, traceback } = event;
  const kinds: Record<string, Record<string, unknown>> = {
    stream: { outputType: 'stream' },
    result: { outputType: 'execute_result', executionCount: count, metadata },
    error: { outputType: 'error', originalError: { output_type: 'error', ename, evalue, traceback } },
    display: { outputType: 'display_data', metadata, transient: displayId === undefined ? {} : { display_id: displayId } },
  };
  return new vscode.NotebookCellOutput(items(event), kinds[event.type]);
}

/** The last run of each cell: what an earlier one still shows is no longer the cell's. */
const latest = new WeakMap<vscode.NotebookCell, CellRun>();

export class CellRun {
  private readonly execution: vscode.NotebookCellExecution;
  private outputs: vscode.NotebookCellOutput[] = [];
  private hasBegun = false;
  private isOver = false;
  private progress: vscode.Disposable | undefined;
  private settle!: () => void;

  /** It has ended, or will not run. */
  readonly ended = new Promise<void>((resolve) => { this.settle = resolve; });

  /** From here on the editor shows that the cell waits. */
  constructor(readonly cell: vscode.NotebookCell, private readonly controller: vscode.NotebookController) {
    this.execution = controller.createNotebookCellExecution(cell);
    latest.set(cell, this);
  }

  /** Takes what the engine says, at any time. */
  hear(event: EngineEvent): void {
    this.progress?.dispose(); // the cell goes on
    if (event.type === 'started') {
      this.begin(event.count as number | undefined);
    } else if (event.type === 'progress') {
      this.progress = vscode.window.setStatusBarMessage(`$(sync~spin) Async workbook: ${String(event.message)}`);
    } else if (event.type === 'done') {
      this.end(event.status === 'skipped' ? undefined : event.status === 'ok');
    } else if (!this.isOver) {
      this.show(event, this.execution);
    } else if (latest.get(this.cell) === this && this.cell.index >= 0) {
      this.showLate(event);
    }
  }

  /** Ends it with an error of our own, if it has not ended. */
  fail(ename: string, evalue: string): void {
    if (!this.isOver) {
      this.begin(undefined);
      const traceback = [`${ename}: ${evalue}`];
      this.show({ type: 'error', index: this.outputs.length, ename, evalue, traceback, linked: traceback[0] }, this.execution);
      this.end(false);
    }
  }

  /** Ends it. One that has not begun ends without a mark, and shows what it did before. */
  end(success?: boolean): void {
    if (!this.isOver) {
      this.isOver = true;
      this.settle();
      if (!this.hasBegun) {
        this.execution.start();
      }
      this.execution.end(success, this.hasBegun ? Date.now() : undefined);
    }
  }

  private begin(count: number | undefined): void {
    if (!this.hasBegun && !this.isOver) {
      this.hasBegun = true;
      this.execution.executionOrder = count;
      this.execution.start(Date.now());
      void this.execution.clearOutput();
    }
  }

  private show(event: EngineEvent, execution: vscode.NotebookCellExecution): void {
    const index = Number(event.index);
    const known = this.outputs[index];
    if (event.type === 'clear') {
      this.outputs = [];
      void execution.clearOutput();
    } else if (known === undefined) {
      this.outputs[index] = output(event);
      void execution.appendOutput(this.outputs[index]);
    } else if (event.type === 'stream') {
      void execution.appendOutputItems(items(event), known);
    } else {
      void execution.replaceOutputItems(items(event), known);
    }
  }

  /** To change a cell's outputs takes an execution of it: here one whose marks are those that the cell has. */
  private showLate(event: EngineEvent): void {
    const { executionOrder, success, timing } = this.cell.executionSummary ?? {};
    const execution = this.controller.createNotebookCellExecution(this.cell);
    execution.executionOrder = executionOrder;
    execution.start(timing?.startTime);
    this.show(event, execution);
    execution.end(success, timing?.endTime);
  }
}

/** One run of one cell: what the engine says of it becomes the cell's outputs, also what comes after its end. */
import * as vscode from 'vscode';
import type { EngineEvent } from './engine';
import * as outputs from './outputs';

/** The displays of a notebook by their ids, in whichever cells they stand. */
export class Displays {
  private readonly shown = new Map<string, { cell: vscode.NotebookCell; output: vscode.NotebookCellOutput }[]>();

  add(id: string, cell: vscode.NotebookCell, output: vscode.NotebookCellOutput): void {
    this.shown.set(id, [...this.of(id), { cell, output }]);
  }

  of(id: string): { cell: vscode.NotebookCell; output: vscode.NotebookCellOutput }[] {
    return this.shown.get(id) ?? [];
  }

  /** The cell shows nothing any more. */
  forget(cell: vscode.NotebookCell): void {
    for (const [id, all] of this.shown) {
      this.shown.set(id, all.filter((each) => each.cell !== cell));
    }
  }
}

export class CellRun {
  private last: { name: unknown; output: vscode.NotebookCellOutput } | undefined;
  private clearBeforeNext = false;
  private isOver = false;

  constructor(
    readonly execution: vscode.NotebookCellExecution,
    private readonly count: number,
    private readonly displays: Displays,
    private readonly cellOf: (name: string) => vscode.NotebookCell | undefined,
    private readonly revive: (cell: vscode.NotebookCell) => { execution: vscode.NotebookCellExecution; end(): void } | undefined,
  ) {
  }

  end(success: boolean | undefined): void {
    this.isOver = true;
    this.execution.end(success, Date.now());
  }

  /** Takes an output, at any time. */
  show(event: EngineEvent): void {
    if (!this.isOver) {
      this.put(event, this.execution);
      return;
    }
    const late = this.revive(this.execution.cell); // to change a cell's outputs takes an execution of it
    if (late !== undefined) {
      this.put(event, late.execution);
      late.end();
    }
  }

  private put(event: EngineEvent, execution: vscode.NotebookCellExecution): void {
    if (event.type === 'clear') {
      this.clearBeforeNext = event.wait === true;
      if (!this.clearBeforeNext) {
        this.clear(execution);
      }
      return;
    }
    if (event.type === 'update') {
      for (const each of this.displays.of(String(event.displayId))) {
        void execution.replaceOutputItems(outputs.items(event), each.output);
      }
      return;
    }
    if (this.clearBeforeNext) {
      this.clearBeforeNext = false;
      this.clear(execution);
    }
    if (event.type === 'stream' && this.last?.name === event.name) {
      void execution.appendOutputItems(outputs.stream(event), this.last!.output);
      return;
    }
    const output = event.type === 'error' ? outputs.error(event, this.cellOf) : outputs.output(event, this.count);
    this.last = event.type === 'stream' ? { name: event.name, output } : undefined;
    if (event.displayId !== undefined) {
      this.displays.add(String(event.displayId), execution.cell, output);
    }
    void execution.appendOutput(output);
  }

  private clear(execution: vscode.NotebookCellExecution): void {
    this.last = undefined;
    this.displays.forget(execution.cell);
    void execution.clearOutput();
  }
}

/** The session of one notebook: its engine, started at the first run, and the cells that run in it, one after another. */
import * as vscode from 'vscode';
import type { Engine, EngineEvent } from './engine';
import type { Engines } from './engines';
import { kernelOf, startKernel, tags } from './language';
import { CellRun } from './run';
import { message } from './told';

/** The variables of a session may be others now. */
export const variablesChanged = new vscode.EventEmitter<undefined>();

export function isCode(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code;
}

export class Session {
  private engine: Engine | undefined;
  private readonly waiting = new Set<CellRun>(); // also those that run
  private sent = 0; // how often cells were sent
  private readonly boxes = new Map<unknown, vscode.CancellationTokenSource>();

  constructor(private readonly notebook: vscode.NotebookDocument, private readonly controller: vscode.NotebookController, private readonly engines: Engines) {
  }

  /** The engine, if it has started and lives. */
  get live(): Engine | undefined {
    return this.engine?.isAlive === true ? this.engine : undefined;
  }

  /** Whether a cell runs or waits. */
  get isBusy(): boolean {
    return this.waiting.size > 0;
  }

  /** Runs cells as they are now, behind those that wait already; behind one that fails none. `values` of parameters (`name=value ...`) are for this run. */
  async run(cells: vscode.NotebookCell[], values?: string): Promise<void> {
    const waiting = new Set([...this.waiting].map(({ cell }) => cell)); // the editor has one execution a cell
    const runs = cells.filter((cell) => !waiting.has(cell)).map((cell) => new CellRun(cell, this.controller)); // all at once, so that the editor shows which ones wait
    for (const run of runs) {
      this.waiting.add(run);
      void run.ended.then(() => {
        this.waiting.delete(run);
        variablesChanged.fire(undefined);
      });
    }
    try {
      const engine = this.start();
      const together = `${++this.sent}`;
      runs.forEach((run) => this.send(engine, run, together, values, cells.length === 1)); // somebody who clicks on one cell means it
    } catch (error) {
      this.stop('NotStarted', message(error));
    }
    await Promise.all(runs.map(({ ended }) => ended));
  }

  /** Asks the cell that runs to stop; those behind it do not run. */
  interrupt(): void {
    this.live?.send('interrupt');
    if (this.live?.isReady === false) {
      this.waiting.forEach((run) => run.end()); // it hears the interrupt when it has been built
    }
  }

  /** Starts all languages afresh: a cell that runs ends, and variables are gone. */
  async restart(): Promise<void> {
    await this.live?.ask('restart');
    variablesChanged.fire(undefined);
  }

  /** A cell as the engine has to know it. */
  place(cell: vscode.NotebookCell): { code: string; kernel: string } {
    return { code: cell.document.getText(), kernel: startKernel(cell) };
  }

  /** The names of a cell's parameters; fails if values do not fit them. */
  async parameters(cell: vscode.NotebookCell, values?: string): Promise<string[]> {
    return (await this.start().ask('parameters', { ...this.place(cell), values })).names as string[];
  }

  async dispose(): Promise<void> {
    this.waiting.clear(); // their cells are no more
    this.boxes.forEach((box) => box.cancel());
    await this.engine?.dispose();
  }

  private send(engine: Engine, run: CellRun, together: string, values: string | undefined, isAlone: boolean): void {
    const { cell } = run;
    if (tags(cell).includes('skip-execution') && !isAlone) {
      run.end();
      return;
    }
    const about = { file: `cell ${cell.index}`, address: cell.document.uri.toString(), tags: tags(cell), run: together, ...(tags(cell).includes('parameters') && { values }) };
    engine.send('execute', { ...this.place(cell), ...about }, (event) => {
      if (event.type === 'failed') {
        this.stop('EngineEnded', String(event.message));
      } else {
        run.hear(event);
      }
    });
  }

  /** Nothing runs any more; the first of the cells that run or wait says why. */
  private stop(ename: string, evalue: string): void {
    const [first, ...others] = this.waiting;
    first?.fail(ename, evalue);
    others.forEach((run) => run.end());
    this.boxes.forEach((box) => box.cancel());
  }

  private start(): Engine {
    if (this.notebook.isClosed) {
      throw new Error('the notebook is closed.'); // nobody would end its engine
    }
    if (this.live === undefined) {
      const kernels = this.notebook.getCells().filter(isCode).map(kernelOf);
      const engine = this.engine = this.engines.start(this.notebook.uri, [...new Set(kernels)], (event) => void this.answer(engine, event));
    }
    return this.engine!;
  }

  /** An input box; it closes when the engine or the notebook ends. */
  box(about: unknown, options: vscode.InputBoxOptions): Promise<string | undefined> {
    const box = new vscode.CancellationTokenSource();
    this.boxes.set(about, box);
    return Promise.resolve(vscode.window.showInputBox(options, box.token)).finally(() => this.boxes.delete(about));
  }

  /** A question of running code; one that is withdrawn closes its box. The answer is for the engine that asked: another counts anew. */
  private async answer(engine: Engine, { type, question, prompt, secret }: EngineEvent): Promise<void> {
    if (type === 'withdrawn') {
      this.boxes.get(question)?.cancel();
      return;
    }
    const text = await this.box(question, { title: 'Async workbook', prompt: String(prompt), password: secret === true, ignoreFocusOut: true });
    if (engine.isAlive) {
      engine.send('answer', text === undefined ? { question, failed: 'the question was not answered.' } : { question, text });
    }
  }
}

/** The session of one notebook: its engine, started at the first run, and its cells, one after another. */
import * as vscode from 'vscode';
import { dirname } from 'node:path';
import { Engine, type EngineEvent } from './engine';
import { kernelOf, startKernel, tags } from './language';
import type { Command } from './locate';
import { CellRun, Displays } from './run';

/** How a cell is run: values of parameters hold for this run only. */
export interface RunRequest {
  cells: vscode.NotebookCell[];
  values?: Record<string, string>;
}

export function view(cell: vscode.NotebookCell): { text: string; languageId: string; metadata: Record<string, unknown> } {
  return { text: cell.document.getText(), languageId: cell.document.languageId, metadata: cell.metadata };
}

export class Session implements vscode.Disposable {
  private engine: Promise<Engine> | undefined;
  private started: Engine | undefined;
  private queue: vscode.NotebookCellExecution[] = [];
  private working: Promise<void> = Promise.resolve();
  private count = 0;
  private readonly displays = new Displays();
  private readonly names = new Map<string, vscode.NotebookCell>();
  private readonly active = new Map<vscode.NotebookCell, vscode.NotebookCellExecution>();
  private readonly questions = new Map<unknown, vscode.CancellationTokenSource>();
  private readonly changed = new vscode.EventEmitter<void>();

  /** The variables may be others now. */
  readonly onDidChange = this.changed.event;

  constructor(
    readonly notebook: vscode.NotebookDocument,
    private readonly controller: vscode.NotebookController,
    private readonly find: () => Command,
    private readonly log: vscode.LogOutputChannel,
  ) {
  }

  /** The engine, if it has started and lives. */
  get live(): Engine | undefined {
    return this.started?.isAlive === true ? this.started : undefined;
  }

  /** Whether a cell runs or waits. */
  get isBusy(): boolean {
    return this.queue.length > 0 || this.active.size > 0;
  }

  /** Runs cells, behind those that wait already. */
  run(request: RunRequest): Promise<void> {
    // All at once, so that the editor shows which ones wait.
    const executions = request.cells.map((cell) => this.controller.createNotebookCellExecution(cell));
    this.queue.push(...executions);
    this.working = this.working.then(async () => {
      for (const execution of executions) {
        // A cell that has been deleted meanwhile is no reason for the others not to run.
        await this.runNext(execution, request).catch((error: unknown) => this.log.error(String(error)));
      }
    });
    return this.working;
  }

  /** Asks the cell that runs to stop; those behind it do not run. */
  interrupt(): void {
    this.queue = [];
    for (const box of this.questions.values()) {
      box.cancel();
    }
    this.live?.send('interrupt', {});
  }

  /** Starts all languages afresh: a cell that runs ends, and variables are gone. */
  async restart(): Promise<void> {
    this.queue = [];
    await this.live?.ask('restart');
    this.count = 0;
    this.changed.fire();
  }

  /** What the engine must know to complete or explain at a position. */
  position(document: vscode.TextDocument, position: vscode.Position): Record<string, unknown> | undefined {
    const cell = this.notebook.getCells().find((each) => each.document === document);
    return cell && { code: document.getText(), kernel: startKernel(view(cell), this.notebook.metadata), cursor: document.offsetAt(position) };
  }

  /** The parameters of a cell, with the code that gives them values. */
  async parameters(cell: vscode.NotebookCell, values?: Record<string, string>): Promise<{ names: string[]; code?: string }> {
    const engine = await this.start();
    const answer = await engine.ask('parameters', {
      code: cell.document.getText(), kernel: startKernel(view(cell), this.notebook.metadata), ...(values && { values }),
    });
    return answer as unknown as { names: string[]; code?: string };
  }

  async dispose(): Promise<void> {
    this.changed.dispose();
    this.queue = [];
    const engine = this.engine;
    this.engine = undefined;
    await (await engine?.catch(() => undefined))?.dispose();
  }

  private async runNext(execution: vscode.NotebookCellExecution, request: RunRequest): Promise<void> {
    const { cell } = execution;
    const metadata = cell.metadata;
    const isAlone = request.cells.length === 1; // somebody who clicks on one cell means it
    const isLeft = tags(metadata).includes('skip-execution') && !isAlone;
    if (!this.queue.includes(execution) || isLeft || cell.document.getText().trim() === '') {
      this.queue = this.queue.filter((each) => each !== execution);
      execution.start();
      if (!isLeft && cell.document.getText().trim() === '') {
        await execution.clearOutput();
      }
      execution.end(undefined);
      return;
    }
    const count = ++this.count;
    execution.executionOrder = count;
    execution.start(Date.now());
    await execution.clearOutput();
    this.displays.forget(cell);
    this.active.set(cell, execution);
    const run = new CellRun(execution, count, this.displays, (name) => this.names.get(name), (late) => this.revive(late));
    let status = await this.execute(cell, cell.document.getText(), run);
    if (status === 'ok' && request.values !== undefined && tags(metadata).includes('parameters')) {
      status = await this.assign(cell, request.values, run);
    }
    if (tags(metadata).includes('raises-exception') && status !== 'interrupted') {
      if (status === 'ok') {
        run.show(failure('ExpectedErrorMissing', 'this cell is tagged raises-exception, and it ended without an error.'));
      }
      status = status === 'ok' ? 'error' : 'ok';
    }
    this.active.delete(cell);
    this.queue = status === 'ok' ? this.queue.filter((each) => each !== execution) : [];
    run.end(status === 'ok');
    this.changed.fire();
  }

  /** Gives the parameters of a cell other values, in this run and not in the file. */
  private async assign(cell: vscode.NotebookCell, values: Record<string, string>, run: CellRun): Promise<string> {
    const { names } = await this.parameters(cell);
    const own = Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
    const { code } = await this.parameters(cell, own);
    return code === undefined ? 'ok' : this.execute(cell, code, run);
  }

  /** Runs code as a cell, to its end. */
  private async execute(cell: vscode.NotebookCell, code: string, run: CellRun): Promise<string> {
    try {
      const engine = await this.start();
      const file = `cell ${cell.index}`;
      this.names.set(file, cell);
      return await new Promise((resolve) => {
        engine.send('execute', { code, kernel: startKernel(view(cell), this.notebook.metadata), file }, (event) => {
          switch (event.type) {
            case 'started':
              break;
            case 'done':
              resolve(String(event.status));
              break;
            case 'failed':
              run.show(failure('EngineEnded', String(event.message)));
              resolve('error');
              break;
            default:
              run.show(event);
          }
        });
      });
    } catch (error) {
      run.show(failure('EngineMissing', error instanceof Error ? error.message : String(error)));
      return 'error';
    }
  }

  private start(): Promise<Engine> {
    if (this.engine === undefined || this.started?.isAlive === false) {
      this.engine = this.open();
      this.engine.catch(() => { this.engine = undefined; });
    }
    return this.engine;
  }

  private async open(): Promise<Engine> {
    const command = this.find();
    const uri = this.notebook.uri;
    const folder = uri.scheme === 'file' ? dirname(uri.fsPath) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();
    const kernels = new Set(this.notebook.getCells().filter((cell) => cell.kind === vscode.NotebookCellKind.Code)
      .map((cell) => kernelOf(view(cell), this.notebook.metadata)));
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Async workbook' }, async (progress) => {
      progress.report({ message: 'starting the engine' });
      const engine = new Engine(command, folder, {
        asked: (event) => void this.answer(event),
        said: (line) => {
          this.log.info(line);
          progress.report({ message: line });
        },
        ended: (reason) => this.log.error(reason),
      });
      await engine.ask('open', { folder, start: [...kernels] });
      this.started = engine;
      return engine;
    });
  }

  /** A question of running code, in an input box; one that is withdrawn closes it. */
  private async answer(event: EngineEvent): Promise<void> {
    const { question } = event;
    if (event.type === 'withdrawn') {
      this.questions.get(question)?.cancel();
      return;
    }
    const box = new vscode.CancellationTokenSource();
    this.questions.set(question, box);
    const text = await vscode.window.showInputBox({
      title: 'Async workbook', prompt: String(event.prompt), password: event.secret === true, ignoreFocusOut: true,
    }, box.token);
    this.questions.delete(question);
    this.live?.send('answer', text === undefined ? { question, failed: 'the question was not answered.' } : { question, text });
  }

  /** An execution in which the outputs of a cell can be changed that is not running: its marks stay as they are. */
  private revive(cell: vscode.NotebookCell): { execution: vscode.NotebookCellExecution; end(): void } | undefined {
    const running = this.active.get(cell);
    if (running !== undefined) {
      return { execution: running, end: () => { /* by itself */ } };
    }
    try {
      const before = cell.executionSummary;
      const execution = this.controller.createNotebookCellExecution(cell);
      execution.executionOrder = before?.executionOrder;
      execution.start(before?.timing?.startTime);
      return { execution, end: () => execution.end(before?.success, before?.timing?.endTime) };
    } catch (error) {
      this.log.debug(`a late output is lost: ${String(error)}`); // the cell is gone, or waits to run anew
      return undefined;
    }
  }
}

function failure(ename: string, evalue: string): EngineEvent {
  return { type: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/** Whether a cell holds parameters. */
export function isParameters(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && tags(cell.metadata).includes('parameters');
}


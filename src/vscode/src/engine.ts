/** The engine of one notebook: a process of `workbook session`, and lines of JSON to and fro (docs/session.md). Knows no editor. */
import { spawn, type ChildProcess } from 'node:child_process';
import { homedir } from 'node:os';
import { invocation, type Command } from './locate';

/** What the engine says; `parent` is the request that it belongs to. */
export type EngineEvent = { type: string; parent?: string; [field: string]: unknown };

const grace = 3000; // milliseconds that an engine has to end

export class Engine {
  /** Whether it has answered `open`: a program that is being built hears nothing. */
  isReady = false;

  private readonly process: ChildProcess;
  private readonly listeners = new Map<string, (event: EngineEvent) => void>();
  private rest = ''; // of a line whose end has not come
  private sent = 0;
  private over: string | undefined;
  private lastWords: string[] = [];

  /**
   * Starts the process. What it says of a request goes to whoever sent it; `asked` hears that running code asks the reader something, or no
   * longer wants to know, and `said` what the program says besides, such as that it is being built, or why it has ended.
   */
  constructor(private readonly command: Command, private readonly asked: (event: EngineEvent) => void, private said: (line: string) => void) {
    const { file, words, shell } = invocation(command.program, [...command.args, 'session']);
    this.process = spawn(file, words, { cwd: homedir(), stdio: 'pipe', shell, windowsHide: true });
    this.process.stdout!.setEncoding('utf8').on('data', (text: string) => this.receive(text));
    this.process.stderr!.setEncoding('utf8').on('data', (text: string) => text.split('\n').forEach((line) => this.say(line)));
    this.process.stdin!.on('error', () => { /* the process is gone, and its end is told below */ });
    this.process.on('error', (error) => this.end(`the engine did not start: ${error.message}`));
    // Not "exit": what it has said must be read before.
    this.process.on('close', (code, signal) => this.end([`the engine ended (${signal ?? `exit code ${code}`})`, ...this.lastWords].join('\n')));
  }

  get isAlive(): boolean {
    return this.over === undefined;
  }

  /** Sends a request, and has all that is said of it heard, also what comes late. Gives its id. */
  send(type: string, fields: Record<string, unknown> = {}, hear?: (event: EngineEvent) => void): string {
    if (this.over !== undefined) {
      throw new Error(this.over);
    }
    const id = `${++this.sent}`;
    if (hear !== undefined) {
      this.listeners.set(id, hear);
    }
    this.process.stdin!.write(`${JSON.stringify({ type, id, ...fields })}\n`);
    return id;
  }

  /** Sends a request that has one answer, and gives it. */
  ask(type: string, fields: Record<string, unknown> = {}): Promise<EngineEvent> {
    return new Promise((resolve, reject) => {
      const id = this.send(type, fields, (event) => {
        this.listeners.delete(id);
        if (event.type === 'failed') {
          if (type === 'open') { // it is of no use then: it ends, and all hear why who wait for it
            this.end(`the engine cannot open the notebook: ${String(event.message)}`);
          }
          reject(new Error(this.over ?? String(event.message)));
        }
        resolve(event); // which changes nothing any more if it was rejected
      });
    });
  }

  /** Ends the process: politely, and then not. */
  async dispose(): Promise<void> {
    if (this.isAlive) {
      this.said = () => undefined; // that it ends
      const ended = new Promise((resolve) => { this.process.once('close', resolve); });
      const kill = setTimeout(() => this.process.kill('SIGKILL'), grace);
      this.process.stdin!.end(`${JSON.stringify({ type: 'shutdown' })}\n`);
      await ended;
      clearTimeout(kill);
    }
  }

  private receive(text: string): void {
    const lines = (this.rest + text).split('\n'); // readline would end lines at U+2028, too
    this.rest = lines.pop()!;
    for (const line of lines) {
      try {
        const event = JSON.parse(line) as EngineEvent;
        this.isReady ||= event.type === 'opened';
        if (event.type === 'ask' || event.type === 'withdrawn') {
          this.asked(event);
        } else if (event.parent !== undefined) {
          this.listeners.get(event.parent)?.(event);
        } else {
          this.say(String(event.message ?? line));
        }
      } catch (error) { // a line that is no event, or that its hearer cannot take: the others are not to suffer
        this.say(`${String(error)}: ${line.slice(0, 200)}`);
      }
    }
  }

  private say(line: string): void {
    if (line.trim() !== '') {
      this.lastWords = [...this.lastWords.slice(-4), line];
      this.said(line);
    }
  }

  private end(reason: string): void {
    if (this.over !== undefined) {
      return;
    }
    const advice = this.isReady ? 'Its variables are gone; the next cell that you run starts another.'
      : `Its program is ${this.command.program} (${this.command.kind}).\nMend that and run the cell again; the output "Async workbook" has all that it said.`;
    const over = this.over = `${reason}\n${advice}`;
    this.process.stdin!.end(); // of one that lives on
    // Whoever waits hears it; a cell that has ended long ago does not listen for this.
    [...this.listeners].forEach(([id, hear]) => hear({ type: 'failed', parent: id, message: over }));
    this.listeners.clear();
    this.said(over);
  }
}

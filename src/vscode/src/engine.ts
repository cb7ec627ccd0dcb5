/** The engine of one notebook: a process of `workbook session`, and lines of JSON to and fro (docs/session.md). Knows no editor. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Command } from './locate';

/** What the engine says; `parent` is the request that it belongs to. */
export interface EngineEvent {
  type: string;
  parent?: string;
  [field: string]: unknown;
}

export interface EngineListener {
  /** Running code asks the reader something, or no longer wants to know. */
  asked(event: EngineEvent): void;
  /** What the program says besides, such as that it is being built. */
  said(line: string): void;
  /** The process has ended without being asked to. */
  ended(reason: string): void;
}

/** The engine is gone, or cannot do what was asked. The message is for the reader. */
export class EngineError extends Error {
  override name = 'EngineError';
}

export class Engine {
  private readonly process: ChildProcess;
  private readonly listeners = new Map<string, (event: EngineEvent) => void>();
  private rest = '';
  private sent = 0;
  private over: string | undefined;
  private readonly words: string[] = [];

  /** Starts the process. What it says of a request goes to whoever sent it. */
  constructor(command: Command, folder: string, private readonly listener: EngineListener) {
    this.process = spawn(command.program, [...command.args, 'session'], { cwd: folder, stdio: 'pipe', shell: command.needsShell, windowsHide: true });
    this.process.stdout!.setEncoding('utf8').on('data', (text: string) => this.receive(text));
    this.process.stderr!.setEncoding('utf8').on('data', (text: string) => this.say(text));
    this.process.stdin!.on('error', () => { /* the process is gone, and its end is told below */ });
    this.process.on('error', (error) => this.end(`the engine did not start: ${error.message}`));
    // Not "exit": what it has said must be read before.
    this.process.on('close', (code, signal) => this.end(`the engine ended (${signal ?? `exit code ${code}`})${this.words.map((line) => `\n${line}`).join('')}`));
  }

  get isAlive(): boolean {
    return this.over === undefined;
  }

  /** Sends a request, and has all that is said of it heard, also what comes late. Gives its id. */
  send(type: string, fields: Record<string, unknown>, hear?: (event: EngineEvent) => void): string {
    if (this.over !== undefined) {
      throw new EngineError(this.over);
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
          reject(new EngineError(String(event.message)));
        } else {
          resolve(event);
        }
      });
    });
  }

  /** Ends the process: politely, and then not. */
  async dispose(): Promise<void> {
    if (!this.isAlive) {
      return;
    }
    this.listener.ended = () => { /* as it should */ };
    this.process.stdin!.end(`${JSON.stringify({ type: 'shutdown' })}\n`);
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => this.process.kill('SIGKILL'), 3000);
      this.process.once('close', () => {
        clearTimeout(kill);
        resolve();
      });
    });
  }

  private receive(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) {
      const event = JSON.parse(line) as EngineEvent;
      if (event.type === 'ask' || event.type === 'withdrawn') {
        this.listener.asked(event);
      } else if (event.parent !== undefined) {
        this.listeners.get(event.parent)?.(event);
      } else {
        this.say(String(event.message ?? line));
      }
    }
  }

  private say(text: string): void {
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      this.words.push(line);
      this.words.splice(0, this.words.length - 5);
      this.listener.said(line);
    }
  }

  private end(reason: string): void {
    if (this.over !== undefined) {
      return;
    }
    this.over = reason;
    // Whoever waits hears it; a cell that has ended long ago does not listen for this.
    for (const [id, hear] of [...this.listeners]) {
      hear({ type: 'failed', parent: id, message: reason });
    }
    this.listeners.clear();
    this.listener.ended(reason);
  }
}

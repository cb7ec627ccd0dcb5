/** Whatever the reader sets off and goes wrong, the reader is told of. */
import * as vscode from 'vscode';

/** What an error says. */
export function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Does something for the reader. */
export async function told(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    void vscode.window.showErrorMessage(`Async workbook: ${message(error)}`);
  }
}

/** Registers a command of the extension's. */
export function command<Given extends unknown[]>(name: string, action: (...given: Given) => Promise<unknown>): vscode.Disposable {
  return vscode.commands.registerCommand(`asyncWorkbook.${name}`, (...given: unknown[]) => told(() => action(...given as Given)));
}

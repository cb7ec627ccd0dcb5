/** The extension's parts, put together. Nothing of a notebook runs before its reader runs a cell. */
import * as vscode from 'vscode';
import { Commands } from './commands';
import { Sessions } from './controller';
import { registerDiagnostics } from './diagnostics';
import { registerEditing } from './editing';
import { registerParameters } from './parameters';
import { DibSerializer } from './serializer';
import { Variables } from './variables';

let sessions: Sessions | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Async workbook', { log: true });
  sessions = new Sessions(context.extensionUri, context.workspaceState, log);
  context.subscriptions.push(
    log,
    vscode.workspace.registerNotebookSerializer('async-workbook-dib', new DibSerializer(), { transientOutputs: true }),
    ...registerEditing(sessions),
    ...registerDiagnostics(sessions),
    ...registerParameters(sessions),
    ...new Variables(sessions).register(),
    ...new Commands(context.extensionUri, sessions, log).register(),
  );
}

/** Engines end with the editor; one that is killed closes their input, which ends them, too. */
export function deactivate(): Promise<void> | undefined {
  return sessions?.dispose();
}

/** The extension's parts, put together. Nothing of a notebook runs before its reader runs a cell. */
import * as vscode from 'vscode';
import { registerColours } from './colours';
import { registerCommands, registerStatus } from './commands';
import { Sessions } from './controller';
import { registerEditing } from './editing';
import { Engines } from './engines';
import { DibSerializer } from './serializer';
import { registerVariables } from './variables';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Async workbook', { log: true });
  const engines = new Engines(context.extensionUri, log);
  const sessions = new Sessions(engines, context.workspaceState);
  context.subscriptions.push(
    log,
    sessions, // engines end with the editor; one that is killed closes their input, which ends them, too
    vscode.workspace.registerNotebookSerializer('async-workbook-dib', new DibSerializer(engines), { transientOutputs: true }),
    ...registerEditing(sessions),
    ...registerVariables(sessions),
    ...registerCommands(engines, sessions),
    ...registerStatus(engines),
    registerColours(),
  );
}

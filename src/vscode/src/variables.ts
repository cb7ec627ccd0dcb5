/** The variables of the notebook in front, by language. */
import * as vscode from 'vscode';
import type { Sessions } from './controller';
import { displayNames, languages } from './language';
import { variablesChanged } from './session';
import { command } from './told';

type Variable = { kernel: string; name: string; type: string; value: string };
type Node = { kernel: string; variables: Variable[] } | Variable;

export function registerVariables(sessions: Sessions): vscode.Disposable[] {
  const change = (): void => variablesChanged.fire(undefined);
  return [
    vscode.window.registerTreeDataProvider<Node>('asyncWorkbook.variables', {
      onDidChangeTreeData: variablesChanged.event,
      getChildren: (node) => node === undefined ? list(sessions) : 'variables' in node ? node.variables : [],
      getTreeItem: shown,
    }),
    vscode.window.onDidChangeActiveNotebookEditor(change),
    vscode.commands.registerCommand('asyncWorkbook.refreshVariables', change),
    command('shareVariable', async ({ name, kernel: from }: Variable, given?: string) => {
      const others = languages.filter((kernel) => kernel !== from).map((kernel) => ({ label: displayNames[kernel]!, kernel }));
      const to = given ?? (await vscode.window.showQuickPick(others, { title: `Copy ${name} to` }))?.kernel;
      if (to !== undefined) {
        await sessions.active?.live?.ask('share', { name, from, to });
        change();
      }
    }),
  ];
}

async function list({ active }: Sessions): Promise<Node[]> {
  if (active?.live === undefined || active.isBusy) {
    return [];
  }
  const { variables } = await active.live.ask('list').catch(() => ({ variables: [] })) as unknown as { variables: Variable[] };
  return languages.map((kernel) => ({ kernel, variables: variables.filter((each) => each.kernel === kernel) })).filter((each) => each.variables.length > 0);
}

function shown(node: Node): vscode.TreeItem {
  if ('variables' in node) {
    return new vscode.TreeItem(displayNames[node.kernel]!, vscode.TreeItemCollapsibleState.Expanded);
  }
  const { name, type, value } = node;
  return { label: name, description: `${type}   ${value}`, tooltip: `${name}: ${type}\n${value}`, contextValue: 'variable' };
}

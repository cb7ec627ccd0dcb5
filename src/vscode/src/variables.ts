/** The variables of the notebook in front, by language. */
import * as vscode from 'vscode';
import type { Sessions } from './controller';
import { displayNames } from './language';
import type { Session } from './session';

interface Variable {
  kernel: string;
  name: string;
  type: string;
  value: string;
}

type Node = { kernel: string; variables: Variable[] } | Variable;

const languages = ['csharp', 'javascript', 'python'];

export class Variables implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly sessions: Sessions) {
  }

  register(): vscode.Disposable[] {
    return [
      this.changed,
      vscode.window.registerTreeDataProvider('asyncWorkbook.variables', this),
      vscode.window.onDidChangeActiveNotebookEditor(() => this.changed.fire()),
      this.sessions.onDidChange(() => this.changed.fire()),
      vscode.commands.registerCommand('asyncWorkbook.refreshVariables', () => this.changed.fire()),
      vscode.commands.registerCommand('asyncWorkbook.shareVariable', (variable: Variable, to?: string) => this.share(variable, to)),
    ];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) {
      return 'variables' in node ? node.variables : [];
    }
    const session = this.session();
    if (session?.live === undefined || session.isBusy) {
      return [];
    }
    const { live } = session;
    const all = await Promise.all(languages.map(async (kernel) => {
      const { variables } = await live.ask('list', { kernel }).catch(() => ({ variables: [] })) as { variables: Omit<Variable, 'kernel'>[] };
      return { kernel, variables: variables.map((each) => ({ kernel, ...each })) };
    }));
    return all.filter((each) => each.variables.length > 0);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ('variables' in node) {
      return new vscode.TreeItem(displayNames[node.kernel] ?? node.kernel, vscode.TreeItemCollapsibleState.Expanded);
    }
    const item = new vscode.TreeItem(node.name);
    item.description = `${node.type}   ${node.value}`;
    item.tooltip = `${node.name}: ${node.type}\n${node.value}`;
    item.contextValue = 'variable';
    return item;
  }

  private session(): Session | undefined {
    return this.sessions.find(vscode.window.activeNotebookEditor?.notebook);
  }

  private async share(variable: Variable, given?: string): Promise<void> {
    const others = languages.filter((kernel) => kernel !== variable.kernel);
    const to = given ?? (await vscode.window.showQuickPick(
      others.map((kernel) => ({ label: displayNames[kernel] ?? kernel, kernel })), { title: `Copy ${variable.name} to` },
    ))?.kernel;
    if (to === undefined) {
      return;
    }
    try {
      await this.session()?.live?.ask('share', { name: variable.name, from: variable.kernel, to });
      this.changed.fire();
    } catch (error) {
      void vscode.window.showErrorMessage(`Async workbook: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Where the engine is. Knows no editor. */
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';

/** How an engine is started; `kind` tells people which of the possible ones it is. */
export type Command = { program: string; args: string[]; kind: string };

const isWindows = process.platform === 'win32';

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** How a program is started: some Windows starts through its shell only, which takes words apart that are not in quotes. */
export function invocation(program: string, args: string[], shell = isWindows && /\.(cmd|bat)$/i.test(program)): { file: string; words: string[]; shell: boolean } {
  const [file, ...words] = [program, ...args].map((word) => shell ? `"${word.replaceAll('"', '""')}"` : word);
  return { file: file!, words, shell };
}

/** The first file of a name in one of some folders. */
function findIn(folders: (string | undefined)[], name: string): string | undefined {
  const names = isWindows ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders.filter(Boolean).flatMap((folder) => names.map((each) => join(folder!, each))).find(isFile);
}

/** The folders from one up to another that holds it. */
function upTo(top: string, folder: string): string[] {
  const inside = relative(top, folder);
  return inside === '' || inside.startsWith('..') ? [top] : [folder, ...upTo(top, dirname(folder))];
}

/**
 * Finds the engine: what the setting names (empty for none), the repository's own, the tool that is installed, the one inside the extension.
 * `notebook` and `extension` are their folders, `workspaces` those that are open and that the reader trusts.
 */
export function findEngine(setting: string, notebook: string, workspaces: string[], extension: string, environment: NodeJS.ProcessEnv = process.env): Command | undefined {
  if (setting !== '') {
    return { program: setting, args: [], kind: 'from the settings' };
  }
  const own = workspaces.flatMap((top) => upTo(top, notebook)).find((folder) => isFile(join(folder, 'workbook')) && isFile(join(folder, 'src', 'publish.proj')));
  if (own !== undefined) {
    return { program: join(own, isWindows ? 'workbook.cmd' : 'workbook'), args: [], kind: 'this folder\'s ./workbook' };
  }
  const path = (environment.PATH ?? '').split(delimiter);
  const tool = findIn([...path, join(environment.HOME ?? environment.USERPROFILE ?? '', '.dotnet', 'tools')], 'workbook');
  if (tool !== undefined) {
    return { program: tool, args: [], kind: 'the tool that is installed' };
  }
  const inside = join(extension, 'engine', 'workbook.dll');
  const dotnet = findIn([...path, environment.DOTNET_ROOT, '/usr/share/dotnet', '/usr/lib/dotnet'], 'dotnet');
  return isFile(inside) && dotnet !== undefined ? { program: dotnet, args: [inside], kind: 'inside the extension' } : undefined;
}

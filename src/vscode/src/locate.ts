/** Where the engine is. Knows no editor. */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';

export interface Command {
  program: string;
  args: string[];
  /** Which of the possible engines it is, for people. */
  kind: string;
  needsShell: boolean;
}

const isWindows = process.platform === 'win32';

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function command(program: string, kind: string, ...args: string[]): Command {
  return { program, args, kind, needsShell: isWindows && program.endsWith('.cmd') };
}

function onPath(name: string, path: string): string | undefined {
  const names = isWindows ? [`${name}.exe`, `${name}.cmd`] : [name];
  return path.split(delimiter).filter((folder) => folder !== '').flatMap((folder) => names.map((each) => join(folder, each))).find(isFile);
}

/** The folders from one up to another that holds it. */
function upTo(top: string, folder: string): string[] {
  const inside = relative(top, folder);
  return inside === '' || inside.startsWith('..') ? [top] : [folder, ...upTo(top, dirname(folder))];
}

/**
 * Finds the engine: what the setting names, the repository's own, the tool that is installed, the one inside the extension.
 * @param setting The setting; empty for none.
 * @param notebook The notebook's folder.
 * @param workspaces The folders that are open. The reader trusts them, or nothing would run.
 * @param extension The extension's folder.
 */
export function findEngine(
  setting: string, notebook: string, workspaces: string[], extension: string, environment: NodeJS.ProcessEnv = process.env,
): Command | undefined {
  if (setting !== '') {
    return command(setting, 'from the settings');
  }
  const own = workspaces.flatMap((top) => upTo(top, notebook))
    .find((folder) => isFile(join(folder, 'workbook')) && isFile(join(folder, 'src', 'publish.proj')));
  if (own !== undefined) {
    return command(join(own, isWindows ? 'workbook.cmd' : 'workbook'), 'this folder\'s ./workbook');
  }
  const home = environment.HOME ?? environment.USERPROFILE ?? '';
  const tool = onPath('workbook', [environment.PATH ?? '', join(home, '.dotnet', 'tools')].join(delimiter));
  if (tool !== undefined) {
    return command(tool, 'the tool that is installed');
  }
  const inside = join(extension, 'engine', 'workbook.dll');
  const dotnet = onPath('dotnet', [environment.PATH ?? '', environment.DOTNET_ROOT ?? '', '/usr/share/dotnet', '/usr/lib/dotnet'].join(delimiter));
  return isFile(inside) && dotnet !== undefined ? command(dotnet, 'inside the extension', inside) : undefined;
}

/** Runs a command of the engine's to its end. */
export function runEngine(engine: Command, words: string[], folder: string): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    execFile(engine.program, [...engine.args, ...words], { cwd: folder, shell: engine.needsShell, maxBuffer: 1 << 26 }, (error, output, errors) => {
      if (error !== null && typeof error.code !== 'number') {
        reject(error);
      } else {
        resolve({ code: error === null ? 0 : Number(error.code), output, errors });
      }
    });
  });
}

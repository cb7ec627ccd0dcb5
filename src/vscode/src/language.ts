/** Which language a cell is in, and how to change it. Knows no editor, so that it can be tested without one. */

import { canonical as named, kernels } from '../../live/page/cells/catalog.mjs';

/** The kernels, and what the picker and the status of a cell call them. */
export const displayNames: Record<string, string> = Object.fromEntries(kernels.map(({ name, displayName }) => [name, displayName]));

/** The kernels that have variables. */
export const languages = kernels.filter(({ kind }) => kind === 'language').map(({ name }) => name);

/** The editor's languages in which a cell may be; the first is what cells of Polyglot Notebooks are opened in. */
export const editorLanguages = ['polyglot-notebook', ...kernels.filter(({ kind }) => kind !== 'value').map(({ name }) => name)];

/** What of nbformat's metadata says which language is meant; a notebook of anybody's may say anything. */
interface Known {
  tags?: unknown;
  kernelspec?: { name?: string; language?: string };
  language_info?: { name?: string };
  polyglot_notebook?: { kernelName?: string; defaultKernelName?: string; kernelInfo?: { defaultKernelName?: string } };
  dotnet_interactive?: { language?: string; defaultKernelName?: string };
  async_workbook?: unknown;
  vscode?: unknown;
}

type Json = Record<string, unknown>;

/** A cell, of which the editor's own has more: nbformat's metadata lie one level down, as a notebook's do. */
export interface Cell {
  readonly document: { readonly languageId: string; getText(): string };
  readonly metadata: Json;
  readonly notebook: { readonly metadata: Json };
}

function nbformat({ metadata }: { readonly metadata: Json }): Known {
  return metadata.metadata ?? {};
}

/** A kernel's name by any of its names; unknown ones stay as they are, the engine says what they are. */
function canonical(name: unknown): string {
  return named(String(name)) ?? named(String(name).toLowerCase()) ?? String(name);
}

/** The kernel that a cell's first line selects, empty lines aside. */
export function firstLine(source: string): { kernel: string; line: number } | undefined {
  const lines = source.split(/\r?\n/);
  const line = lines.findIndex((each) => each.trim() !== '');
  const word = /^#!(\S+)/.exec(lines[line] ?? '')?.[1];
  const kernel = named(word ?? '');
  return kernel === undefined ? undefined : { kernel, line };
}

/** The tags of a cell, such as `parameters`. */
export function tags(cell: Cell): string[] {
  const found = nbformat(cell).tags;
  return Array.isArray(found) ? found.filter((tag): tag is string => typeof tag === 'string') : [];
}

/** Whether a notebook is one of ours: what Polyglot Notebooks and the workbook write says so; plain Python keeps its own kernel. */
export function isOurs<Notebook extends { notebookType: string; metadata: Json }>(notebook: Notebook | undefined): notebook is Notebook {
  const { polyglot_notebook, dotnet_interactive, async_workbook, kernelspec } = notebook === undefined ? {} : nbformat(notebook);
  return notebook?.notebookType === 'async-workbook-dib' || (notebook?.notebookType === 'jupyter-notebook'
    && ((polyglot_notebook ?? dotnet_interactive ?? async_workbook) !== undefined || /^\.net-/.test(String(kernelspec?.name))));
}

/** The kernel of cells that say nothing. */
function defaultKernel({ notebook }: Cell): string {
  const { polyglot_notebook: polyglot, dotnet_interactive: interactive, kernelspec } = nbformat(notebook);
  return canonical(polyglot?.kernelInfo?.defaultKernelName || polyglot?.defaultKernelName || interactive?.defaultKernelName || kernelspec?.language
    || String(kernelspec?.name || 'csharp').replace(/^\.net-/, ''));
}

/** The editor's language of cells that say nothing, as the editor itself works it out when it opens the file. */
function defaultLanguage({ notebook }: Cell): string {
  const { language_info, kernelspec } = nbformat(notebook);
  return canonical(language_info?.name || kernelspec?.language || 'python');
}

/** The kernel at the start of a cell, its first line aside: a language that the reader has chosen, metadata, the notebook's default. */
export function startKernel(cell: Cell): string {
  const { languageId } = cell.document;
  const { polyglot_notebook, dotnet_interactive } = nbformat(cell);
  return languageId in displayNames && languageId !== defaultLanguage(cell)
    ? languageId
    : canonical(polyglot_notebook?.kernelName || dotnet_interactive?.language || defaultKernel(cell));
}

/** The kernel at the start of a cell, as the reader sees it. */
export function kernelOf(cell: Cell): string {
  return firstLine(cell.document.getText())?.kernel ?? startKernel(cell);
}

/** What becomes of a cell whose language the reader changes: first line and metadata together, so that every host sees the same. */
export function withKernel(cell: Cell, kernel: string): { text: string; metadata: Json } {
  const source = cell.document.getText();
  const lines = source.split('\n').slice((firstLine(source)?.line ?? -1) + 1);
  const { vscode: _, ...known } = nbformat(cell); // an explicit language of the editor would beat what is written here
  const said = { dotnet_interactive: { ...known.dotnet_interactive, language: kernel }, polyglot_notebook: { ...known.polyglot_notebook, kernelName: kernel } };
  return { text: [...kernel === defaultKernel(cell) ? [] : [`#!${kernel}`], ...lines].join('\n'), metadata: { ...cell.metadata, metadata: { ...known, ...said } } };
}

/** Which language a cell is in, and how to change it. Knows no editor, so that it can be tested without one. */

/** The kernels by what notebooks call them. */
const names: Record<string, string> = {
  csharp: 'csharp', 'c#': 'csharp', 'C#': 'csharp', cs: 'csharp',
  javascript: 'javascript', js: 'javascript',
  python: 'python',
  html: 'html', markdown: 'markdown', md: 'markdown', mermaid: 'mermaid', value: 'value',
};

/** What the picker and the status of a cell call them. */
export const displayNames: Record<string, string> = {
  csharp: 'C#', javascript: 'JavaScript', python: 'Python', html: 'HTML', markdown: 'Markdown', mermaid: 'Mermaid', value: 'Value',
};

/** The editor's languages in which a cell may be; the first is what cells of Polyglot Notebooks are opened in. */
export const editorLanguages = ['polyglot-notebook', 'csharp', 'javascript', 'python', 'html', 'markdown', 'mermaid'];

/** A cell or notebook as the editor keeps it: nbformat's metadata lie one level down. */
type Json = Record<string, unknown>;

export interface Cell {
  text: string;
  /** The editor's language of the cell. */
  languageId: string;
  metadata: Json;
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** nbformat's own metadata of a cell or notebook, wherever this version of the editor keeps them. */
export function nbformat(metadata: Json): Json {
  return object(metadata.metadata ?? object(metadata.custom).metadata);
}

/** A kernel's name by any of its names; unknown ones stay as they are, the engine says what they are. */
export function canonical(name: string): string {
  return names[name] ?? names[name.toLowerCase()] ?? name;
}

/** The kernel that a cell's first line selects, empty lines aside. */
export function firstLine(source: string): { kernel: string; line: number } | undefined {
  const lines = source.split(/\r?\n/);
  const line = lines.findIndex((each) => each.trim() !== '');
  const word = /^#!(\S+)/.exec(lines[line] ?? '')?.[1];
  return word !== undefined && word in names ? { kernel: canonical(word), line } : undefined;
}

/** The tags of a cell, such as `parameters`. */
export function tags(metadata: Json): string[] {
  const found = nbformat(metadata).tags;
  return Array.isArray(found) ? found.filter((tag): tag is string => typeof tag === 'string') : [];
}

/** Whether a notebook is one of ours: what Polyglot Notebooks and the workbook write says so; plain Python keeps its own kernel. */
export function isWorkbook(notebookType: string, metadata: Json): boolean {
  const known = nbformat(metadata);
  return notebookType === 'async-workbook-dib'
    || 'polyglot_notebook' in known || 'dotnet_interactive' in known || 'async_workbook' in known
    || /^\.net-/.test(text(object(known.kernelspec).name) ?? '');
}

/** The kernel of cells that say nothing. */
function defaultKernel(notebook: Json): string {
  const known = nbformat(notebook);
  const polyglot = object(known.polyglot_notebook);
  return canonical(text(object(polyglot.kernelInfo).defaultKernelName) ?? text(polyglot.defaultKernelName)
    ?? text(object(known.dotnet_interactive).defaultKernelName) ?? text(object(known.kernelspec).language)
    ?? text(object(known.kernelspec).name)?.replace(/^\.net-/, '') ?? 'csharp');
}

/** The editor's language of cells that say nothing, as the editor itself works it out when it opens the file. */
function defaultLanguage(notebook: Json): string {
  const known = nbformat(notebook);
  const named = text(object(known.language_info).name) ?? text(object(known.kernelspec).language) ?? 'python';
  return named === 'polyglot-notebook' ? named : canonical(named);
}

/** The kernel at the start of a cell, its first line aside: a language that the reader has chosen, metadata, the notebook's default. */
export function startKernel(cell: Cell, notebook: Json): string {
  const chosen = cell.languageId !== 'polyglot-notebook' && cell.languageId !== defaultLanguage(notebook) && cell.languageId in displayNames
    ? cell.languageId
    : undefined;
  const known = nbformat(cell.metadata);
  return chosen ?? canonical(text(object(known.polyglot_notebook).kernelName) ?? text(object(known.dotnet_interactive).language)
    ?? defaultKernel(notebook));
}

/** The kernel at the start of a cell, as the reader sees it. */
export function kernelOf(cell: Cell, notebook: Json): string {
  return firstLine(cell.text)?.kernel ?? startKernel(cell, notebook);
}

/** What becomes of a cell whose language the reader changes: first line and metadata together, so that every host sees the same. */
export function withKernel(cell: Cell, notebook: Json, kernel: string): { text: string; metadata: Json } {
  const lines = cell.text.split('\n');
  const selected = firstLine(cell.text);
  if (selected !== undefined) {
    lines.splice(0, selected.line + 1);
  }
  if (kernel !== defaultKernel(notebook)) {
    lines.unshift(`#!${kernel}`);
  }
  const known = { ...nbformat(cell.metadata) };
  delete known.vscode; // an explicit language of the editor would beat what is written here
  const metadata = {
    ...known,
    dotnet_interactive: { ...object(known.dotnet_interactive), language: kernel },
    polyglot_notebook: { ...object(known.polyglot_notebook), kernelName: kernel },
  };
  return { text: lines.join('\n'), metadata: { ...cell.metadata, metadata } };
}

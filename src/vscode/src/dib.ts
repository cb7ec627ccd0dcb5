/**
 * The letters of a .dib file, kept: whatever a reader has not changed is written as it was, to the byte. Cells are shown with the
 * line that selects their language, as in an .ipynb, except those in the file's own language and Markdown.
 */
import { canonical, firstLine } from './language';

type Json = Record<string, unknown>;

export interface DibCell {
  kind: 'code' | 'markdown';
  text: string;
  /** nbformat's metadata, where the file keeps them in its `#!meta` block. */
  metadata: Json;
  /** The cell as it stood in the file, and what was shown of it; none for cells that are new. */
  source?: { raw: string; text: string; kind: string } | undefined;
}

export interface DibFile {
  /** What stands in front of the first cell: a byte order mark, `#!meta` and its JSON. */
  front: string;
  /** The kernel of cells that name none. */
  kernel: string;
  /** The line ends that the file has. */
  newline: string;
  cells: DibCell[];
}

const own = new Set(['csharp', 'c#', 'C#', 'cs', 'javascript', 'js', 'python', 'html', 'markdown', 'md', 'mermaid', 'value',
  'fsharp', 'f#', 'pwsh', 'powershell', 'http', 'kql', 'sql', 'r']);

function parseMeta(text: string): Json {
  try {
    const meta: unknown = JSON.parse(text);
    return typeof meta === 'object' && meta !== null ? meta as Json : {};
  } catch {
    return {}; // the engine says what is wrong with it; the letters stay
  }
}

function kernelInfo(meta: Json): { defaultKernelName?: string; items?: { name?: string; aliases?: string[] }[] } {
  return typeof meta.kernelInfo === 'object' && meta.kernelInfo !== null ? meta.kernelInfo : {};
}

export function readDib(file: string): DibFile {
  const lines = file.split(/(?<=\n)/);
  const bare = (index: number): string => (lines[index] ?? '').replace(/\r?\n$/, '').replace(/^\uFEFF/, '');
  let at = lines.findIndex((_, index) => bare(index) !== '');
  let meta: Json = {};
  let start = 0;
  if (at >= 0 && bare(at).trimEnd() === '#!meta') {
    const body = ++at;
    while (at < lines.length && !bare(at).startsWith('#!')) {
      at++;
    }
    meta = parseMeta(lines.slice(body, at).join(''));
    start = at;
  }
  const info = kernelInfo(meta);
  const selectors = new Set([...own, ...(info.items ?? []).flatMap((item) => [item.name ?? '', ...(item.aliases ?? [])])]);
  const kernel = canonical(info.defaultKernelName ?? 'csharp');
  const cells: DibCell[] = [];
  let front = lines.slice(0, start).join('');
  for (let from = start; from < lines.length;) {
    let to = from + 1;
    while (to < lines.length && !(bare(to).startsWith('#!') && selectors.has(bare(to).slice(2)))) {
      to++;
    }
    const cell = readCell(lines.slice(from, to).join(''), selectors, cells.at(-1)?.kind === undefined ? kernel : '', kernel);
    if (cell !== undefined) {
      cells.push(cell);
    } else if (cells.length === 0) {
      front += lines.slice(from, to).join('');
    } else {
      const last = cells.at(-1)!.source!;
      last.raw += lines.slice(from, to).join('');
    }
    from = to;
  }
  addMetadata(cells, meta);
  return { front, kernel, newline: /\r\n/.test(file) ? '\r\n' : '\n', cells };
}

/** A cell with its selector line, or nothing where there are only empty lines. */
function readCell(raw: string, selectors: Set<string>, unnamed: string, standard: string): DibCell | undefined {
  const [first = '', ...rest] = raw.replace(/^\uFEFF/, '').split(/\r?\n/);
  const word = first.startsWith('#!') && selectors.has(first.slice(2)) ? first.slice(2) : undefined;
  const body = (word === undefined ? [first, ...rest] : rest).join('\n').replace(/^\n+|\n+$/g, '');
  if (body === '') {
    return undefined;
  }
  const kernel = word === undefined ? unnamed || standard : canonical(word);
  const kind = kernel === 'markdown' ? 'markdown' : 'code';
  const text = kind === 'markdown' || kernel === standard ? body : `#!${word ?? kernel}\n${body}`;
  return { kind, text, metadata: {}, source: { raw, text, kind } };
}

/** What `#!meta` keeps of cells (tags and the like), where each record belongs to one cell. */
function addMetadata(cells: DibCell[], meta: Json): void {
  const records = (meta.workbook as { cells?: { parts?: number; cell?: { metadata?: Json } }[] } | undefined)?.cells;
  if (Array.isArray(records) && records.length === cells.length && records.every((record) => (record?.parts ?? 1) === 1)) {
    records.forEach((record, index) => { cells[index]!.metadata = record.cell?.metadata ?? {}; });
  }
}

export function writeDib(file: Omit<DibFile, 'cells'>, cells: DibCell[]): string {
  let written = file.front;
  let wasFresh = false;
  for (const cell of cells) {
    const kept = cell.source !== undefined && cell.source.text === cell.text && cell.source.kind === cell.kind ? cell.source.raw : undefined;
    // Only the first cell of a file may go without a name.
    const isFresh = kept === undefined || (written !== file.front && !kept.startsWith('#!'));
    const raw = isFresh ? freshCell(cell, file) : kept;
    if (raw === '') {
      continue;
    }
    if (written !== '' && !written.endsWith('\n')) {
      written += file.newline;
    }
    if ((isFresh || wasFresh) && written !== '' && !/\n\r?\n$/.test(written)) {
      written += file.newline;
    }
    written += raw;
    wasFresh = isFresh;
  }
  return written;
}

/** A cell as Polyglot Notebooks writes it: the line that selects its language, an empty one, its text. */
function freshCell(cell: DibCell, file: Omit<DibFile, 'cells'>): string {
  const selected = cell.kind === 'code' ? firstLine(cell.text) : undefined;
  const lines = cell.text.split(/\r?\n/);
  const selector = selected === undefined ? `#!${cell.kind === 'markdown' ? 'markdown' : file.kernel}` : lines[selected.line]!;
  const body = lines.slice(selected === undefined ? 0 : selected.line + 1).join('\n').replace(/^\n+|\n+$/g, '');
  return body === '' ? '' : `${selector}\n\n${body}\n`.replace(/\n/g, file.newline);
}

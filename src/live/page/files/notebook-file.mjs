/** The code cells of a notebook file that is imported: `.ipynb`, or `.dib`, whose cells are separated by lines such as `#!python`. */
import { canonical, foreignKernel } from '../cells/catalog.mjs';
import { openingKernel } from '../cells/lines.mjs';

/**
 * @param {string} text of the file
 * @param {string} file its name
 * @returns {{source: string, kernel: string, name: string, mayFail: boolean}[]} the cells that run, in order
 */
export function cellsOf(text, file) {
  const cells = file.toLowerCase().endsWith('.dib') ? dibCells(text) : ipynbCells(text);
  return cells
    .map((cell, index) => ({ ...cell, name: `${file} cell ${index}` }))
    .filter(({ isCode, tags }) => isCode && !tags.includes('skip-execution'))
    .map(({ source, kernel, name, tags }) => ({
      source, kernel: openingKernel(source, kernel), name, mayFail: tags.includes('raises-exception'),
    }));
}

/** The kernel that a cell's metadata ask for, or else the notebook's default. @param {object} notebook @param {object} cell */
export function kernelOfCell(notebook, cell) {
  const { polyglot_notebook: polyglot, dotnet_interactive: interactive, kernelspec } = notebook.metadata ?? {};
  const named = cell.metadata?.polyglot_notebook?.kernelName ?? cell.metadata?.dotnet_interactive?.language
    ?? polyglot?.kernelInfo?.defaultKernelName ?? polyglot?.defaultKernelName ?? interactive?.defaultKernelName
    ?? kernelspec?.language ?? kernelspec?.name?.replace(/^\.net-/, '') ?? 'csharp';
  return canonical(named) ?? named;
}

/** The text of a cell, which a notebook may keep as a list of lines. @param {string | string[]} source */
export function sourceOf(source) {
  return Array.isArray(source) ? source.join('') : source;
}

function ipynbCells(text) {
  const notebook = JSON.parse(text);
  return notebook.cells.map((cell) => ({
    source: sourceOf(cell.source),
    kernel: kernelOfCell(notebook, cell),
    isCode: cell.cell_type === 'code',
    tags: cell.metadata?.tags ?? [],
  }));
}

function dibCells(text) {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const { first, info } = metaOf(lines);
  const own = new Map((info.items ?? []).flatMap(({ name, aliases = [] }) => [name, ...aliases].map((word) => [word, name])));
  const selected = (word) => canonical(word) ?? (word === 'md' ? 'markdown' : foreignKernel(word) ?? own.get(word));
  const cells = [];
  let kernel = canonical(info.defaultKernelName ?? '') ?? info.defaultKernelName ?? 'csharp';
  let cell = [];
  const add = () => {
    const start = cell.findIndex((line) => line !== '');
    if (start >= 0) {
      const source = cell.slice(start, cell.findLastIndex((line) => line !== '') + 1).join('\n');
      cells.push({ source, kernel, isCode: kernel !== 'markdown', tags: [] });
    }
    cell = [];
  };
  for (const line of lines.slice(first)) {
    const next = line.startsWith('#!') ? selected(line.slice(2)) : undefined;
    if (next) {
      add();
      kernel = next;
    } else {
      cell.push(line);
    }
  }
  add();
  return cells;
}

/** What `#!meta` says of the kernels, and where the cells begin. */
function metaOf(lines) {
  const at = lines.findIndex((line) => line !== '');
  if (lines[at]?.trimEnd() !== '#!meta') {
    return { first: 0, info: {} };
  }
  const next = lines.findIndex((line, index) => index > at && line.startsWith('#!'));
  const first = next < 0 ? lines.length : next;
  return { first, info: JSON.parse(lines.slice(at + 1, first).join('\n')).kernelInfo ?? {} };
}

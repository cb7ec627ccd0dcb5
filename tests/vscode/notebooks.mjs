/** Notebooks as the workbook writes them, and what is read of them. */
import { writeFileSync } from 'node:fs';

const metadata = {
  kernelspec: { display_name: '.NET (C#)', language: 'C#', name: '.net-csharp' },
  language_info: { file_extension: '.cs', mimetype: 'text/x-csharp', name: 'polyglot-notebook', pygments_lexer: 'csharp' },
  polyglot_notebook: { kernelInfo: { defaultKernelName: 'csharp', items: [{ aliases: [], name: 'csharp' }] } },
};

/** Writes a notebook as the workbook does, keys sorted, an indent of one, and gives its path. */
export function writeNotebook(path, cells, notebookMetadata = metadata) {
  writeFileSync(path, `${JSON.stringify({
    cells: cells.map((cell, index) => ({
      cell_type: 'code', execution_count: null, id: `cell-${index}`, metadata: cell.tags ? { tags: cell.tags } : {}, outputs: [],
      source: (cell.text ?? cell).split(/(?<=\n)/),
    })),
    metadata: notebookMetadata, nbformat: 4, nbformat_minor: 5,
  }, undefined, 1)}\n`);
  return path;
}

/** What an editor's cell shows, as text. */
export function plain(cell) {
  return cell.outputs.flatMap((output) => output.items
    .filter(({ mime }) => ['text/plain', 'application/vnd.code.notebook.stdout', 'application/vnd.code.notebook.stderr', 'application/vnd.code.notebook.error'].includes(mime))
    .map(({ text }) => text)).join('');
}

/** nbformat lets text be a string or a list of lines: always a string. For `JSON.parse`. */
export function joined(key, value) {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string') && (key.includes('/') || key === 'text') ? value.join('') : value;
}

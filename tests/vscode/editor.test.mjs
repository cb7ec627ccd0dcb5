/** The extension in VS Code's own workbench: what a reader does, and what is then on the screen, in the cells and in the file. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, startEditor, top, until } from './editor.mjs';

const workbook = join(top, 'artifacts/workbook/workbook');
const entry = process.env.WORKBOOK_CODE_SERVER;
const missing = chromium ? entry ? false : 'code-server is not there: tests/vscode/install-code-server says why' : 'Chromium is not there';
const options = { skip: process.env.CI === 'true' ? false : missing };

const home = mkdtempSync(join(tmpdir(), 'workbook-vscode-'));
const folder = join(home, 'book');
const path = (name) => join(folder, name);

/** @type {Awaited<ReturnType<typeof startEditor>>} */
let editor;

const metadata = {
  kernelspec: { display_name: '.NET (C#)', language: 'C#', name: '.net-csharp' },
  language_info: { file_extension: '.cs', mimetype: 'text/x-csharp', name: 'polyglot-notebook', pygments_lexer: 'csharp' },
  polyglot_notebook: { kernelInfo: { defaultKernelName: 'csharp', items: [{ aliases: [], name: 'csharp' }] } },
};

/** Writes a notebook as the workbook does: keys sorted, an indent of one. */
function write(name, cells, notebookMetadata = metadata) {
  writeFileSync(path(name), `${JSON.stringify({
    cells: cells.map((cell, index) => ({
      cell_type: 'code', execution_count: null, id: `cell-${index}`, metadata: cell.tags ? { tags: cell.tags } : {}, outputs: [],
      source: (cell.text ?? cell).split(/(?<=\n)/),
    })),
    metadata: notebookMetadata, nbformat: 4, nbformat_minor: 5,
  }, undefined, 1)}\n`);
  return path(name);
}

function plain(cell) {
  return cell.outputs.flatMap((output) => output.items
    .filter(({ mime }) => ['text/plain', 'application/vnd.code.notebook.stdout', 'application/vnd.code.notebook.stderr', 'application/vnd.code.notebook.error'].includes(mime))
    .map(({ text }) => text)).join('');
}

/** The code cells that have ended, once that many have. */
async function ended(count) {
  return until(`${count} cells have ended`, async () => {
    const codes = (await editor.notebook()).cells.filter(({ kind }) => kind === 2);
    const done = codes.filter(({ order, hasEnded }) => order !== undefined && hasEnded);
    return done.length >= count && codes;
  });
}

/** Runs one cell to its end. */
async function run(index) {
  const order = (cells) => Math.max(0, ...cells.map((cell) => cell.order ?? 0));
  const before_ = order((await editor.notebook()).cells);
  await editor.command('notebook.cell.execute', { ranges: [{ start: index, end: index + 1 }] });
  return until(`cell ${index} has run`, async () => {
    const cell = (await editor.notebook()).cells[index];
    return cell.order > before_ && cell.hasEnded && cell;
  });
}

async function change(index, text) {
  await editor.probe(async (vscode, [cell, now]) => {
    const { document } = vscode.window.activeNotebookEditor.notebook.cellAt(cell);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), now);
    await vscode.workspace.applyEdit(edit);
  }, [index, text]);
}

before(async () => {
  if (options.skip) {
    return;
  }
  assert.equal(missing, false, 'under CI=true the editor is required');
  mkdirSync(join(folder, 'notebooks'), { recursive: true });
  for (const part of ['artifacts', 'src', 'data', 'Directory.Packages.props']) {
    symlinkSync(join(top, part), path(part));
  }
  for (const name of readdirSync(join(top, 'notebooks')).filter((each) => each.startsWith('01-') || each.endsWith('.dib'))) {
    cpSync(join(top, 'notebooks', name), path(join('notebooks', name)));
  }
  process.env.PATH = `${join(top, 'artifacts/workbook')}${delimiter}${process.env.PATH}`;
  execFileSync(process.execPath, [entry, '--install-extension', join(top, 'artifacts/async-workbook.vsix'), '--force',
    '--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')], { env: { ...process.env, HOME: home } });
  editor = await startEditor({ entry, home, folder });
});

after(async () => {
  await editor?.stop();
  rmSync(home, { recursive: true, force: true });
});

test('chapter 01 opens clean, runs as a whole, and the saved file is what workbook run writes', options, async () => {
  const file = path('notebooks/01-chess-simul.ipynb');
  const source = readFileSync(file, 'utf8');
  await editor.open(file);
  const opened = await editor.notebook();
  assert.equal(opened.isDirty, false);
  const codes = opened.cells.filter(({ kind }) => kind === 2);
  assert.ok(codes.every(({ languageId }) => languageId === 'polyglot-notebook'));
  await editor.screenshot('chapter-opened');

  await editor.command('notebook.execute');
  const ran = await ended(codes.length);
  assert.ok(ran.every(({ success }) => success), ran.map(plain).join('\n'));
  await editor.screenshot('chapter-ran');

  await editor.command('workbench.action.files.save');
  await until('the notebook is saved', async () => !(await editor.notebook()).isDirty);
  execFileSync(workbook, ['run', join(top, 'notebooks/01-chess-simul.ipynb'), '--out', join(home, 'run')]);
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  const expected = JSON.parse(readFileSync(join(home, 'run/01-chess-simul.ipynb'), 'utf8'));
  assert.deepEqual(saved, expected);
  for (const cell of saved.cells.filter(({ cell_type }) => cell_type === 'code')) {
    cell.outputs = [];
    cell.execution_count = null;
  }
  assert.equal(`${JSON.stringify(saved, undefined, 1)}\n`, source, 'running and saving changes outputs and counts only');
});

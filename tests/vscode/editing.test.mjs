/** Languages, variables, files and engines in VS Code's own workbench. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { change, editor, ended, engines, home, openBook, options, path, run, write } from './book.mjs';
import { top, until } from './editor.mjs';
import { plain } from './notebooks.mjs';

openBook();

test('the language of a cell is picked below it, and changes first line and metadata together', options, async () => {
  await editor.open(write('language.ipynb', ['1 + 1']));
  await editor.page.locator('.cell-status-item:visible', { hasText: 'C#' }).click();
  await editor.page.waitForSelector('.quick-input-widget .monaco-list-row');
  await editor.page.keyboard.type('Python');
  await editor.page.keyboard.press('Enter');
  const [cell] = await until('the cell has changed', async () => {
    const { cells } = await editor.notebook();
    return cells[0].text !== '1 + 1' && cells[0].metadata.metadata?.polyglot_notebook && cells;
  });
  assert.equal(cell.text, '#!python\n1 + 1');
  assert.deepEqual(cell.metadata.metadata.polyglot_notebook, { kernelName: 'python' });
  assert.equal(plain(await run(0)), '2');
});

test('a cell whose language stands in its metadata only is coloured in it, and the file is left alone', options, async () => {
  const text = 'def f(): # one // two\n    return 1';
  const file = write('coloured.ipynb', [`#!python\n${text}`, text, 'const x = 1; // three', 'var y = 1; // four']);
  const notebook = JSON.parse(readFileSync(file, 'utf8'));
  notebook.cells[1].metadata = { polyglot_notebook: { kernelName: 'python' } };
  notebook.cells[2].metadata = { dotnet_interactive: { language: 'javascript' } };
  writeFileSync(file, `${JSON.stringify(notebook, undefined, 1)}\n`);
  await editor.open(file);
  const found = await until('the cells have colours', async () => {
    const all = await editor.probe((vscode) => Promise.all(vscode.window.activeNotebookEditor.notebook.getCells().map(async ({ document }) => {
      const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', document.uri);
      const tokens = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri);
      return tokens && Array.from({ length: tokens.data.length / 5 }, (_, index) => legend.tokenTypes[tokens.data[index * 5 + 3]]);
    })));
    return all[1] && all;
  });
  assert.ok(!found[0] && !found[3], 'the grammar knows those');
  assert.deepEqual(found[1], ['keyword', 'plain', 'function', 'plain', 'comment', 'plain', 'keyword', 'plain', 'number']);
  assert.deepEqual(found[2].filter((kind) => kind !== 'plain'), ['keyword', 'variable', 'number', 'comment']);
  const colours = () => editor.page.locator('.cell .view-line span:not(:has(span))', { hasText: /#\sone/ }).evaluateAll((spans) => spans.map((each) => each.ownerDocument.defaultView.getComputedStyle(each).color));
  await until('the comment looks as in the other cell', async () => {
    const [one, other] = await colours();
    return one !== undefined && one === other;
  });
  await editor.screenshot('coloured');
  assert.equal((await editor.notebook()).isDirty, false);
});

test('the running languages complete, explain and find what is wrong', options, async () => {
  await editor.open(write('typing.ipynb', ['#!python\nvalue_of_mine = "text"', '#!python\nvalue_of', 'var total = 1;', '#!javascript\nconst b = 2;', '1', '2']));
  await editor.begin('notebook.execute');
  await until('the cells have ended', async () => (await editor.notebook()).cells[1].hasEnded);
  const answers = await editor.probe(async (vscode) => {
    const { document } = vscode.window.activeNotebookEditor.notebook.cellAt(1);
    const at = new vscode.Position(1, 8);
    const { items } = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, at);
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', vscode.window.activeNotebookEditor.notebook.cellAt(0).document.uri, new vscode.Position(1, 3));
    return { items: items.map(({ label }) => label), hovers: hovers.flatMap(({ contents }) => contents.map(({ value }) => value)) };
  });
  assert.ok(answers.items.includes('value_of_mine'), answers.items.join());
  assert.match(answers.hovers.join(), /str|text/);
  await change(1, '#!python\nx = = 1');
  const [problem] = await until('the mistake is found', () => editor.probe((vscode) => {
    const found = vscode.languages.getDiagnostics(vscode.window.activeNotebookEditor.notebook.cellAt(1).document.uri);
    return found.length > 0 && found.map(({ message, range }) => ({ message, line: range.start.line, character: range.start.character }));
  }));
  assert.deepEqual(problem, { message: 'invalid syntax', line: 1, character: 4 });
});

test('what the languages have to complete is offered while typing, also behind several cells that were run together', options, async () => {
  await editor.open(write('suggest.ipynb', ['#!python\nvalue_of_mine = "text"', '#!python\nother = 1', '#!python\n']));
  await editor.begin('notebook.execute');
  await until('the cells have ended', async () => (await editor.notebook()).cells.every(({ hasEnded }) => hasEnded));
  await editor.probe((vscode) => { vscode.window.activeNotebookEditor.selection = new vscode.NotebookRange(2, 3); });
  await editor.command('notebook.cell.edit');
  await editor.page.keyboard.press('Control+End');
  await editor.page.keyboard.type('value_of_mine.', { delay: 20 });
  await editor.page.waitForSelector('.suggest-widget.visible .monaco-list-row:has-text("capitalize")');
});

test('variables are listed by language and copied to another', options, async () => {
  await editor.open(write('variables.ipynb', ['#!python\nnumbers = [1, 2, 3]', '#!javascript\nreturn numbers.length']));
  await run(0);
  await editor.command('asyncWorkbook.variables.focus');
  await editor.page.waitForSelector('.pane-body .monaco-list-row:has-text("numbers")');
  await editor.screenshot('variables');
  await editor.command('asyncWorkbook.shareVariable', { kernel: 'python', name: 'numbers' }, 'javascript');
  assert.equal(plain(await run(1)), '3');
  await editor.command('workbench.action.closePanel');
});

test('a .dib opens, runs, and is as it was to the byte until it is edited', options, async () => {
  const text = '#!meta\n\n{"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"}]}}\n\n#!markdown\n\n# Title\n\n\n#!csharp\n\nvar x = 20;\n\n#!python\n1+1\n\n#!csharp\n\nx + 1';
  writeFileSync(path('small.dib'), text);
  await editor.open(path('small.dib'), 'async-workbook-dib');
  await editor.begin('notebook.execute');
  const cells = await ended(3);
  assert.deepEqual(cells.map(plain), ['', '2', '21']);
  assert.equal((await editor.notebook()).isDirty, false);
  await change(3, 'x + 2');
  await editor.command('workbench.action.files.save');
  await until('it is saved', async () => !(await editor.notebook()).isDirty);
  assert.equal(readFileSync(path('small.dib'), 'utf8'), `${text.slice(0, -'x + 1'.length)}x + 2\n`);
});

test('without an engine a .dib is one text, written as it was until it is edited', options, async () => {
  const text = '\uFEFF#!csharp\r\n\r\nvar x   =  1;\r\n\r\n\r\n#!markdown\r\n# Title\r\n';
  writeFileSync(path('alone.dib'), text);
  const tool = join(home, '.dotnet/tools');
  renameSync(tool, `${tool}.away`);
  try {
    await editor.open(path('alone.dib'), 'async-workbook-dib');
    await editor.page.waitForSelector('.notification-toast:has-text("without an engine the cells of a .dib cannot be told apart")');
    assert.equal((await editor.notebook()).cells.length, 1);
    const written = () => editor.probe(async (vscode) => {
      const { notebook } = vscode.window.activeNotebookEditor;
      await notebook.save();
      return notebook.isDirty;
    });
    await change(0, 'y');
    await change(0, text.slice(1).replaceAll('\r', ''));
    assert.equal(await written(), false);
    assert.equal(readFileSync(path('alone.dib'), 'utf8'), text);
    await change(0, '#!csharp\n\ny\n');
    assert.equal(await written(), false);
    assert.equal(readFileSync(path('alone.dib'), 'utf8').replaceAll('\r', ''), '#!csharp\n\ny\n');
  } finally {
    renameSync(`${tool}.away`, tool);
  }
  await editor.open(path('alone.dib'), 'async-workbook-dib');
  assert.deepEqual((await editor.notebook()).cells.map((cell) => cell.text), ['y']);
});

test('beside another kernel a notebook of plain Python is not ours, and one of the workbook is', options, async () => {
  await editor.probe((vscode) => {
    globalThis.rival ??= vscode.notebooks.createNotebookController('rival', 'jupyter-notebook', 'Python 3');
  });
  const python = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } };
  await editor.open(write('plain.ipynb', ['1 + 1'], python), 'jupyter-notebook', 'Select Kernel');
  await editor.open(write('own.ipynb', ['1 + 1']));
  assert.equal((await editor.notebook()).isDirty, false);
  assert.equal(plain(await run(0)), '2');
  await editor.probe(() => globalThis.rival.dispose());
});

test('a hostile notebook runs nothing when it is opened', options, async () => {
  const mark = join(home, 'ran');
  const file = write('hostile.ipynb', [
    { text: `System.IO.File.WriteAllText("${mark}", "");`, tags: ['parameters'] }, '#!connect jupyter --kernel-name x --kernel-spec python3', `#!python\nopen("${mark}", "w")`,
  ]);
  await editor.open(file);
  await until('the cells are shown', async () => await editor.page.locator('.codelens-decoration:has-text("Run from here")').count() > 0);
  assert.equal((await editor.notebook()).isDirty, false);
  await until('no engine is there, the one of the notebook before has ended', () => engines().length === 0);
  assert.ok(!existsSync(mark));
});

test('the status bar says which engine there is, and what it has found', options, async () => {
  await editor.open(write('doctor.ipynb', ['1']));
  const status = editor.page.locator('.statusbar-item:has-text("Workbook:")');
  await until('the engine is named', async () => (await status.textContent()).includes('the tool that is installed'));
  await editor.command('asyncWorkbook.doctor');
  await until('the runtimes are listed', async () => {
    const shown = (await editor.page.locator('.part.panel .view-line').allTextContents()).join('\n');
    await editor.screenshot('doctor');
    if (!/\.NET/.test(shown) || !/Node/.test(shown) || !/Python/.test(shown)) {
      throw new Error(shown);
    }
    return true;
  });
  await editor.command('workbench.action.closePanel');
});

test('where there is no other engine, the one inside the extension runs the cells', options, async () => {
  const installed = readdirSync(join(home, 'extensions')).find((name) => name.startsWith('async-workbook'));
  const inside = join(home, 'extensions', installed, 'engine');
  symlinkSync(join(top, 'artifacts/workbook'), inside);
  renameSync(join(home, '.dotnet/tools/workbook'), join(home, '.dotnet/tools/away'));
  try {
    await editor.open(write('inside.ipynb', ['6 * 7']));
    await until('the status bar says so', async () => (await editor.page.locator('.statusbar-item:has-text("Workbook:")').textContent()).includes('inside the extension'));
    assert.equal(plain(await run(0)), '42');
  } finally {
    renameSync(join(home, '.dotnet/tools/away'), join(home, '.dotnet/tools/workbook'));
    rmSync(inside);
  }
});

test('where the engine does not start, the cell says what is wrong, of which program, and what to do; then it runs', options, async () => {
  const tool = join(home, '.dotnet/tools/workbook');
  renameSync(tool, `${tool}.away`);
  try {
    writeFileSync(tool, '#!/bin/sh\necho "workbook: the build failed." >&2\nexit 1\n', { mode: 0o755 });
    await editor.open(write('not-started.ipynb', ['6 * 7', '2']));
    const { success, ...cell } = await run(0);
    assert.equal(success, false);
    assert.match(plain(cell), /exit code 1.*the build failed.*\.dotnet\/tools\/workbook \(the tool that is installed\).*run the cell again/s);
    await editor.screenshot('not-started');
  } finally {
    renameSync(`${tool}.away`, tool);
  }
  assert.equal(plain(await run(0)), '42');
});

/** Running cells in VS Code's own workbench: what a reader does, and what is then on the screen, in the cells and in the file. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { change, editor, ended, engines, home, openBook, options, path, run, stop, workbook, write } from './book.mjs';
import { top, until } from './editor.mjs';
import { joined, plain } from './notebooks.mjs';

openBook();

test('chapter 01 opens clean, runs as a whole, and the saved file is what workbook run writes', options, async (t) => {
  const file = path('notebooks/01-chess-simul.ipynb');
  const source = readFileSync(file, 'utf8');
  const opening = performance.now();
  await editor.open(file);
  const opened = await editor.notebook();
  assert.equal(opened.isDirty, false);
  const codes = opened.cells.filter(({ kind }) => kind === 2);
  assert.ok(codes.every(({ languageId }) => languageId === 'polyglot-notebook'));
  await editor.screenshot('chapter-opened');

  const started = performance.now();
  await editor.begin('notebook.execute');
  await ended(1);
  t.diagnostic(`from opening to the first result: ${Math.round(performance.now() - opening)} ms`);
  const ran = await ended(codes.length);
  t.diagnostic(`Run All: ${Math.round(performance.now() - started)} ms`);
  assert.ok(ran.every(({ success }) => success), ran.map(plain).join('\n'));
  await editor.screenshot('chapter-ran');

  await editor.command('workbench.action.files.save');
  await until('the notebook is saved', async () => !(await editor.notebook()).isDirty);
  const headless = () => {
    const begun = performance.now();
    execFileSync(workbook, ['run', join(top, 'notebooks/01-chess-simul.ipynb'), '--out', join(home, 'run')]);
    t.diagnostic(`workbook run: ${Math.round(performance.now() - begun)} ms`);
    return JSON.parse(readFileSync(join(home, 'run/01-chess-simul.ipynb'), 'utf8'), joined);
  };
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  const [first, second] = [headless(), headless()];
  const same = first.cells.map((cell, index) => isDeepStrictEqual(cell, second.cells[index])); // some cells measure, and never show the same
  assert.ok(same.filter((each) => !each).length < 6);
  assert.deepEqual(saved.cells.map((cell, index) => same[index] && JSON.parse(JSON.stringify(cell), joined)), first.cells.map((cell, index) => same[index] && cell));
  assert.deepEqual(saved.metadata, first.metadata);
  for (const cell of saved.cells.filter(({ cell_type }) => cell_type === 'code')) {
    cell.outputs = [];
    cell.execution_count = null;
  }
  assert.equal(`${JSON.stringify(saved, undefined, 1)}\n`, source, 'running and saving changes outputs and counts only');
});

test('a timing that was edited is run again, and other parameters leave the file alone', options, async () => {
  const { cells } = await editor.notebook();
  const index = cells.findIndex((cell) => cell.metadata.metadata?.tags?.includes('parameters'));
  const shows = (all, text) => all.some((cell) => plain(cell).includes(text));
  const [twelveHours, sixHours] = ['hostDone = 43,200', 'hostDone = 21,600'];
  assert.ok(shows(cells, twelveHours) && !shows(cells, sixHours));
  const count = cells.filter(({ kind }) => kind === 2).length;
  const latest = Math.max(...cells.map(({ order }) => order ?? 0));
  const again = (from) => until('all has run again', async () => {
    const now = (await editor.notebook()).cells.filter(({ kind }) => kind === 2);
    return now.every(({ order, hasEnded }) => order > from && hasEnded) && now;
  });

  await change(index, cells[index].text.replace(/boards = 24/, 'boards = 12'));
  assert.notEqual((await editor.notebook()).cells[index].text, cells[index].text);
  await editor.begin('notebook.execute');
  const changed = await again(latest);
  assert.ok(changed.every(({ success }) => success), changed.map(plain).join('\n'));
  assert.ok(shows(changed, sixHours) && !shows(changed, twelveHours));

  await change(index, cells[index].text);
  await editor.probe(async (vscode, at) => {
    void vscode.commands.executeCommand('asyncWorkbook.runAllWith', vscode.window.activeNotebookEditor.notebook.cellAt(at), 'boards=12');
  }, index);
  const with12 = await again(latest + count);
  assert.equal((await editor.notebook()).cells[index].text, cells[index].text);
  assert.ok(shows(with12, sixHours) && !shows(with12, twelveHours));
  await editor.command('workbench.action.files.revert');
});

for (const [language, kept, busy, read] of [
  ['C#', 'var kept = 41;', 'Console.WriteLine("busy"); while (true) { }', 'kept + 1'],
  ['JavaScript', '#!javascript\nkept = 41;', '#!javascript\nconsole.log("busy"); await new Promise(() => {});', '#!javascript\nreturn kept + 1'],
  ['Python', '#!python\nkept = 41', '#!python\nprint("busy")\nwhile True: pass', '#!python\nkept + 1'],
]) {
  test(`a busy cell is interrupted, those behind it do not run, and the variables are there: ${language}`, options, async () => {
    await editor.open(write(`busy-${language.replace('#', 's')}.ipynb`, [kept, busy, read]));
    await editor.begin('notebook.execute');
    await until('the cell is busy', async () => plain((await editor.notebook()).cells[1]).includes('busy'));
    await editor.command('notebook.interruptExecution');
    const [, stopped, behind] = await until('it has stopped', async () => {
      const { cells } = await editor.notebook();
      return cells[1].hasEnded && cells;
    });
    assert.equal(stopped.success, false);
    assert.match(plain(stopped), /Interrupted/);
    assert.equal(behind.order, undefined);
    assert.match(plain(await run(2)), /42/);
  });
}

test('a restart forgets the variables, also while a cell is busy', options, async () => {
  await editor.open(write('restart.ipynb', ['#!python\nx = 1', '#!python\nprint("busy")\nwhile True: pass', '#!python\nx']));
  await run(0);
  await editor.begin('notebook.cell.execute', { ranges: [{ start: 1, end: 2 }] });
  await until('the cell is busy', async () => plain((await editor.notebook()).cells[1]).includes('busy'));
  await editor.command('asyncWorkbook.restart');
  await until('it has ended', async () => (await editor.notebook()).cells[1].hasEnded);
  assert.match(plain(await run(2)), /NameError/);
});

test('an error leads to its line, and cells behind it end without having run', options, async () => {
  await editor.open(write('error.ipynb', ['#!python\ndef f():\n    raise ValueError("no")', '#!python\n\nf()', '1']));
  await editor.begin('notebook.execute');
  const [, failed, behind] = await until('it has failed', async () => {
    const { cells } = await editor.notebook();
    return cells[1].hasEnded && cells;
  });
  assert.equal(failed.success, false);
  assert.equal(behind.order, undefined);
  assert.deepEqual(failed.outputs[0].metadata.originalError.ename, 'ValueError');
  assert.ok(failed.outputs[0].metadata.originalError.traceback.every((line) => !line.includes('<a ')));
  const link = await until('the error has a link', async () => {
    for (const frame of editor.page.frames()) {
      const found = frame.locator('a[href^="vscode-notebook-cell"]:visible', { hasText: 'cell 0' });
      if (await found.count() > 0) {
        return found.first();
      }
    }
    return undefined;
  });
  await editor.screenshot('error');
  await link.click();
  await until('the editor is at the line', () => editor.probe((vscode) => vscode.window.activeNotebookEditor.selection.start === 0
    && vscode.window.activeTextEditor?.selection.active.line === 2));
});

test('a display changes in the cell that shows it, also from another cell and after its own has ended', options, async () => {
  await editor.open(write('display.ipynb', [
    '#!python\nhandle = display("first", display_id="d")\nimport asyncio\nasync def later():\n    await asyncio.sleep(0)\n    print("late")\ntask = asyncio.ensure_future(later())',
    '#!python\nupdate_display("second", display_id="d")',
    '#!python\nfrom IPython.display import clear_output\nprint("gone")\nclear_output()\nprint("kept")',
  ]));
  await run(0);
  await run(1);
  await until('the display has changed, and the late text is there', async () => {
    const text = plain((await editor.notebook()).cells[0]);
    return text.includes('second') && !text.includes('first') && text.includes('late');
  });
  assert.equal(plain(await run(2)), 'kept\n');
});

test('a question is answered in an input box, or not at all', options, async () => {
  await editor.open(write('question.ipynb', ['#!python\nprint("Hello " + input("Your name? "))', '#!python\ninput("Again? ")']));
  const first = run(0);
  await editor.page.waitForSelector('.quick-input-widget:has-text("Your name?") input');
  await editor.page.keyboard.type('Ada');
  await editor.page.keyboard.press('Enter');
  assert.equal(plain(await first), 'Hello Ada\n');
  const second = run(1);
  await editor.page.waitForSelector('.quick-input-widget:has-text("Again?") input');
  await editor.page.keyboard.press('Escape');
  assert.match(plain(await second), /the question was not answered/);
});

test('cells that are deleted while they wait do not keep the others from running', options, async () => {
  await editor.open(write('deleted.ipynb', ['#!python\ninput("Go on? ")', '#!python\n"gone"', '#!python\n"kept"']));
  await editor.begin('notebook.execute');
  await editor.page.waitForSelector('.quick-input-widget:has-text("Go on?") input');
  await editor.probe(async (vscode) => {
    const edit = new vscode.WorkspaceEdit();
    edit.set(vscode.window.activeNotebookEditor.notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2))]);
    await vscode.workspace.applyEdit(edit);
  });
  await editor.page.keyboard.press('Enter');
  const { cells } = await until('the last cell has run', async () => {
    const notebook = await editor.notebook();
    return notebook.cells[1].hasEnded && notebook;
  });
  assert.equal(cells.length, 2);
  assert.deepEqual([cells[1].success, plain(cells[1])], [true, "'kept'"]);
  assert.match(plain(await run(1)), /kept/); // and nothing waits behind the one that is gone
});

test('a restore says what it waits for, until it ends', options, async (t) => {
  const silent = createServer(() => { /* a source that never says anything */ }).listen(0, '127.0.0.1');
  t.after(() => silent.closeAllConnections?.() ?? silent.close());
  await once(silent, 'listening');
  await editor.open(write('restore.ipynb', [`#i "nuget: http://127.0.0.1:${silent.address().port}/index.json"\n#r "nuget: Some.Package"`]));
  await editor.begin('notebook.execute');
  const said = editor.page.locator('.statusbar-item:has-text("restoring Some.Package")');
  await said.waitFor();
  await editor.screenshot('restore');
  await editor.command('notebook.interruptExecution');
  const cell = await until('the cell has ended', async () => (await editor.notebook()).cells[0].hasEnded && (await editor.notebook()).cells[0]);
  assert.match(plain(cell), /Interrupted/);
  await until('nothing is said any more', async () => await said.count() === 0);
});

test('engines end with the editor, and nothing was asked of the network', options, async () => {
  const asked = await stop();
  await until('no engine is left', () => engines().length === 0);
  assert.deepEqual(asked.filter((address) => !address.startsWith('https://open-vsx.org/')), []); // the editor itself asks its gallery
});

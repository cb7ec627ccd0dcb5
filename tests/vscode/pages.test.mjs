/** What is drawn in VS Code's own workbench: charts, components and pages. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { change, editor, ended, frameWith, home, openBook, options, path, run, workbook, write } from './book.mjs';
import { top, until } from './editor.mjs';
import { plain } from './notebooks.mjs';

openBook();

test('charts are drawn, dark as well', options, async () => {
  await editor.open(write('chart.ipynb', [
    '#!python\nclass Chart:\n    def _repr_mimebundle_(self, **_):\n        return {"application/vnd.plotly.v1+json": {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {"height": 240}}, "text/html": "<b>still</b>", "text/plain": "chart"}\nChart()',
  ]));
  await run(0);
  const frame = await frameWith('.async-workbook .main-svg');
  await editor.screenshot('chart-light');
  await editor.probe((vscode) => vscode.workspace.getConfiguration('workbench').update('colorTheme', 'Default Dark Modern', vscode.ConfigurationTarget.Global));
  await until('the chart is dark', async () => await frame.locator('.async-workbook.dark .main-svg').count() > 0);
  await editor.screenshot('chart-dark');
});

test('the book\'s components are drawn, and move', options, async () => {
  execFileSync(workbook, ['run', join(top, 'notebooks/01-chess-simul.ipynb'), '--out', join(home, 'run')]);
  const chapter = JSON.parse(readFileSync(join(home, 'run/01-chess-simul.ipynb'), 'utf8'));
  const outputs = chapter.cells.flatMap((cell) => cell.outputs ?? []).map(({ data }) => data ?? {});
  const type = (name) => `application/vnd.async-workbook.${name}+json`;
  const shown = ['player', 'verdict', 'loop-game'].map((name) => [name, outputs.find((data) => type(name) in data)]).filter(([, data]) => data);
  assert.ok(shown.length >= 2, shown.join());
  await editor.open(write('components.ipynb', shown.map(([name, data]) => `#!python\nclass Shown:\n    def _repr_mimebundle_(self, **_):\n`
    + `        import json\n        return json.loads(${JSON.stringify(JSON.stringify({ [type(name)]: data[type(name)], 'text/plain': name }))})\nShown()`)));
  await editor.begin('notebook.execute');
  await ended(shown.length);
  const frame = await frameWith('.async-workbook > :not(style)');
  const drawn = await until('all are drawn', async () => {
    const texts = await frame.locator('.async-workbook:visible').allTextContents();
    return texts.filter((text) => text.trim().length > 10).length >= shown.length && texts;
  });
  assert.ok(drawn.every((text) => !text.includes('[object')), drawn.join('\n'));
  await editor.screenshot('components');
});

test('a preview stands beside its notebook, and is made anew when that is saved', options, async () => {
  await editor.open(write('preview.ipynb', ['#!python\nprint("first " * 2)']));
  await run(0);
  await editor.command('asyncWorkbook.preview');
  const page = await frameWith('main .stream');
  await until('it is dark, as the editor is since a test above', async () => await page.locator('html').getAttribute('data-theme') === 'dark');
  assert.equal(await page.locator('#_defaultStyles').count(), 0);
  assert.match(await page.locator('main').textContent(), /first first/);
  await editor.screenshot('preview');
  await editor.probe((vscode) => vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup'));
  await change(0, '#!python\nprint("second")');
  await run(0);
  await editor.command('workbench.action.files.save');
  await until('the page is new', async () => {
    const now = await frameWith('main .stream');
    return /second/.test(await now.locator('main .stream').textContent());
  });
  await editor.command('workbench.action.closeEditorsInOtherGroups');
});

test('a notebook is exported as a page, and converted to the other format', options, async () => {
  await editor.open(write('export.ipynb', ['#!python\nprint("kept as " + "shown")']));
  await run(0);
  await editor.begin('asyncWorkbook.export', path('pages'));
  const page = path('pages/export.html');
  await until('the page is written', () => existsSync(page) && readFileSync(page, 'utf8').includes('kept as shown'));
  await editor.page.keyboard.press('Escape'); // whether the page may be opened elsewhere
  await editor.command('asyncWorkbook.convert', path('export.dib'));
  await until('the converted notebook is open', () => editor.probe((vscode) => vscode.window.activeNotebookEditor?.notebook.notebookType === 'async-workbook-dib'));
  assert.match(readFileSync(path('export.dib'), 'utf8'), /#!python\n\nprint\("kept as "/);
});

test('a new chapter is written, opens, and runs', options, async () => {
  const specs = readdirSync(path('data')).length;
  await editor.command('asyncWorkbook.newChapter', '40-of-a-test');
  const file = path('notebooks/40-of-a-test.ipynb');
  await until('it is open', () => editor.probe((vscode, name) => vscode.window.activeNotebookEditor?.notebook.uri.fsPath === name, file));
  const { cells } = await editor.notebook();
  assert.ok(cells.length > 3);
  assert.equal(readdirSync(path('data')).length, specs + 1);
  await editor.begin('notebook.execute');
  const ran = await ended(cells.filter(({ kind }) => kind === 2).length);
  assert.ok(ran.every(({ success }) => success), ran.map(plain).join('\n'));
});

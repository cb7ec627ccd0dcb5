/** A folder that its reader does not trust, in VS Code's own workbench. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { editor, engines, openBook, options, path, write } from './book.mjs';
import { until } from './editor.mjs';
import { plain } from './notebooks.mjs';

openBook({ isTrusted: false });

test('nothing of a folder that is not trusted runs, whatever the reader clicks, and all does once it is', options, async () => {
  const mark = path('ran');
  const programs = [path('workbook'), path('.venv/bin/python'), path('notebooks/.venv/bin/python')]; // the folder would have an engine and a Python of its own
  for (const program of programs) {
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, `#!/bin/sh\necho "$0" >>"${mark}"\n`);
    chmodSync(program, 0o755);
  }
  const file = write('notebooks/foreign.ipynb', [{ text: `#!python\nx = 41\nopen(${JSON.stringify(mark)}, "a")`, tags: ['parameters'] }, '#!python\n6 * 7']);
  await editor.open(file);
  const status = editor.page.locator('.statusbar-item:has-text("Workbook:")');
  await until('the status bar says so', async () => (await status.textContent()).includes('not trusted'));

  await editor.begin('notebook.execute');
  await editor.page.waitForSelector('.monaco-dialog-box');
  await editor.screenshot('trust');
  await editor.page.keyboard.press('Escape');
  // In the list of all notifications: the editor shows no more than three within a moment by themselves.
  const isTold = async (name) => {
    await editor.command('notifications.showList');
    await editor.page.locator('.notifications-center .notification-list-item:has-text("nothing runs in a folder that you do not trust")').first().waitFor();
    await editor.screenshot(name);
    await editor.command('notifications.clearAll');
  };
  for (const command of ['doctor', 'export', 'preview']) {
    await editor.command(`asyncWorkbook.${command}`, ...command === 'export' ? [path('pages')] : []);
    await isTold(command);
  }
  for (const command of ['runFromHere', 'runAllWith']) {
    await editor.probe((vscode, name) => {
      void vscode.commands.executeCommand(`asyncWorkbook.${name}`, vscode.window.activeNotebookEditor.notebook.cellAt(0), 'x=1');
    }, command);
  }
  const { cells } = await until('the cells have ended', async () => {
    const notebook = await editor.notebook();
    return notebook.cells[0].hasEnded && notebook;
  });
  assert.deepEqual(cells.map(({ success }) => success), [false, undefined]);
  assert.match(plain(cells[0]), /NotStarted.*nothing runs in a folder that you do not trust/);
  await isTold('refused');

  writeFileSync(path('read.dib'), '#!csharp\n\n1\n\n#!python\n\n2\n');
  await editor.open(path('read.dib'), 'async-workbook-dib');
  assert.equal((await editor.notebook()).cells.length, 2, 'an engine that is not the folder\'s tells the cells apart');
  await until('it has ended', () => engines().length === 0);
  assert.ok(!existsSync(mark));

  programs.forEach((program) => rmSync(program));
  await editor.open(file);
  await editor.begin('notebook.execute');
  await editor.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Trust Folder' }).click();
  await until('all cells have run', async () => (await editor.notebook()).cells.every(({ success, order }) => success && order));
  assert.equal(plain((await editor.notebook()).cells[1]), '42');
  assert.ok(existsSync(mark));
  await until('the engine is named', async () => (await status.textContent()).includes('the tool that is installed'));
});

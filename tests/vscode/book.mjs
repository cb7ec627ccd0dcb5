/** A book that is open in the editor, with the engine installed as a tool; and what a reader does with it. For the tests of one file. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium, startEditor, top, until } from './editor.mjs';
import { writeNotebook } from './notebooks.mjs';

export const workbook = join(top, 'artifacts/workbook/workbook');
const entry = process.env.WORKBOOK_CODE_SERVER;
const missing = chromium ? entry ? false : 'code-server is not there: tests/vscode/install-code-server says why' : 'Chromium is not there';

/** Of each test here: without an editor it is skipped, except under CI=true. */
export const options = { skip: process.env.CI === 'true' ? false : missing };

export const home = mkdtempSync(join(tmpdir(), 'workbook-vscode-'));
const folder = join(home, 'book');
export const path = (name) => join(folder, name);
export const write = (name, ...cells) => writeNotebook(path(name), ...cells);

/** @type {Awaited<ReturnType<typeof startEditor>>} */
export let editor;

/** Opens it before the first test, in a folder that its reader trusts or not. */
export function openBook({ isTrusted = true } = {}) {
  before(async () => {
    if (options.skip) {
      return;
    }
    assert.equal(missing, false, 'under CI=true the editor is required');
    mkdirSync(join(folder, 'notebooks'), { recursive: true });
    for (const part of ['artifacts', 'src', 'Directory.Packages.props']) {
      symlinkSync(join(top, part), path(part));
    }
    cpSync(join(top, 'data'), path('data'), { recursive: true }); // new chapters are written there
    for (const name of readdirSync(join(top, 'notebooks')).filter((each) => each.startsWith('01-') || each.endsWith('.dib'))) {
      cpSync(join(top, 'notebooks', name), path(join('notebooks', name)));
    }
    mkdirSync(join(home, '.dotnet/tools'), { recursive: true });
    symlinkSync(workbook, join(home, '.dotnet/tools/workbook')); // the engine is the tool that is installed
    execFileSync(process.execPath, [entry, '--install-extension', join(top, 'artifacts/async-workbook.vsix'), '--force',
      '--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')], { env: { ...process.env, HOME: home } });
    editor = await startEditor({ entry, home, folder, isTrusted });
  });
}

/** Ends the editor, and gives what it has asked of the network. */
export async function stop() {
  const { asked } = editor;
  const stopped = editor.stop();
  editor = undefined;
  await stopped;
  return asked;
}

after(async () => {
  await editor?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** The code cells that have ended, once that many have. */
export async function ended(count) {
  return until(`${count} cells have ended`, async () => {
    const codes = (await editor.notebook()).cells.filter(({ kind }) => kind === 2);
    const done = codes.filter(({ order, hasEnded }) => order !== undefined && hasEnded);
    return done.length >= count && codes;
  });
}

/** Runs one cell to its end. */
export async function run(index) {
  const { started } = (await editor.notebook()).cells[index];
  await editor.begin('notebook.cell.execute', { ranges: [{ start: index, end: index + 1 }] });
  return until(`cell ${index} has run`, async () => {
    const cell = (await editor.notebook()).cells[index];
    return cell.hasEnded && cell.started !== started && cell;
  });
}

/** The engines that this editor has started. */
export function engines() {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((line) => line.startsWith(join(home, '.dotnet/tools/workbook')));
}

/** Gives a cell another text. */
export async function change(index, text) {
  await editor.probe(async (vscode, [cell, now]) => {
    const { document } = vscode.window.activeNotebookEditor.notebook.cellAt(cell);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), now);
    await vscode.workspace.applyEdit(edit);
  }, [index, text]);
}

/** The frame in which a page or an output is that has such an element. */
export function frameWith(selector) {
  return until(`${selector} is shown`, async () => {
    for (const frame of editor.page.frames()) {
      if (await frame.locator(selector).count() > 0) {
        return frame;
      }
    }
    return undefined;
  });
}

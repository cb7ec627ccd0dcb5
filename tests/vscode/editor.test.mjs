/** The extension in VS Code's own workbench: what a reader does, and what is then on the screen, in the cells and in the file. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { chromium, startEditor, top, until } from './editor.mjs';
import { joined, plain, writeNotebook } from './notebooks.mjs';

const workbook = join(top, 'artifacts/workbook/workbook');
const entry = process.env.WORKBOOK_CODE_SERVER;
const missing = chromium ? entry ? false : 'code-server is not there: tests/vscode/install-code-server says why' : 'Chromium is not there';
const options = { skip: process.env.CI === 'true' ? false : missing };

const home = mkdtempSync(join(tmpdir(), 'workbook-vscode-'));
const folder = join(home, 'book');
const path = (name) => join(folder, name);
const write = (name, ...cells) => writeNotebook(path(name), ...cells);

/** @type {Awaited<ReturnType<typeof startEditor>>} */
let editor;

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
  const { started } = (await editor.notebook()).cells[index];
  await editor.begin('notebook.cell.execute', { ranges: [{ start: index, end: index + 1 }] });
  return until(`cell ${index} has run`, async () => {
    const cell = (await editor.notebook()).cells[index];
    return cell.hasEnded && cell.started !== started && cell;
  });
}

/** The engines that this editor has started. */
function engines() {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((line) => line.startsWith(join(home, '.dotnet/tools/workbook')));
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
  mkdirSync(join(home, '.dotnet/tools'), { recursive: true });
  symlinkSync(workbook, join(home, '.dotnet/tools/workbook')); // the engine is the tool that is installed
  execFileSync(process.execPath, [entry, '--install-extension', join(top, 'artifacts/async-workbook.vsix'), '--force',
    '--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')], { env: { ...process.env, HOME: home } });
  editor = await startEditor({ entry, home, folder });
});

after(async () => {
  await editor?.stop();
  rmSync(home, { recursive: true, force: true });
});

test('chapter 01 opens clean, runs as a whole, and the saved file is what workbook run writes', options, async (t) => {
  const file = path('notebooks/01-chess-simul.ipynb');
  const source = readFileSync(file, 'utf8');
  await editor.open(file);
  const opened = await editor.notebook();
  assert.equal(opened.isDirty, false);
  const codes = opened.cells.filter(({ kind }) => kind === 2);
  assert.ok(codes.every(({ languageId }) => languageId === 'polyglot-notebook'));
  await editor.screenshot('chapter-opened');

  const started = performance.now();
  await editor.begin('notebook.execute');
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

test('charts are drawn, dark as well', options, async () => {
  await editor.open(write('chart.ipynb', [
    '#!python\nclass Chart:\n    def _repr_mimebundle_(self, **_):\n        return {"application/vnd.plotly.v1+json": {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {"height": 240}}, "text/html": "<b>still</b>", "text/plain": "chart"}\nChart()',
  ]));
  await run(0);
  const drawn = () => until('the chart is drawn', async () => {
    for (const frame of editor.page.frames()) {
      if (await frame.locator('.async-workbook .main-svg').count() > 0) {
        return frame;
      }
    }
    return undefined;
  });
  const frame = await drawn();
  await editor.screenshot('chart-light');
  await editor.probe((vscode) => vscode.workspace.getConfiguration('workbench').update('colorTheme', 'Default Dark Modern', vscode.ConfigurationTarget.Global));
  await until('the chart is dark', async () => await frame.locator('.async-workbook.dark .main-svg').count() > 0);
  await editor.screenshot('chart-dark');
});

test('engines end with the editor, and nothing was asked of the network', options, async () => {
  const { asked } = editor;
  const stopped = editor.stop();
  editor = undefined;
  await stopped;
  await until('no engine is left', () => engines().length === 0);
  assert.deepEqual(asked.filter((address) => !address.startsWith('https://open-vsx.org/')), []); // the editor itself asks its gallery
});

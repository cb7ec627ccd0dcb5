/** What stands beside the cells while the reader types and saves: mistakes, and the page. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { extension } from './stub.mjs';

const { registerEditing, registerPreviews, variablesChanged, vscode } = await extension('editing', 'preview', 'session');

/** What was set off has come as far as it can. */
const settled = () => new Promise(setImmediate);

test('a mistake that was typed while its language was busy is marked when a cell has ended', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let answer;
    registerEditing({ ask: async () => answer });
    const document = { uri: { scheme: 'vscode-notebook-cell' }, version: 1, positionAt: (offset) => offset };
    const [marked, other] = [() => vscode.diagnostics.get(document.uri)?.map(({ message }) => message), { ...document, uri: { ...document.uri } }];
    for (const typed of [document, other]) {
      vscode.changed.fire({ document: typed });
    }
    mock.timers.tick(1000);
    await settled();
    assert.equal(marked(), undefined);

    answer = { problems: [{ start: 0, end: 1, message: 'invalid syntax' }] };
    vscode.closed.fire(other);
    variablesChanged.fire();
    await settled();
    assert.deepEqual(marked(), ['invalid syntax']);
    assert.ok(!vscode.diagnostics.has(other.uri), 'its cell is closed');

    answer = { problems: [] };
    variablesChanged.fire();
    await settled();
    assert.deepEqual(marked(), ['invalid syntax'], 'what has been answered is not asked again');
  } finally {
    mock.timers.reset();
  }
});

test('a preview that is closed while its page is written stays closed, and a page that is late does not replace a later one', async () => {
  const writing = [];
  registerPreviews(async () => 'a.ipynb', (_, folder) => new Promise((resolve) => {
    writing.push((text) => {
      const file = join(folder, 'a.html');
      writeFileSync(file, `<body>${text}</body>`);
      resolve(file);
    });
  }));
  const begun = async (count) => {
    while (writing.length < count) {
      await settled();
    }
  };
  const opened = vscode.registered['asyncWorkbook.preview']();
  await begun(1);
  vscode.saved.fire({ uri: { fsPath: 'a.ipynb' } });
  await begun(2);
  const [panel] = vscode.panels;
  const shown = new Promise((resolve) => { panel.pages.push = resolve; });
  writing[1]('later');
  assert.match(await shown, /later/);
  panel.pages.push = (page) => assert.fail(page);
  writing[0]('earlier');
  await opened;

  const again = vscode.registered['asyncWorkbook.preview'](); // it is open, and nothing is to be done
  await again;
  vscode.saved.fire({ uri: { fsPath: 'a.ipynb' } });
  await begun(3);
  panel.dispose();
  const reopened = vscode.registered['asyncWorkbook.preview']();
  await begun(4);
  writing[2]('for the closed one');
  writing[3]('for the new one');
  await reopened;
  assert.deepEqual(vscode.panels[1].pages.map((page) => /for the \w+ one/.exec(page)[0]), ['for the new one']);
  assert.deepEqual(vscode.shownErrors, []);
});

test('a preview whose page cannot be written closes, and the reader is told', async () => {
  registerPreviews(async () => 'b.ipynb', () => Promise.reject(new Error('the disk is full')));
  await vscode.registered['asyncWorkbook.preview']();
  assert.ok(vscode.panels.at(-1).isDisposed);
  assert.deepEqual(vscode.shownErrors.splice(0), ['Async workbook: the disk is full']);
});

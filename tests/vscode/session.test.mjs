/** What the extension makes of what its reader does: cells that run, questions, files. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { extension, scratch } from './stub.mjs';

const { Session, DibSerializer, Engines, vscode } = await extension('session', 'serializer', 'engines');

/** A notebook with cells, its session, and the engines that it started, which only take down what they are sent. */
function opened(...texts) {
  const notebook = { uri: {}, metadata: {}, isClosed: false, getCells: () => cells };
  const cells = texts.map((text, index) => ({
    index, notebook, kind: 2, metadata: {}, document: { languageId: 'csharp', uri: `cell-${index}`, getText: () => text },
  }));
  const executions = new Set();
  const controller = {
    createNotebookCellExecution(cell) {
      assert.ok(!executions.has(cell), 'the editor refuses a second execution of a cell');
      executions.add(cell);
      return { start() {}, clearOutput() {}, appendOutput() {}, end: () => executions.delete(cell) };
    },
  };
  const engines = [];
  const start = (_, __, asked) => {
    const sent = [];
    const engine = {
      isAlive: true, isReady: true, asked, sent,
      send: (type, fields, hear) => sent.push({ type, ...fields, hear }),
      ask: async (type, fields) => ({ names: [], ...fields }),
      dispose: async () => { engine.isAlive = false; },
    };
    engines.push(engine);
    return engine;
  };
  return { notebook, cells, engines, executions, session: new Session(notebook, controller, { start }) };
}

const done = (engine) => engine.sent.forEach(({ hear }) => hear?.({ type: 'done', status: 'ok' }));

test('cells that run or wait already are not run twice, and all end', async () => {
  const { session, cells, engines, executions } = opened('1', '2', '3');
  const first = session.run([cells[1]]);
  const second = session.run(cells);
  assert.deepEqual(engines[0].sent.map(({ code }) => code), ['2', '1', '3']);
  done(engines[0]);
  await Promise.all([first, second]);
  assert.equal(executions.size, 0);
});

test('cells that are run together are sent as one run, others as another', () => {
  const { session, cells, engines } = opened('1', '2', '3');
  void session.run(cells.slice(0, 2));
  void session.run(cells.slice(2));
  const [one, two, three] = engines[0].sent.map(({ run }) => run);
  assert.equal(one, two);
  assert.notEqual(two, three);
});

test('a question\'s answer is for the engine that asked it, and its box closes with that', async () => {
  const { session, cells, engines } = opened('1');
  void session.run(cells);
  engines[0].asked({ type: 'ask', question: 'q1', prompt: 'old' });
  const old = vscode.boxes.at(-1);
  engines[0].isAlive = false;
  engines[0].sent[0].hear({ type: 'failed', message: 'it ended' });
  assert.ok(old.token.isCancelled);
  void session.run(cells);
  engines[1].asked({ type: 'ask', question: 'q1', prompt: 'new' });
  const box = vscode.boxes.at(-1);
  old.answer('for the old');
  box.answer('for the new');
  await new Promise(setImmediate);
  assert.deepEqual(engines[1].sent.filter(({ type }) => type === 'answer').map(({ text }) => text), ['for the new']);
  engines[1].asked({ type: 'ask', question: 'q2', prompt: 'another' });
  engines[1].asked({ type: 'withdrawn', question: 'q2' });
  assert.ok(vscode.boxes.at(-1).token.isCancelled);
});

test('a closed notebook closes its boxes and starts no engine', async () => {
  const { session, cells, engines, notebook } = opened('x = 1');
  await session.parameters(cells[0]);
  void session.box('values', {});
  await session.dispose();
  assert.ok(vscode.boxes.at(-1).token.isCancelled);
  notebook.isClosed = true;
  await assert.rejects(session.parameters(cells[0]), /the notebook is closed/);
  assert.equal(engines.length, 1);
});

test('in a folder that is not trusted no engine starts but to read, and none looks for runtimes', async () => {
  const engines = new Engines({ fsPath: scratch }, { info() {}, error() {} });
  vscode.workspace.isTrusted = false;
  try {
    assert.throws(() => engines.start({ scheme: 'file', fsPath: join(scratch, 'a.ipynb') }), /do not trust/);
    await assert.rejects(engines.run('Looking', ['doctor']), /do not trust/);
    await engines.start().dispose(); // a .dib is read
  } finally {
    vscode.workspace.isTrusted = true;
  }
});

/** A file as the engine says it is, opened; and what is asked of the engine when it is saved. */
async function dib(text, cells) {
  const metadata = { language_info: { name: 'polyglot-notebook' }, polyglot_notebook: { kernelInfo: { defaultKernelName: 'csharp' } } };
  let written;
  const answers = { readDib: () => ({ front: '', metadata, cells }), writeDib: (fields) => { written = fields.cells.map((cell) => cell.text); return { text: 'written' }; } };
  const serializer = new DibSerializer({ start: () => ({ ask: async (type, fields) => answers[type](fields), dispose: async () => undefined }) });
  const data = await serializer.deserializeNotebook(new TextEncoder().encode(text));
  return { data, save: async () => ({ text: new TextDecoder().decode(await serializer.serializeNotebook(data)), written }) };
}

test('a .dib keeps the language of a cell, however it was chosen, and is as it was if none was', async () => {
  const text = '#!csharp\n1\n#!js\n2\n#!fsharp\n3\n#!csharp\n4\n';
  const { data, save } = await dib(text, ['1', '#!js\n2', '#!fsharp\n3', '4'].map((each) => ({ isProse: false, text: each, metadata: {} })));
  assert.deepEqual(await save(), { text, written: undefined });
  data.cells[0].languageId = 'python';
  data.cells[1].languageId = 'python'; // its first line beats that
  data.cells[3].metadata = { metadata: { polyglot_notebook: { kernelName: 'javascript' } } };
  assert.deepEqual((await save()).written, ['#!python\n1', '#!js\n2', '#!fsharp\n3', '#!javascript\n4']);
});

test('a .dib that is not UTF-8 is refused, not changed', async () => {
  const serializer = new DibSerializer({ start: () => assert.fail('nothing is asked') });
  await assert.rejects(serializer.deserializeNotebook(Uint8Array.of(0x23, 0xE9, 0x0A)), /not UTF-8/);
});

/** The page's session against workers that run nothing: what only a page does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PageSession } from '../../src/live/page/session.mjs';
import { FakeWorkers, Shown } from './fake-workers.mjs';

test('the session of a page cannot do everything: it says so, and how the cell runs at home', async () => {
  for (const [source, what] of [
    ['#r "nuget: Npgsql, 10.0.3"', 'Line 1: #r: a page loads no packages'],
    ['#i "nuget: https://example.org"', 'Line 1: #i: a page loads no packages'],
    ['#!lsmagic', 'Line 1: #!lsmagic: a page lists no directives'],
    ['#!about', 'Line 1: #!about: a page tells no versions'],
    ['#!set -h', 'Line 1: a page shows no help of directives'],
    ['#!value --name x --from-url https://example.org/', 'Line 1: cannot read https://example.org/: a page reads nothing from elsewhere'],
  ]) {
    const workers = new FakeWorkers();
    const session = new PageSession({ start: workers.start, notebook: 'notebooks/10-where-it-pays.ipynb' });
    const { status, error } = await session.execute({ id: 'x', source: `${source}\n` }, new Shown());
    assert.equal(status, 'error');
    assert.equal(error.evalue, `${what}; workbook run notebooks/10-where-it-pays.ipynb runs it on a computer of one's own.`);
    assert.deepEqual(workers.calls, []);
  }
});

test('an error that means that a page cannot do it says what to do', async () => {
  for (const [language, ename, evalue, hint] of [
    ['javascript', 'TypeError', "Failed to resolve module specifier 'node:fs'", 'A page has no modules of Node or npm'],
    ['javascript', 'TypeError', 'Failed to fetch dynamically imported module: node:fs', 'A page has no modules of Node or npm'],
    ['javascript', 'ReferenceError', 'process is not defined', 'A page has nothing of Node'],
    ['python', 'RuntimeError', "can't start new thread", 'A page starts no processes and no threads'],
    ['python', 'OSError', '[Errno 138] emscripten does not support processes.', 'A page starts no processes and no threads'],
    ['csharp', 'PlatformNotSupportedException', 'Cannot wait on monitors on this runtime.', 'A page has one thread, so nothing can block on another'],
  ]) {
    const workers = new FakeWorkers();
    workers.run = (worker, { id }) => {
      worker.event({ type: 'error', parent: id, ename, evalue, traceback: [`${ename}: ${evalue}`] });
      worker.event({ type: 'done', parent: id, status: 'error' });
    };
    const session = new PageSession({ start: workers.start, notebook: 'notebooks/x.ipynb' });
    const { error } = await session.execute({ id: 'x', source: 'x', kernel: language }, new Shown());
    assert.deepEqual(error.traceback, [`${ename}: ${evalue}`, `${hint}: workbook run notebooks/x.ipynb runs it on a computer of one's own.`]);
  }
});

test('a name of the reader\'s own that is not defined has no hint', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker, { id }) => {
    worker.event({ type: 'error', parent: id, ename: 'ReferenceError', evalue: 'boards is not defined', traceback: ['ReferenceError: boards is not defined'] });
    worker.event({ type: 'done', parent: id, status: 'error' });
  };
  const { error } = await new PageSession({ start: workers.start }).execute({ id: 'x', source: 'boards', kernel: 'js' }, new Shown());
  assert.deepEqual(error.traceback, ['ReferenceError: boards is not defined']);
});

test('cells run one at a time, in order', async () => {
  const workers = new FakeWorkers();
  const started = [];
  const running = [];
  workers.run = (worker, { id, code }) => {
    started.push(code);
    running.push(() => worker.event({ type: 'done', parent: id, status: 'ok' }));
  };
  const session = new PageSession({ start: workers.start });
  const both = ['first', 'second'].map((source) => session.execute({ id: source, source, kernel: 'python' }, new Shown()));
  await workers.until(() => running.length === 1);
  assert.deepEqual(started, ['first']);
  running[0]();
  await both[0];
  await workers.until(() => running.length === 2);
  running[1]();
  await both[1];
  assert.deepEqual(started, ['first', 'second']);
});

test('late output goes to the cell that started the work', async () => {
  const workers = new FakeWorkers();
  const session = new PageSession({ start: workers.start });
  const [early, late] = [new Shown(), new Shown()];
  await session.execute({ id: 'a', source: 'a', kernel: 'python' }, early);
  const { id } = workers.last.commands.find(({ type }) => type === 'execute');
  await session.execute({ id: 'b', source: 'b', kernel: 'python' }, late);

  workers.last.event({ type: 'stream', parent: id, name: 'stdout', text: 'late' });

  assert.deepEqual(early.outputs, [{ output_type: 'stream', name: 'stdout', text: 'late' }]);
  assert.deepEqual(late.outputs, []);
});

test('displays keep their id, and updates and clears are told', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker, { id: parent }) => {
    worker.event({ type: 'display', parent, data: { 'text/plain': '1' }, metadata: {}, displayId: 'd' });
    worker.event({ type: 'update', parent, data: { 'text/plain': '2' }, metadata: {}, displayId: 'd' });
    worker.event({ type: 'clear', parent, wait: true });
    worker.event({ type: 'result', parent, data: { 'text/plain': '3' }, metadata: {} });
    worker.event({ type: 'done', parent, status: 'ok' });
  };
  const shown = new Shown();
  await new PageSession({ start: workers.start }).execute({ id: 'a', source: 'a' }, shown);
  assert.deepEqual(shown.outputs, [
    { output_type: 'display_data', data: { 'text/plain': '1' }, metadata: {}, transient: { display_id: 'd' } },
    { output_type: 'execute_result', data: { 'text/plain': '3' }, metadata: {}, execution_count: 1 },
  ]);
  assert.deepEqual([shown.updates, shown.clears], [[['d', { 'text/plain': '2' }]], [true]]);
});

test('a cell that stops when asked keeps the variables', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker, { id: parent }) => {
    worker.interrupted = () => {
      worker.event({ type: 'error', parent, ename: 'KeyboardInterrupt', evalue: '', traceback: ['cell 1, line 2', 'KeyboardInterrupt: '] });
      worker.event({ type: 'done', parent, status: 'interrupted' });
    };
  };
  const session = new PageSession({ start: workers.start });
  const run = session.execute({ id: 'a', source: 'a', kernel: 'python' }, new Shown());
  await workers.until(() => workers.last?.interrupted);

  await session.interrupt('csharp'); // it is not that one that runs
  await session.interrupt('python');

  const { status, error } = await run;
  assert.equal(status, 'interrupted');
  assert.deepEqual(error.traceback, [
    'cell 1, line 2', 'Interrupted: the cell was interrupted. It stopped when asked; the variables are as they were.',
  ]);
  assert.ok(session.isStarted('python'));
});

test('a cell that never gives way ends with its worker, and the next is told', async () => {
  const workers = new FakeWorkers();
  workers.run = () => {};
  const session = new PageSession({ start: workers.start, grace: 0 });
  const run = session.execute({ id: 'a', source: 'a', kernel: 'python' }, new Shown());
  await workers.until(() => workers.last?.commands.some(({ type }) => type === 'execute'));

  await session.interrupt();

  const { status, error } = await run;
  assert.equal(status, 'ended');
  assert.match(error.evalue, /its worker was ended: that language's variables are gone/);
  assert.ok(workers.last.hasEnded);
  workers.run = undefined;
  const shown = new Shown();
  assert.equal((await session.execute({ id: 'b', source: 'b', kernel: 'python' }, shown)).status, 'ok');
  assert.equal(shown.outputs[0].text, 'Python was started afresh: the variables of earlier cells are gone.\n');
});

test('a cell that waits for its language is interrupted at once', async () => {
  const session = new PageSession({ start: () => new Promise(() => {}) });
  const run = session.execute({ id: 'a', source: 'a', kernel: 'csharp' }, new Shown());
  await session.interrupt();
  assert.equal((await run).status, 'interrupted');
});

test('a worker that ends by itself fails its cell', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker) => worker.event({ type: 'ended', message: 'out of memory' });
  const { status, error } = await new PageSession({ start: workers.start }).execute({ id: 'a', source: 'a', kernel: 'js' }, new Shown());
  assert.equal(status, 'ended');
  assert.equal(error.evalue,
    'the JavaScript worker ended while this cell ran (out of memory). Its variables are gone; the next JavaScript cell starts a fresh one.');
});

test('a language that cannot be loaded fails its cell, and may be tried again', async () => {
  const workers = new FakeWorkers();
  let online = false;
  const session = new PageSession({
    start: (...args) => (online ? workers.start(...args) : Promise.reject(new Error('python.data.js could not be loaded.'))),
  });
  const first = await session.execute({ id: 'a', source: 'a', kernel: 'python' }, new Shown());
  assert.equal(first.error.evalue, 'Python could not be started: python.data.js could not be loaded.');
  online = true;
  assert.equal((await session.execute({ id: 'a', source: 'a', kernel: 'python' }, new Shown())).status, 'ok');
});

test('restart forgets the variables, and says nothing of it to the next cell', async () => {
  const workers = new FakeWorkers();
  const session = new PageSession({ start: workers.start });
  await session.execute({ id: 'a', source: 'a', kernel: 'python' }, new Shown());
  session.restart('python');
  assert.ok(workers.last.hasEnded);
  assert.ok(!session.isStarted('python'));
  const shown = new Shown();
  await session.execute({ id: 'b', source: 'b', kernel: 'python' }, shown);
  assert.deepEqual(shown.outputs, []);
});

test('a language that a file of the book does not reach is ended, and starts again', async () => {
  const workers = new FakeWorkers();
  const files = { '/book/data/x.json': { get base64() { throw new Error('x.json could not be loaded.'); } } };
  const session = new PageSession({ start: workers.start, files });
  const ended = await session.execute({ id: 'a', source: '1', kernel: 'python' }, new Shown());
  assert.equal(ended.error.evalue, 'Python could not be started: x.json could not be loaded.');
  const worker = workers.of('python');
  assert.equal(worker.hasEnded, true);
  assert.equal(session.isStarted('python'), false);
});

test('the start is told, and the files of the book are there before the first cell', async () => {
  const workers = new FakeWorkers();
  workers.starting = (worker) => {
    worker.event({ type: 'progress', loaded: 1, total: 3 });
    worker.event({ type: 'progress', loaded: 3, total: 3 });
  };
  const files = { '/book/data/x.json': { text: '{}' }, '/book/lib/a.dll': { base64: 'AAA=' }, '/book/lib/a.py': { text: 'é' }, '/book/a.js': { text: '' } };
  const session = new PageSession({ start: workers.start, files });
  const shown = new Shown();
  await session.execute({ id: 'a', source: 'a', kernel: 'python' }, shown);
  const language = 'python';
  assert.deepEqual(shown.progressed, [
    { language, phase: 'loading' }, { language, phase: 'loading', loaded: 1, total: 3 },
    { language, phase: 'starting', loaded: 3, total: 3 }, { language, phase: 'ready' },
  ]);
  assert.deepEqual(workers.last.commands.map(({ type, path, content }) => [type, path, content]), [
    ['file', '/book/data/x.json', 'e30='], ['file', '/book/lib/a.py', 'w6k='], ['execute', undefined, undefined],
  ]);
});

test('parameters are assigned in each language as it writes that', async () => {
  const workers = new FakeWorkers();
  const session = new PageSession({ start: workers.start });
  await session.assign('boards', 12, 'csharp', 'javascript', 'python');
  await session.assign('fair', true, 'c#', 'python');
  await session.assign('name', 'a "b"', 'javascript');
  assert.deepEqual(workers.calls.map(([kernel, , code]) => [kernel, code]), [
    ['csharp', 'boards = 12;'], ['javascript', 'boards = 12;'], ['python', 'boards = 12'],
    ['csharp', 'fair = true;'], ['python', 'fair = True'], ['javascript', 'name = "a \\"b\\"";'],
  ]);
});

test('an assignment that fails says why, and goes no further', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker, { id: parent }) => {
    worker.event({ type: 'error', parent, ename: 'CompileError', evalue: 'no', traceback: [] });
    worker.event({ type: 'done', parent, status: 'error' });
  };
  const { status, error } = await new PageSession({ start: workers.start }).assign('boards', 1.5, 'csharp', 'python');
  assert.deepEqual([status, error.evalue, workers.calls.length], ['error', 'no', 1]);
});

test('running code is answered: other kernels\' variables and code, and what a page has not', async () => {
  const workers = new FakeWorkers({ javascript: { x: 5 } });
  const session = new PageSession({ start: workers.start });
  const asked = [
    { type: 'kernels' }, { type: 'request', kernel: 'js', name: 'x', mime: 'application/json' },
    { type: 'send', kernel: 'python', name: 'y', mime: 'application/json', value: 1 },
    { type: 'submit', kernel: 'markdown', code: '# T' }, { type: 'packages', code: '#r "nuget: A"' }, { type: 'ask', prompt: '?' },
    { type: 'request', kernel: 'perl', name: 'x', mime: 'application/json' },
  ];
  workers.run = (worker, { id }) => {
    asked.forEach((each, index) => worker.event({ ...each, parent: id, question: `${index}` }));
    worker.answered = () => {
      if (worker.commands.filter(({ type }) => type === 'answer').length === asked.length) {
        worker.event({ type: 'done', parent: id, status: 'ok' });
      }
    };
  };
  await session.execute({ id: 'a', source: 'a' }, new Shown());
  const answers = new Map(workers.of('csharp').commands.filter(({ type }) => type === 'answer').map((each) => [Number(each.question), each]));
  assert.deepEqual(answers.get(0).kernels[0], { name: 'javascript', language: 'JavaScript', aliases: ['js'] });
  assert.equal(answers.get(1).value, 5);
  assert.deepEqual(workers.of('python').variables.y, 1);
  assert.equal(answers.get(3).status, 'ok');
  assert.deepEqual(workers.of('csharp').commands.find(({ type }) => type === 'output').output.data, { 'text/markdown': '# T', 'text/plain': '# T' });
  assert.match(answers.get(4).failed, /no packages/);
  assert.match(answers.get(5).failed, /nobody can answer/);
  assert.equal(answers.get(6).failed, 'there is no kernel called "perl".');
});

test('only the languages that somebody asks for run, also of what a cell imports', async () => {
  const workers = new FakeWorkers({ csharp: { x: 1 } });
  const files = { '/book/notebooks/set-up.dib': { text: '#!csharp\n\nvar a = 1;\n\n#!javascript\n\n#!set --name x --value @csharp:x\nb = 2;\n\n#!python\n\nc = 3\n' } };
  const session = new PageSession({ start: workers.start, files });
  await session.execute({ id: 'a', source: '#!import set-up.dib\n#!javascript\nb', only: ['python'] }, new Shown());
  assert.deepEqual(workers.calls.map(([kernel]) => kernel), ['python']);
  await session.execute({ id: 'a', source: '#!import set-up.dib\n#!javascript\nb', only: ['javascript'] }, new Shown());
  assert.deepEqual(new Set(workers.calls.slice(1).map(([kernel]) => kernel)), new Set(['csharp', 'javascript'])); // that of the value, too
});

test('output without end is cut, and says so', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker, { id: parent }) => {
    for (let piece = 0; piece < 40; piece++) {
      worker.event({ type: 'stream', parent, name: 'stdout', text: 'x'.repeat(65_536) });
    }
    worker.event({ type: 'done', parent, status: 'ok' });
  };
  const shown = new Shown();
  await new PageSession({ start: workers.start }).execute({ id: 'a', source: 'a' }, shown);
  assert.ok(shown.outputs.length < 20);
  assert.equal(shown.updates.at(-1)[1]['text/plain'], 'Output cut: a cell in a page may show 1 MB, and 1.6 MB more were dropped.');
});

test('errors without end are cut, too, and why a cell was stopped is shown all the same', async () => {
  const workers = new FakeWorkers();
  workers.run = (worker, { id: parent }) => {
    worker.event({ type: 'stream', parent, name: 'stdout', text: 'x'.repeat(1_000_000) });
    for (let piece = 0; piece < 100; piece++) {
      worker.event({ type: 'error', parent, ename: 'Error', evalue: `late ${piece}`, traceback: Array.from({ length: 100 }, () => 'at '.repeat(100)) });
    }
    worker.interrupted = () => worker.event({ type: 'done', parent, status: 'interrupted' });
  };
  const shown = new Shown();
  const session = new PageSession({ start: workers.start });
  const run = session.execute({ id: 'a', source: 'a' }, shown);
  await workers.until(() => shown.outputs.length > 1);
  await session.interrupt();
  await run;
  const length = shown.outputs.filter(({ output_type: type }) => type === 'error').reduce((sum, error) => sum + JSON.stringify(error).length, 0);
  assert.ok(length < 30_000, `${length}`);
  assert.equal(shown.outputs.find(({ output_type: type }) => type === 'error').evalue, 'late 0');
  assert.equal(shown.outputs.findLast(({ output_type: type }) => type === 'error').ename, 'Interrupted');
  assert.match(shown.updates.at(-1)[1]['text/plain'], /^Output cut:/);
});

test('a language that is loaded is not there yet', async () => {
  const workers = new FakeWorkers();
  const session = new PageSession({ start: workers.start });
  const seen = [];
  workers.starting = () => seen.push(session.isStarted('python'));
  const run = session.execute({ id: 'a', source: 'a', kernel: 'python' }, new Shown());
  seen.push(session.isStarted('python'));
  await run;
  assert.deepEqual([...seen, session.isStarted('python')], [false, false, true]);
});

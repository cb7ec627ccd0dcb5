/** A chapter against a session that runs nothing: what the reader asks for, in which order, and what is marked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveCell } from '../../src/live/page/chapter/cell.mjs';
import { pending } from '../../src/live/page/pending.mjs';

globalThis.location = { pathname: '/book/a.html' }; // of which what is kept is called
const { Chapter } = await import('../../src/live/page/chapter/chapter.mjs');

/** Runs cells at once, but for those that are held. */
class FakeSession {
  ran = []; // `id source` in order
  started = new Set(['javascript']);
  held = new Map(); // id -> what ends the next run of the cell

  async execute({ id, source, only }) {
    this.ran.push(`${id} ${source}`);
    only.forEach((language) => this.started.add(language));
    const { began, ended } = this.held.get(id) ?? {};
    this.running = ended;
    began?.resolve();
    const status = await (ended?.promise ?? (source === 'fail' ? 'error' : 'ok'));
    this.running = undefined;
    return { status };
  }

  /** Lets the next run of a cell go on until `ended` is resolved. */
  hold(id) {
    const hold = { began: pending(), ended: pending() };
    this.held.set(id, hold);
    hold.ended.promise.then(() => this.held.delete(id));
    return hold;
  }

  async interrupt() {
    this.running?.resolve('interrupted');
  }

  async assign(name, value) {
    this.ran.push(`${name} = ${value}`);
    return { status: 'ok' };
  }

  isStarted(language) {
    return this.started.has(language);
  }

  end() {
    this.started.clear();
  }
}

class FakeView {
  state = 'idle';
  words = '';
  isOutdated = false;
  hasRun = false;
  isInSight = true;
  verdicts = { shown: [], recorded: [] };

  say(state, words = '') {
    Object.assign(this, { state, words });
  }

  outdate(words) {
    this.say('idle', words);
    this.isOutdated = true;
  }

  start() {
    this.say('running');
    this.isOutdated = false;
    return {};
  }

  async finish() {
    this.hasRun = true;
    return false;
  }

  reset() {
    Object.assign(this, new FakeView());
  }

  goOn() {}
}

function opened(...sources) {
  return openedWith({}, ...sources);
}

function openedWith(options, ...sources) {
  const cells = sources.map(([kernel, source, ...tags], position) => new LiveCell({ id: `c${position}`, file: `cell ${position}`, kernel, tags }, source, position, ['boards', 'moves']));
  const session = new FakeSession();
  const views = new Map(cells.map(({ id }) => [id, new FakeView()]));
  const chapter = new Chapter({ cells, views, session, shared: {}, parameters: [{ name: 'boards', value: 24 }, { name: 'moves', value: 30 }], onChange() {}, ...options });
  return { cells, session, chapter, view: (index) => views.get(`c${index}`) };
}

const parameters = ['javascript', 'boards = 24\nmoves = 30', 'parameters'];

test('the same value twice runs once, and all goes on', async () => {
  const { chapter, session, cells } = opened(parameters, ['javascript', 'use(boards)']);
  await Promise.all([chapter.set('boards', 5), chapter.set('boards', 6), chapter.set('boards', 5)]);
  assert.equal(session.ran.filter((each) => each.startsWith('c1')).length, 1);
  assert.equal(await chapter.run(cells[1]), true);
});

/** Storage of a browser while something goes on. @param {(found: () => object | undefined) => unknown} action is given what reads it */
async function withStorage(action) {
  const stored = new Map();
  globalThis.localStorage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, text) => stored.set(key, text), removeItem: (key) => stored.delete(key) };
  try {
    await action(() => [...stored.values()].map((text) => JSON.parse(text))[0]);
  } finally {
    delete globalThis.localStorage;
  }
}

test('what follows from an earlier visit is marked, and what has nothing to do with it is not', () => withStorage((found) => {
  const sources = [parameters, ['javascript', 'a = 1'], ['javascript', 'use(a)'], ['javascript', 'other()'], ['javascript', 'use(moves)']];
  const first = openedWith({ edition: 'first' }, ...sources);
  first.chapter.edit(first.cells[1], 'a = 2');
  first.chapter.set('moves', 7);
  assert.deepEqual(found().marks, { edition: 'first', cells: ['c1', 'c4', 'c2'] }); // what the page marks before it has loaded anything
  const { chapter, view } = openedWith({ kept: found() }, ...sources);
  chapter.restore();
  assert.deepEqual(sources.map((_, index) => view(index).words), ['', 'edited: press Run', 'changed above: press Run', '', 'changed above: press Run']);
}));

test('what is kept is of what the chapter has now', () => withStorage((found) => {
  const kept = { cells: { gone: 'a = 2', c1: 'b = 2' }, parameters: { gone: 5, boards: 5 } };
  globalThis.localStorage.setItem('workbook-edits /book/a.html', JSON.stringify({ ...kept, marks: { edition: 'first', cells: ['c2'] } }));
  openedWith({ edition: 'second', kept, edits: { cells: { c1: 'b = 2' }, parameters: { boards: 5 } } }, parameters, ['javascript', 'b = 1'], ['javascript', 'other()'], ['javascript', 'use(boards, b)']);
  assert.deepEqual(found(), { cells: { c1: 'b = 2' }, parameters: { boards: 5 }, marks: { edition: 'second', cells: ['c1', 'c3'] } });
}));

test('a slider that is back at the notebook\'s value is nobody\'s own, and its value counts', () => withStorage(async (found) => {
  const { chapter, session, view, cells } = opened(parameters, ['javascript', 'use(boards)'], ['javascript', 'use(boards)', 'real-time']);
  await chapter.run(cells[0]);
  await chapter.set('boards', 5);
  assert.ok(view(2).isOutdated);
  await chapter.set('boards', 24);
  assert.deepEqual(session.ran.slice(-2), ['boards = 24', 'c1 use(boards)']);
  assert.equal(chapter.own, '');
  assert.equal(found(), undefined);
  assert.ok(!view(2).isOutdated, 'it shows the recording of that value');
}));

test('a language that a stopped slider did not reach has its value when it runs next', async () => {
  const { chapter, session, cells } = opened(parameters, ['python', 'boards = 24', 'parameters'], ['javascript', 'use(boards)'], ['python', 'use(boards)']);
  await chapter.runAll();
  const { began } = session.hold('c2');
  const slider = chapter.set('boards', 5);
  await began.promise;
  await chapter.stop();
  await slider;
  session.ran.length = 0;
  await chapter.run(cells[3]);
  assert.deepEqual(session.ran, ['c1 boards = 24', 'boards = 5', 'c3 use(boards)']);
});

test('what could not run at all keeps nothing else from running', async () => {
  const { chapter, session, cells } = opened(['javascript', 'a = 1']);
  const execute = session.execute.bind(session);
  session.execute = () => Promise.reject(new Error('no worker'));
  const failed = chapter.run(cells[0]);
  const next = chapter.runAll(); // while the other is on its way
  await assert.rejects(failed, /no worker/);
  session.execute = execute;
  await assert.doesNotReject(next.catch((error) => assert.match(error.message, /no worker/)));
  assert.equal(await chapter.run(cells[0]), true);
});

for (const [what, begin] of [
  ['all', ({ chapter }) => chapter.runAll()],
  ['what another needs', ({ chapter, cells }) => chapter.run(cells[2])],
  ['what a slider concerns', ({ chapter }) => chapter.set('boards', 5)],
]) {
  test(`the cell that runs is known while ${what} runs`, async () => {
    const page = opened(parameters, ['javascript', 'a = boards'], ['javascript', 'use(a)']);
    const { began, ended } = page.session.hold('c1');
    const run = begin(page);
    await began.promise;
    assert.equal(page.chapter.isRunning(page.cells[1]), true);
    ended.resolve('ok');
    await run;
    assert.equal(page.chapter.isRunning(page.cells[1]), false);
  });
}

test('what is typed while a cell runs has not run', async () => {
  const { chapter, session, cells } = opened(['javascript', 'a = 1'], ['javascript', 'use(a)']);
  const { began, ended } = session.hold('c0');
  const run = chapter.run(cells[0]);
  await began.promise;
  chapter.edit(cells[0], 'a = 2');
  ended.resolve('ok');
  await run;
  await chapter.run(cells[1]);
  assert.deepEqual(session.ran, ['c0 a = 1', 'c0 a = 2', 'c1 use(a)']);
});

test('a cell that was stopped when it ran again has not run', async () => {
  const { chapter, session, cells } = opened(['javascript', 'a = 1'], ['javascript', 'use(a)']);
  await chapter.run(cells[0]);
  const { began } = session.hold('c0');
  const run = chapter.run(cells[0]);
  await began.promise;
  await chapter.stop();
  await run;
  await chapter.run(cells[1]);
  assert.deepEqual(session.ran.slice(2), ['c0 a = 1', 'c1 use(a)']);
});

test('what follows from an edited cell is marked when that runs for another', async () => {
  const { chapter, cells, view } = opened(['javascript', 'a = 1'], ['javascript', 'b = a'], ['javascript', 'use(a)']);
  await chapter.runAll();
  chapter.edit(cells[0], 'a = 2');
  await chapter.run(cells[1]);
  assert.deepEqual([1, 2].map((index) => [view(index).isOutdated, view(index).words]), [[false, 'run here'], [true, 'changed above: press Run']]);
});

test('what has run with an edited cell is marked when that is reset; what has not shows what was recorded', async () => {
  const { chapter, cells, view } = opened(['javascript', 'other()'], ['javascript', 'a = 1'], ['javascript', 'b = a'], ['javascript', 'use(a)']);
  chapter.edit(cells[1], 'a = 2');
  await chapter.run(cells[2]);
  assert.equal(view(3).isOutdated, true);
  await chapter.reset(cells[1]);
  assert.deepEqual([0, 2, 3].map((index) => view(index).isOutdated), [false, true, false]);
  await chapter.run(cells[2]);
  assert.equal(view(2).isOutdated, false);
});

test('a cell that fails leaves the others of a slider marked', async () => {
  const { chapter, session, view, cells } = opened(parameters, ['javascript', 'use(boards)'], ['javascript', 'more(boards)'], ['javascript', 'other()']);
  await chapter.runAll();
  const { began, ended } = session.hold('c1');
  const run = chapter.set('boards', 5);
  await began.promise;
  ended.resolve('error');
  await run;
  assert.deepEqual([1, 2, 3].map((index) => view(index).isOutdated), [false, true, false]);
  assert.equal(view(1).state, 'failed');
  await chapter.run(cells[2]);
  assert.equal(view(2).isOutdated, false);
});

test('a press of Run leaves the others of a slider marked', async () => {
  const { chapter, session, view, cells } = opened(parameters, ['javascript', 'other()'], ['javascript', 'use(boards)'], ['javascript', 'more(boards)']);
  await chapter.runAll();
  const { began } = session.hold('c2');
  const run = chapter.set('boards', 5);
  await began.promise;
  await chapter.run(cells[1]);
  await run;
  assert.equal(view(3).isOutdated, true);
});

test('a second slider goes on with what the first had left', async () => {
  const { chapter, session } = opened(parameters, ['javascript', 'use(boards)'], ['javascript', 'use(moves)'], ['javascript', 'more(boards)']);
  await chapter.runAll();
  session.ran = [];
  const { began, ended } = session.hold('c1');
  const first = chapter.set('boards', 5);
  await began.promise;
  const second = chapter.set('moves', 7);
  ended.resolve('ok');
  await Promise.all([first, second]);
  assert.ok(['c2 use(moves)', 'c3 more(boards)'].every((each) => session.ran.includes(each)), session.ran.join());
});

test('a slider that waits does not run when all has been reset', async () => {
  const { chapter, session } = opened(parameters, ['javascript', 'use(boards)']);
  const { began, ended } = session.hold('c1');
  const first = chapter.set('boards', 5);
  await began.promise;
  const second = chapter.set('boards', 6);
  const reset = chapter.resetAll();
  ended.resolve('ok');
  session.ran = [];
  await Promise.all([first, second, reset]);
  await chapter.stop();
  assert.deepEqual(session.ran, []);
  assert.equal(chapter.own, '');
});

test('a C# cell takes values from the other languages, never as text', async () => {
  const source = '#!set --name javascriptRuns --value @javascript:runs\nVerdict(javascriptRuns)';
  const cells = [['javascript', 'runs = play()'], ['csharp', source]].map(([kernel, text], position) => new LiveCell({ id: `c${position}`, file: '', kernel }, text, position, ['boards']));
  const session = new FakeSession();
  session.started.clear();
  const chapter = new Chapter({
    cells, session, views: new Map(cells.map(({ id }) => [id, new FakeView()])), shared: { 'javascript:runs': { boards: 24 } }, parameters: ['boards'], onChange() {},
  });
  await chapter.run(cells[1]);
  assert.deepEqual(session.ran, ['c0 runs = play()', `c1 ${source}`]);
});

test('two tabs keep what is changed in each', () => withStorage(async (found) => {
  const sources = [parameters, ['javascript', 'a = 1'], ['javascript', 'b = 1'], ['javascript', 'use(a, b, boards)']];
  const [one, other] = [opened(...sources), opened(...sources)];
  one.chapter.edit(one.cells[1], 'a = 2');
  await other.chapter.set('boards', 5);
  assert.deepEqual(found(), { cells: { c1: 'a = 2' }, parameters: { boards: 5 } }); // neither knows what all of it concerns
  other.chapter.edit(other.cells[2], 'b = 2');
  other.chapter.edit(other.cells[2], 'b = 1');
  one.chapter.edit(one.cells[1], 'a = 1');
  assert.deepEqual(found(), { cells: {}, parameters: { boards: 5 } });
  await other.chapter.set('boards', 6);
  assert.deepEqual(found().marks.cells, ['c3']);
  await one.chapter.resetAll();
  assert.equal(found(), undefined);
}));

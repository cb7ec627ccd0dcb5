/** What of a chapter a change concerns, and what has to run before a cell. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveCell } from '../../src/live/page/chapter/cell.mjs';
import { given, mentioned, mentions } from '../../src/live/page/chapter/names.mjs';
import { concernedBy, inRealTime, planFor, Ran, reachOf } from '../../src/live/page/chapter/plan.mjs';
import { SharedValues } from '../../src/live/page/chapter/shared-values.mjs';

const giving = [
  ['var boards = 24;        // opponents', ['boards']],
  ['var (twelve, six) = (await LastReply(12), await LastReply(6));', ['twelve', 'six']],
  ['async Task<double> LastReply(int boards) =>\n    (await Play(boards)).Number("x");', ['LastReply']],
  ['record Board(int Number);', ['Board']],
  ['runs["race"] = await Run.PlayAsync(\n    (clock, log) => Race(tasks));', ['runs.race']],
  ['const { a, b } = settings;', ['a', 'b']],
  ['race = async (clock, log) => {\n  let counter = 0;\n};', ['race']],
  ['runs.race = await play(race);', ['runs.race']],
  ['def walk(board):\n    inner = 1', ['walk']],
  ['a, b = 1, 2', ['a', 'b']],
  ['await walk(12)', []],
  ['display(walk)', []],
  ['Console.WriteLine(six >= twelve ? "a" : "b");', []],
  ['#!set --name settings --value @csharp:settings', ['settings']],
  ['x == y', []],
];

giving.forEach(([source, expected]) => test(`gives ${expected.join(' and ') || 'nothing'}: ${source.split('\n')[0]}`, () => {
  const names = given(source);
  expected.forEach((name) => assert.ok(names.has(name), `${name} is not among ${[...names].join(', ')}`));
  if (expected.length === 0) {
    assert.deepEqual([...names], []);
  }
}));

test('what hands all parameters on gives each of them', () => {
  assert.ok(given('Object.assign(globalThis, settings);', ['boards']).has('boards'));
  assert.ok(given('globals().update(settings)', ['boards']).has('boards'));
});

test('a place of a collection is mentioned by its key, or by the whole collection', () => {
  const names = new Set(['runs.race']);
  assert.ok(mentions(mentioned('return runs.race;'), names));
  assert.ok(mentions(mentioned('runs["race"]'), names));
  assert.ok(mentions(mentioned('new Verdicts(spec, runs)'), names));
  assert.ok(!mentions(mentioned('runs["walk"]'), names));
  assert.ok(!mentions(mentioned('runs.walk'), names));
  assert.ok(!mentions(mentioned('embrace'), new Set(['race'])));
});

const cells = (...sources) => sources.map(([kernel, source, tags, staysRecorded], position) => new LiveCell({ id: `c${position}`, file: `cell ${position}`, kernel, tags, staysRecorded }, source, position, ['boards']));
const unknown = () => false;
const javascript = (cell) => new Map([['javascript', cell.position]]);
const idsOf = (plan) => plan.map(({ cell, languages }) => `${cell.id} ${languages.join('+')}`);

test('a cell needs all above it in its languages, and in those from which it takes values', () => {
  const all = cells(
    ['csharp', 'var boards = 24;'],
    ['csharp', '#!import set-up.dib'],
    ['csharp', '#!javascript\n#!set --name boards --value @csharp:boards\nuse(boards)'],
    ['csharp', '#!python\nx = 1'],
    ['csharp', 'var later = boards;'],
    ['csharp', '#!javascript\nboards + 1'],
  );
  const reach = reachOf(all[5], all, unknown);
  assert.deepEqual([...reach].sort(), [['csharp', 2], ['javascript', 5]]);
  assert.deepEqual(idsOf(planFor(all[5], all, new Ran(), reach)), ['c0 csharp', 'c1 csharp+javascript', 'c2 javascript', 'c5 javascript']);
});

test('a value that is known loads no other language', () => {
  const all = cells(['csharp', 'var boards = 24;'], ['csharp', '#!javascript\n#!set --name boards --value @csharp:boards\nboards']);
  assert.deepEqual([...reachOf(all[1], all, () => true).keys()], ['javascript']);
});

test('what has run does not run again until something that it mentions has', () => {
  const all = cells(['javascript', 'a = 1'], ['javascript', 'b = 2'], ['javascript', 'c = a + 1'], ['javascript', 'c']);
  const ran = new Ran();
  all.forEach((cell) => ran.note(cell, 'javascript'));
  const plan = () => idsOf(planFor(all[3], all, ran, javascript(all[3])));
  assert.deepEqual(plan(), ['c3 javascript']);
  ran.note(all[1], 'javascript');
  assert.deepEqual(plan(), ['c3 javascript']);
  all[0].source = 'a = 5';
  assert.deepEqual(plan(), ['c0 javascript', 'c2 javascript', 'c3 javascript']);
  ran.forget('javascript');
  assert.equal(plan().length, 4);
});

test('a change concerns what mentions it, and what mentions that', () => {
  const all = cells(['csharp', 'var boards = 24;'], ['csharp', 'var settings = new { boards };'], ['csharp', 'var other = 1;'], ['csharp', '#!python\n#!set --name settings --value @csharp:settings\nsettings']);
  assert.deepEqual(concernedBy([all[0]], all).map(({ id }) => id), ['c1', 'c3']);
});

test('a question prepares nothing, unless somebody uses what it declares', () => {
  const all = cells(['javascript', 'tried = 1', ['quiz']], ['javascript', '2'], ['javascript', 'tried']);
  assert.deepEqual(idsOf(planFor(all[1], all, new Ran(), javascript(all[1]))), ['c1 javascript']);
  assert.deepEqual(idsOf(planFor(all[2], all, new Ran(), javascript(all[2]))), ['c0 javascript', 'c1 javascript', 'c2 javascript']);
});

test('cells that stay as they were recorded are no part of a plan', () => {
  const all = cells(['javascript', 'a = 1', ['node-only'], true], ['javascript', 'a']);
  assert.deepEqual(idsOf(planFor(all[1], all, new Ran(), javascript(all[1]))), ['c1 javascript']);
});

test('a value that is known makes nothing run again when what gives it has', () => {
  const all = cells(['csharp', 'var boards = 24;'], ['csharp', '#!javascript\n#!set --name boards --value @csharp:boards\nboards'], ['javascript', 'boards + 1']);
  const ran = new Ran();
  all.toReversed().forEach((cell) => cell.languages.forEach((language) => ran.note(cell, language))); // C# at last
  const plan = (isKnown) => idsOf(planFor(all[2], all, ran, javascript(all[2]), { isKnown }));
  ran.note(all[2], 'javascript');
  assert.deepEqual(plan(() => true), ['c2 javascript']);
  assert.deepEqual(plan(unknown), ['c1 javascript', 'c2 javascript']);
});

test('a slider leaves out what runs in real time, and what follows from it', () => {
  const all = cells(
    ['javascript', 'walk = boards'], ['javascript', 'late = await real(walk)', ['real-time']], ['csharp', '#!set --name lateToo --value @javascript:late\nPlot(lateToo)'], ['javascript', 'return walk'],
  );
  const left = inRealTime(all);
  assert.deepEqual([...left].map(({ id }) => id), ['c1', 'c2']);
  assert.deepEqual(idsOf(planFor(all[3], all, new Ran(), reachOf(all[3], all, unknown, left), { left })), ['c0 javascript', 'c3 javascript']);
});

test('values are known that hold parameters alone, as long as nothing in their language is edited, and never in C#', () => {
  const recorded = { 'csharp:settings': { boards: 24 }, 'csharp:boards': 24, 'csharp:scale': 0.5, 'csharp:run': { boards: 24, total: 5 }, 'csharp:nested': { boards: { password: 'x' } } };
  const shared = new SharedValues(recorded, ['boards']);
  const all = cells(['csharp', 'var scale = 0.5;']);
  const known = (to) => ['settings', 'boards', 'scale', 'run', 'nested', 'other'].filter((of) => shared.has({ from: 'csharp', of, to }, all));
  assert.deepEqual([known('javascript'), known('csharp')], [['settings', 'boards'], []]);
  all[0].source = 'var scale = 0.6;';
  assert.deepEqual(known('javascript'), []);
});

for (const [line, name, of] of [
  ['#!set --name runs --value @csharp:all', 'runs', 'all'],
  ['#!set --value @csharp:all --name runs', 'runs', 'all'],
  ['#!set --name runs --value "@c#:all"', 'runs', 'all'],
  ['#!set --name runs --value @csharp:"all"', 'runs', 'all'],
  ['#!set --name=runs --value=@cs:all', 'runs', 'all'],
  ['#!share --from csharp all', 'all', 'all'],
  ['#!share all --from csharp', 'all', 'all'],
  ['#!share all --from csharp --as runs', 'runs', 'all'],
]) {
  test(`a cell takes a value: ${line}`, () => {
    const [cell] = cells(['csharp', `#!js\n${line}\nuse(${name})`]);
    assert.deepEqual(cell.shares, [{ line, name, from: 'csharp', of, to: 'javascript' }]);
    assert.ok(cell.gives.has(name));
  });
}

test('a cell has the languages of its sections, by all their names, and takes nothing that is not whole', () => {
  const [cell] = cells(['csharp', '#!cs\n1\n#!js\n#!set --name x --value "@csharp:x\n#!set --name y --value @input:y\n2']);
  assert.deepEqual([cell.languages, cell.shares], [['csharp', 'javascript'], []]);
  const [text] = cells(['csharp', '#!python\n"""\n#!javascript\n"""']);
  assert.deepEqual(text.languages, ['python']);
});

test('values that are known stand in the cell, the reader\'s own among them', () => {
  const shared = new SharedValues({ 'csharp:settings': { boards: 24, moves: 30 }, 'csharp:boards': 24 }, ['boards']);
  const [one, other] = cells(
    ['javascript', '#!set --name settings --value @csharp:settings\nuse(settings)'], ['python', '#!set --name boards --value @csharp:boards\nuse(boards)'],
  );
  assert.equal(shared.fill(one, one.shares, { boards: 7 }), 'settings = {"boards":7,"moves":30};\nuse(settings)');
  assert.equal(shared.fill(other, other.shares, { boards: 7 }), 'boards = __import__("json").loads("7")\nuse(boards)');
});

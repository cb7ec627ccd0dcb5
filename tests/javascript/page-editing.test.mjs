/** What the page's session answers an editor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PageSession } from '../../src/live/page/session.mjs';
import { FakeWorkers } from './fake-workers.mjs';

test('an editor asks the kernel at the cursor, with everything else blanked out', async () => {
  const workers = new FakeWorkers();
  const session = new PageSession({ start: workers.start });
  const code = 'x\n#!python\n#!time\nab\n';
  const { items } = await session.complete('csharp', code, 21);
  assert.deepEqual(items, [{ text: 'python', kind: 'x' }]);
  const { code: asked, cursor } = workers.last.commands.at(-1);
  assert.deepEqual([asked, cursor], [' \n        \n      \nab\n', 21]);
  assert.deepEqual((await session.complete('csharp', code, 14)).items, [{ text: '#!time', kind: 'keyword' }]); // in a directive
  assert.deepEqual(await session.inspect('csharp', code, 21), { 'text/plain': 'python' });
});

for (const [source, kernel, expected] of [
  ['#!se|', 'csharp', ['#!set']],
  ['#!py|', 'csharp', ['#!python']],
  ['#!lsm|', 'csharp', []], // a page lists no directives
  ['#!set |', 'csharp', ['--name', '--value', '--mime-type', '--byref']],
  ['x\n#!set --name a --v| y', 'python', ['--value']],
  ['#!share --from |', 'csharp', ['csharp', 'javascript', 'python', 'html', 'markdown', 'mermaid', 'value']],
  ['#!set --name a --value @|', 'csharp', ['@csharp:', '@javascript:', '@python:', '@value:', '@input:', '@password:']],
  ['#!set --name a --value @javascript:b|', 'csharp', ['@javascript:boards']],
  ['#!set --name a --value @python:|', 'csharp', []], // it is not loaded, and typing loads nothing
  ['#!connect |', 'csharp', ['--kernel-name', '--kernel-spec', 'jupyter']],
  ['#!import |', 'csharp', ['--file', '../src/javascript/all.js', 'set-up.dib']],
  ['#r "|', 'csharp', ['"../artifacts/lib/AsyncWorkbook.dll"']],
  ['#!value --name a --from-file ../d|', 'csharp', ['../data/p01.json']],
  ['#!nothing |', 'csharp', []],
]) {
  test(`completes in a directive: ${source.replace('\n', ' ')}`, async () => {
    const workers = new FakeWorkers();
    const paths = ['notebooks/set-up.dib', 'artifacts/lib/AsyncWorkbook.dll', 'data/p01.json', 'src/javascript/all.js'];
    const session = new PageSession({ start: workers.start, files: Object.fromEntries(paths.map((path) => [`/book/${path}`, { text: '' }])) });
    await session.prepare('javascript');
    const cursor = source.indexOf('|');
    const code = source.replace('|', '');

    const { start, end, items } = await session.complete(kernel, code, cursor);

    assert.deepEqual(items.map(({ text }) => text), expected);
    assert.deepEqual(code.slice(start, end), /\S*(?=\|)/.exec(source)[0]);
    assert.equal(session.canAnswer(kernel, code, cursor), true);
    assert.equal(session.isStarted('python'), false);
  });
}

test('a directive is explained by how it is written', async () => {
  const session = new PageSession({ start: new FakeWorkers().start });
  assert.deepEqual(await session.inspect('csharp', '#!share x', 3), { 'text/plain': '#!share [--name] NAME --from KERNEL [--as NAME] [--mime-type TYPE]' });
  assert.equal(await session.inspect('csharp', '#!nothing', 3), undefined);
  assert.equal(session.canAnswer('csharp', 'x', 1), false); // its language is not there
});

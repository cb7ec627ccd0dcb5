import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circles, importsOf, modulesIn } from './modules.mjs';

const worker = importsOf(modulesIn('src/workers/javascript'));

test('modules of the worker do not import each other in circles', () => {
  assert.ok(worker.size > 20);
  assert.deepEqual(circles(worker), []);
});

test('every import of the worker within its folder is one of its modules', () => {
  const lost = [...worker].flatMap(([path, names]) =>
    names.filter((name) => !worker.has(name) && /^[^:]*\.mjs$/.test(name)).map((name) => `${path} imports ${name}`));
  assert.deepEqual(lost, []);
});

test('the core of the worker knows no shell and nothing that only a process has', () => {
  const core = [...worker].filter(([path]) => path.startsWith('core/'));
  const ofTheShell = /^(shell\/|(node:)?(child_process|cluster|dgram|fs|http2?|https|inspector|net|process|tls|worker_threads)(\/|$))/;
  assert.ok(core.length > 10);
  assert.deepEqual(core.flatMap(([path, names]) =>
    names.filter((name) => ofTheShell.test(name)).map((name) => `${path} imports ${name}`)), []);
});

test('circles are found however they are closed', () => {
  const imports = importsOf(new Map([
    ['main.mjs', "import './rooms/a.mjs';"],
    ['rooms/a.mjs', "import { b } from './b.mjs';"],
    ['rooms/b.mjs', "export * from '../c.mjs';"],
    ['c.mjs', "const later = async () => { const { a } = await import('./rooms/a.mjs'); };"],
    ['leaf.mjs', "import 'node:fs'; import { c } from './c.mjs';"],
  ]));
  assert.deepEqual(circles(imports), [
    'rooms/a.mjs -> rooms/b.mjs -> c.mjs -> rooms/a.mjs',
    'rooms/b.mjs -> c.mjs -> rooms/a.mjs -> rooms/b.mjs',
    'c.mjs -> rooms/a.mjs -> rooms/b.mjs -> c.mjs',
  ]);
  assert.deepEqual(imports.get('leaf.mjs'), ['node:fs', 'c.mjs']);
});

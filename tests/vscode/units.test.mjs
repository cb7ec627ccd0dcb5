/** What of the extension needs no editor: languages, finding and driving the engine. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as catalog from '../../src/live/page/cells/catalog.mjs';
import { top } from './editor.mjs';

const source = join(top, 'src/vscode');
const scratch = mkdtempSync(join(tmpdir(), 'workbook-vscode-units-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const { build } = createRequire(join(source, 'package.json'))('esbuild');
const modules = ['language', 'locate', 'engine'];
await build({ entryPoints: modules.map((name) => join(source, 'src', `${name}.ts`)), outdir: scratch, bundle: true, platform: 'node', format: 'esm', outExtension: { '.js': '.mjs' } });
const [language, locate, engine] = await Promise.all(modules.map((name) => import(join(scratch, `${name}.mjs`))));

const polyglot = { metadata: { kernelspec: { language: 'C#', name: '.net-csharp' }, language_info: { name: 'polyglot-notebook' }, polyglot_notebook: { kernelInfo: { defaultKernelName: 'csharp' } } } };
const cell = (text, languageId = 'polyglot-notebook', metadata = {}, notebook = polyglot) => ({
  document: { languageId, getText: () => text }, metadata: { metadata }, notebook: { metadata: notebook },
});

test('a cell is in the language of its first line, then the reader\'s choice, then its metadata, then the notebook\'s', () => {
  const inPython = { polyglot_notebook: { kernelName: 'python' } };
  const kernel = (...given) => language.kernelOf(cell(...given));
  assert.equal(kernel('\n#!js\n1', 'python', inPython), 'javascript');
  assert.equal(kernel('1', 'html', inPython), 'html');
  assert.equal(kernel('1', 'polyglot-notebook', inPython), 'python');
  assert.equal(kernel('1', 'polyglot-notebook', { dotnet_interactive: { language: 'c#' } }), 'csharp');
  assert.equal(kernel('#!time\n1'), 'csharp');
  assert.equal(kernel('#!constructor\n1'), 'csharp');
  assert.equal(kernel('1', undefined, {}, { metadata: { polyglot_notebook: { defaultKernelName: 'python' } } }), 'python');
  assert.equal(kernel('1', 'csharp', inPython, { metadata: { kernelspec: { language: 'C#', name: '.net-csharp' } } }), 'python', 'what the editor takes for granted is no choice');
  assert.equal(kernel('1', undefined, {}, {}), 'csharp');
  const odd = { kernelspec: [], polyglot_notebook: null, dotnet_interactive: 'x', language_info: 1 };
  assert.equal(kernel('1', undefined, odd, { metadata: odd }), 'csharp', 'metadata of any shape');
});

test('only notebooks that say so are ours', () => {
  const isOurs = (notebookType, metadata) => language.isOurs({ notebookType, metadata });
  assert.ok(isOurs('jupyter-notebook', polyglot));
  assert.ok(isOurs('jupyter-notebook', { metadata: { kernelspec: { name: '.net-csharp' } } }));
  assert.ok(isOurs('async-workbook-dib', {}));
  assert.ok(!isOurs('jupyter-notebook', { metadata: { kernelspec: { name: 'python3', language: 'python' } } }));
  assert.ok(!isOurs('jupyter-notebook', {}));
  assert.ok(!isOurs('interactive', polyglot));
  assert.ok(!language.isOurs(undefined));
});

test('a change of language changes first line and metadata together', () => {
  const changed = language.withKernel(cell('\n#!python\nx = 1', 'python', { tags: ['a'], vscode: { languageId: 'python' } }), 'javascript');
  assert.equal(changed.text, '#!javascript\nx = 1');
  assert.deepEqual(changed.metadata.metadata, { tags: ['a'], dotnet_interactive: { language: 'javascript' }, polyglot_notebook: { kernelName: 'javascript' } });
  assert.equal(language.withKernel(cell('#!python\nx'), 'csharp').text, 'x', 'the notebook\'s own language needs no line');
  assert.equal(language.withKernel(cell('x'), 'python').text, '#!python\nx');
});

test('the engine is the setting\'s, the repository\'s, the tool, or the extension\'s, in that order', () => {
  const place = (...parts) => {
    const file = join(scratch, ...parts);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    return file;
  };
  const repository = join(scratch, 'repository');
  place('repository', 'workbook');
  place('repository', 'src', 'publish.proj');
  place('elsewhere', 'workbook'); // a program called so is not yet the workbook's
  const extension = join(scratch, 'extension');
  place('extension', 'engine', 'workbook.dll');
  const bin = dirname(place('bin', 'workbook'));
  const dotnet = place('sdk', 'dotnet');
  const find = (setting, notebook, workspaces, PATH) => locate.findEngine(setting, notebook, workspaces, extension, { PATH, HOME: scratch });
  assert.equal(find('/my/own', repository, [repository], bin).program, '/my/own');
  assert.equal(find('', join(repository, 'notebooks'), [join(repository, 'notebooks'), repository], bin).program, join(repository, 'workbook'));
  assert.equal(find('', join(repository, 'a', 'b'), [scratch], bin).program, join(repository, 'workbook'), 'a folder above the notebook, within the one that is open');
  assert.equal(find('', join(repository, 'notebooks'), [join(repository, 'notebooks')], bin).program, join(bin, 'workbook'), 'what is above the folder that is open is nobody\'s word');
  assert.equal(find('', join(scratch, 'elsewhere'), [join(scratch, 'elsewhere')], bin).kind, 'the tool that is installed');
  assert.deepEqual(find('', scratch, [], dirname(dotnet)), { program: dotnet, args: [join(extension, 'engine', 'workbook.dll')], kind: 'inside the extension' });
});

const workbook = join(top, 'artifacts/workbook/workbook');

test('a cell can name the kernels that the engine has, by all their names, and the grammar knows them', async (t) => {
  const asked = new engine.Engine({ program: workbook, args: [], kind: '' }, () => {}, () => {});
  t.after(() => asked.dispose());
  const { kernels } = await asked.ask('open', { start: [] });
  const plain = ({ name, displayName, aliases }) => ({ name, displayName, aliases });
  assert.deepEqual(catalog.kernels.map((kernel) => ({ ...plain(kernel), language: kernel.kind === 'language' })), kernels.map((kernel) => ({ ...plain(kernel), language: kernel.language })));

  const every = kernels.flatMap(({ name, aliases }) => [name, ...aliases]);
  const names = (pattern) => /#!\(\?:([^)]*)\)/.exec(pattern)[1].split('|').sort();
  const grammar = JSON.parse(readFileSync(join(source, 'syntaxes/polyglot-notebook.tmLanguage.json'), 'utf8')).patterns;
  const blocks = grammar.slice(0, -1); // the last is of cells that name none
  assert.ok(grammar.every(({ end }) => isDeepStrictEqual(names(end), every.toSorted())));
  assert.deepEqual(names(grammar.at(-1).begin), every.toSorted());
  assert.deepEqual(blocks.flatMap(({ begin }) => names(begin)).sort(), every.toSorted());
  const { embeddedLanguages } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).contributes.grammars[0];
  for (const { begin, contentName } of blocks.filter((block) => block.contentName)) {
    const { name, aliases } = kernels.find((kernel) => kernel.name === embeddedLanguages[contentName]);
    assert.deepEqual(names(begin), [name, ...aliases].sort());
  }
});

test('the extension stays small: what a front does for its editor, and no more', () => {
  const files = readdirSync(join(source, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts') && name !== 'colours.ts'); // that is grammar
  const lines = files.map((name) => readFileSync(join(source, 'src', name), 'utf8').trimEnd().split('\n').length);
  assert.ok(lines.reduce((sum, each) => sum + each, 0) < 1200, `${lines.reduce((sum, each) => sum + each, 0)} lines`);
});

function fake(script) {
  const program = join(scratch, `fake-${Math.random()}`);
  writeFileSync(program, `#!/usr/bin/env node\n${script}`);
  chmodSync(program, 0o755);
  return { program, args: [], kind: 'from the settings' };
}

/** What stands behind the reason where an engine is of no use from the start. */
const advice = ({ program }) => `Its program is ${program} (from the settings).\nMend that and run the cell again; the output "Async workbook" has all that it said.`;

test('the engine is asked and answers, and its end is told to all who wait', async () => {
  const command = fake(`
    console.error('Building');
    require('readline').createInterface(process.stdin).on('line', (line) => {
      const { id, type } = JSON.parse(line);
      if (type === 'list') console.log(JSON.stringify({ type: 'variables', parent: id, variables: [] }));
      if (type === 'share') console.log(JSON.stringify({ type: 'failed', parent: id, message: 'there is no x' }));
      if (type === 'execute') { console.error('out of memory'); process.exit(3); }
    });`);
  const said = [];
  const asked = new engine.Engine(command, () => {}, (line) => said.push(line));
  assert.deepEqual((await asked.ask('list', { kernel: 'python' })).variables, []);
  await assert.rejects(asked.ask('share'), { message: 'there is no x' });
  const end = `the engine ended (exit code 3)\nBuilding\nout of memory\n${advice(command)}`;
  await assert.rejects(asked.ask('execute'), { message: end });
  assert.ok(!asked.isAlive);
  assert.deepEqual(said, ['Building', 'out of memory', end]);
  assert.throws(() => asked.send('interrupt'), { message: /^the engine ended/ });
});

test('an engine that cannot open the notebook says why to all who wait, and ends', async () => {
  const command = fake(`
    process.stdin.once('data', () => console.log(['{"type":"failed","parent":"1","message":"there is no folder /x."}',
      '{"type":"failed","parent":"2","message":"\\\\"execute\\\\" comes before \\\\"open\\\\"."}'].join('\\n'))).on('end', () => console.error('ends'));`);
  const [heard, said] = [[], []];
  let end;
  const ended = new Promise((resolve) => { end = resolve; });
  const asked = new engine.Engine(command, () => {}, (line) => {
    said.push(line);
    if (line === 'ends') {
      end();
    }
  });
  const opened = asked.ask('open', { folder: '/x' });
  asked.send('execute', {}, (event) => heard.push(event));
  const message = `the engine cannot open the notebook: there is no folder /x.\n${advice(command)}`;
  await assert.rejects(opened, { message });
  await ended;
  assert.deepEqual(heard, [{ type: 'failed', parent: '2', message }]);
  assert.deepEqual(said, [message, 'ends']);
});

test('of an engine that was ready and ends, the variables are gone', async () => {
  const command = fake(`
    process.stdin.once('data', () => { console.log('{"type":"opened","parent":"1"}'); process.exitCode = 3; process.stdin.destroy(); });`);
  const asked = new engine.Engine(command, () => {}, () => {});
  await asked.ask('open');
  await assert.rejects(asked.ask('execute'), { message: 'the engine ended (exit code 3)\nIts variables are gone; the next cell that you run starts another.' });
});

test('a line that is no event, and a hearer that fails, take nothing from the others', async () => {
  const command = fake(`
    process.stdin.once('data', () => console.log(['{"type":"started","parent":"1"}', 'no JSON', 'null', '{"type":"listed","parent":"2"}'].join('\\n')));
    process.stdin.resume();`);
  const said = [];
  const asked = new engine.Engine(command, () => {}, (line) => said.push(line));
  asked.send('execute', {}, ({ type }) => assert.notEqual(type, 'started', 'nobody can take it'));
  assert.equal((await asked.ask('list')).type, 'listed');
  assert.equal(said.length, 3);
  assert.match(said[0], /nobody can take it/);
  assert.match(said[1], /: no JSON$/);
  await asked.dispose();
});

test('what a shell starts is in quotes, and nothing else is', () => {
  const inShell = locate.invocation('C:\\My Tools\\workbook.cmd', ['new', 'a & b', 'say "x"'], true);
  assert.deepEqual(inShell, { file: '"C:\\My Tools\\workbook.cmd"', words: ['"new"', '"a & b"', '"say ""x"""'], shell: true });
  assert.deepEqual(locate.invocation('/my tools/workbook', ['a b'], false), { file: '/my tools/workbook', words: ['a b'], shell: false });
});

test('an engine that does not start says so', async () => {
  const missing = new engine.Engine({ program: join(scratch, 'none'), args: [], kind: '' }, () => {}, () => {});
  await assert.rejects(missing.ask('open'), /^Error: the engine did not start: spawn .*none ENOENT/);
});

test('an engine that is asked to end ends, and is killed if it does not', async () => {
  const deaf = fake('process.stdin.resume(); setInterval(() => {}, 1000);');
  const said = [];
  const kept = new engine.Engine(deaf, () => {}, (line) => said.push(line));
  await kept.dispose();
  assert.ok(!kept.isAlive);
  assert.deepEqual(said, []);
});

/** What of the extension needs no editor: languages, .dib, parameters, finding and driving the engine. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { top } from './editor.mjs';

const source = join(top, 'src/vscode');
const scratch = mkdtempSync(join(tmpdir(), 'workbook-vscode-units-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const { build } = createRequire(join(source, 'package.json'))('esbuild');
const modules = ['language', 'dib', 'values', 'locate', 'engine'];
await build({ entryPoints: modules.map((name) => join(source, 'src', `${name}.ts`)), outdir: scratch, bundle: true, platform: 'node', format: 'esm', outExtension: { '.js': '.mjs' } });
const [language, dib, values, locate, engine] = await Promise.all(modules.map((name) => import(join(scratch, `${name}.mjs`))));

const polyglot = { metadata: { kernelspec: { language: 'C#', name: '.net-csharp' }, language_info: { name: 'polyglot-notebook' }, polyglot_notebook: { kernelInfo: { defaultKernelName: 'csharp' } } } };
const cell = (text, languageId = 'polyglot-notebook', metadata = {}) => ({ text, languageId, metadata: { metadata } });

test('a cell is in the language of its first line, then the reader\'s choice, then its metadata, then the notebook\'s', () => {
  const inPython = { polyglot_notebook: { kernelName: 'python' } };
  assert.equal(language.kernelOf(cell('\n#!js\n1', 'python', inPython), polyglot), 'javascript');
  assert.equal(language.kernelOf(cell('1', 'html', inPython), polyglot), 'html');
  assert.equal(language.kernelOf(cell('1', 'polyglot-notebook', inPython), polyglot), 'python');
  assert.equal(language.kernelOf(cell('1', 'polyglot-notebook', { dotnet_interactive: { language: 'c#' } }), polyglot), 'csharp');
  assert.equal(language.kernelOf(cell('#!time\n1'), polyglot), 'csharp');
  assert.equal(language.kernelOf(cell('1'), { metadata: { polyglot_notebook: { defaultKernelName: 'python' } } }), 'python');
  assert.equal(language.kernelOf(cell('1', 'csharp', inPython), { metadata: { kernelspec: { language: 'C#', name: '.net-csharp' } } }), 'python', 'what the editor takes for granted is no choice');
  assert.equal(language.kernelOf(cell('1'), {}), 'csharp');
});

test('only notebooks that say so are ours', () => {
  assert.ok(language.isWorkbook('jupyter-notebook', polyglot));
  assert.ok(language.isWorkbook('jupyter-notebook', { metadata: { kernelspec: { name: '.net-csharp' } } }));
  assert.ok(language.isWorkbook('async-workbook-dib', {}));
  assert.ok(!language.isWorkbook('jupyter-notebook', { metadata: { kernelspec: { name: 'python3', language: 'python' } } }));
  assert.ok(!language.isWorkbook('jupyter-notebook', {}));
});

test('a change of language changes first line and metadata together', () => {
  const changed = language.withKernel(cell('\n#!python\nx = 1', 'python', { tags: ['a'], vscode: { languageId: 'python' } }), polyglot, 'javascript');
  assert.equal(changed.text, '#!javascript\nx = 1');
  assert.deepEqual(changed.metadata.metadata, { tags: ['a'], dotnet_interactive: { language: 'javascript' }, polyglot_notebook: { kernelName: 'javascript' } });
  assert.equal(language.withKernel(cell('#!python\nx'), polyglot, 'csharp').text, 'x', 'the notebook\'s own language needs no line');
  assert.equal(language.withKernel(cell('x'), polyglot, 'python').text, '#!python\nx');
});

for (const [name, text] of [
  ['nothing', ''], ['empty lines', '\n\n'], ['a cell without a name', '1 + 1\n'], ['no line end', '#!csharp\n1'],
  ['several languages', '#!meta\n\n{"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp"},{"name":"fsharp","aliases":["f#"]}]}}\n\n#!markdown\n\n# Title\n\n#!csharp\n\nvar x = 1;\n\n\n\n#!python\nprint(1)\n#!f#\n\nlet y = 1\n'],
  ['Windows', '\uFEFF#!csharp\r\n\r\nvar x = 1;\r\n\r\n#!python\r\n\r\nx = 1\r\n'],
  ['JSON that is none', '#!meta\n{\n#!csharp\n1\n'], ['empty cells', '#!python\n\n#!csharp\n\n1\n\n#!html\n\n'],
  ['directives', '#r "nuget: A, 1"\n#!time\n1\n#!share x --from python\n'],
]) {
  test(`a .dib that nobody has changed is written as it was: ${name}`, () => {
    const file = dib.readDib(text);
    assert.equal(dib.writeDib(file, file.cells), text);
  });
}

test('every .dib of the book is written as it was', () => {
  const files = readdirSync(join(top, 'notebooks')).filter((name) => name.endsWith('.dib'));
  assert.ok(files.length > 0);
  for (const name of files) {
    const text = readFileSync(join(top, 'notebooks', name), 'utf8');
    const file = dib.readDib(text);
    assert.equal(dib.writeDib(file, file.cells), text);
  }
});

test('the cells of a .dib are shown with the line that names their language, those in the file\'s own without', () => {
  const file = dib.readDib('#!markdown\n\n# Title\n\n#!csharp\n\nvar x = 1;\n\n#!js\n\nlet y;\n');
  assert.deepEqual(file.cells.map(({ kind, text }) => [kind, text]), [['markdown', '# Title'], ['code', 'var x = 1;'], ['code', '#!js\nlet y;']]);
});

test('a .dib changes where the reader has changed it, and nowhere else', () => {
  const file = dib.readDib('first\n\n#!python\n\nx   =  1\n\n\n#!csharp\n\nlast');
  const [first, second, third] = file.cells;
  assert.equal(dib.writeDib(file, [{ ...first, text: 'changed' }, second, third]), '#!csharp\n\nchanged\n\n#!python\n\nx   =  1\n\n\n#!csharp\n\nlast');
  assert.equal(dib.writeDib(file, [second, first, third]), '#!python\n\nx   =  1\n\n\n#!csharp\n\nfirst\n\n#!csharp\n\nlast', 'a cell that is no longer the first needs its name');
  assert.equal(dib.writeDib(file, [first, { kind: 'code', text: '#!js\nlet y;', metadata: {} }, { kind: 'markdown', text: 'Prose', metadata: {} }, third]),
    'first\n\n#!js\n\nlet y;\n\n#!markdown\n\nProse\n\n#!csharp\n\nlast');
  assert.equal(dib.writeDib(file, [third, { kind: 'code', text: '1', metadata: {} }]), '#!csharp\n\nlast\n\n#!csharp\n\n1\n');
  assert.equal(dib.writeDib(file, []), '');
});

test('what #!meta keeps of the cells is theirs', () => {
  const meta = { kernelInfo: { defaultKernelName: 'csharp' }, workbook: { cells: [{ digest: 'x', cell: { metadata: { tags: ['parameters'] } } }] } };
  assert.deepEqual(dib.readDib(`#!meta\n${JSON.stringify(meta)}\n#!csharp\n1\n`).cells[0].metadata, { tags: ['parameters'] });
});

test('values of parameters are typed as after -p', () => {
  assert.deepEqual(values.parseValues('boards=12 name="Ada Lovelace"  url=a=b'), { boards: '12', name: '"Ada Lovelace"', url: 'a=b' });
  assert.equal(values.parseValues('boards 12'), '"boards" should be name=value');
  assert.deepEqual(values.parseValues(''), {});
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
  assert.deepEqual(find('', scratch, [], dirname(dotnet)), { program: dotnet, args: [join(extension, 'engine', 'workbook.dll')], kind: 'inside the extension', needsShell: false });
});

function fake(script) {
  const program = join(scratch, `fake-${Math.random()}`);
  writeFileSync(program, `#!/usr/bin/env node\n${script}`);
  chmodSync(program, 0o755);
  return { program, args: [], kind: '', needsShell: false };
}

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
  const ended = [];
  const asked = new engine.Engine(command, scratch, { asked() {}, said: (line) => said.push(line), ended: (reason) => ended.push(reason) });
  assert.deepEqual((await asked.ask('list', { kernel: 'python' })).variables, []);
  await assert.rejects(asked.ask('share'), { name: 'EngineError', message: 'there is no x' });
  await assert.rejects(asked.ask('execute'), { message: 'the engine ended (exit code 3)\nBuilding\nout of memory' });
  assert.ok(!asked.isAlive);
  assert.equal(ended.length, 1);
  assert.deepEqual(said, ['Building', 'out of memory']);
  assert.throws(() => asked.send('interrupt', {}), { name: 'EngineError' });
});

test('an engine that does not start says so', async () => {
  const missing = new engine.Engine({ program: join(scratch, 'none'), args: [], kind: '', needsShell: false }, scratch, { asked() {}, said() {}, ended() {} });
  await assert.rejects(missing.ask('open'), /^EngineError: the engine did not start: spawn .*none ENOENT/);
});

test('an engine that is asked to end ends, and is killed if it does not', async () => {
  const deaf = fake('process.stdin.resume(); setInterval(() => {}, 1000);');
  const ended = [];
  const kept = new engine.Engine(deaf, scratch, { asked() {}, said() {}, ended: (reason) => ended.push(reason) });
  await kept.dispose();
  assert.ok(!kept.isAlive);
  assert.deepEqual(ended, []);
});

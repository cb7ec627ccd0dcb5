/** What a cell declares, found without a parser, is what the parser finds; where that is not plain, nothing is said. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { declaredNames } from '../../src/workers/javascript/core/submissions/declarations.mjs';
import { parsed } from '../../src/workers/javascript/core/submissions/reading/parser.mjs';
import { quickNames } from '../../src/workers/javascript/core/submissions/reading/quick-names.mjs';

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const sorted = (names) => [...names].map(([name, kind]) => `${kind} ${name}`).sort();

for (const [code, ...names] of [
  ['const a = 1, b = [2, 3], c = { d: 4 };', 'const a', 'const b', 'const c'],
  ['let { a, b: c, d = f(1, 2), e: { g }, [h]: i, ...j } = x, [k, , l = 1, ...m] = y', ...'acdgijklm'.replace('', '').split('').map((name) => `let ${name}`)],
  ['let a = 1\nb, c', 'let a'],
  ['let a = f\n(b, c)\nlet d', 'let a', 'let d'],
  ['const f = async (x) => {\n  var inner;\n}\n;[a, b] = [1, 2]', 'const f'],
  ['for (var i = 0, n = 3; i < n; i++) { var x; let y; const z = 1 }', 'var i', 'var n', 'var x'],
  ['for (const a of b) {}', ''],
  ['if (x) { var a } else try { var b } catch ({ message }) { var c } finally { var d }', 'var a', 'var b', 'var c', 'var d'],
  ['function f() { var a }\nasync function* g() {}\nclass A extends B { static x = 1; m() { var y } }', 'function f', 'function g', 'class A'],
  ['x = function f() {}\ny = class A {}\nz = async function g() {}', ''],
  ['x\nfunction f() {}', 'function f'],
  ['`${(() => { var a; return `}` })()}`; let b', 'let b'],
  ["'}'; /* { */ // {\nlet a", undefined], // it may be a directive
  ['a = /[/}]/.test(b) ? 1 / 2 / c : (d) / 3; let e', 'let e'],
  ['if (a) /}/.test(b); let c', 'let c'],
  ['a.let.var.class.function; b?.const; let c', 'let c'],
  ['let a = b\n!= c, d = 1', undefined],
  ['let a = function ()\n{}, b = 1', undefined],
  ['let f = a\n? () => {}\n: b, c = 1', undefined],
  ['let x = 1\nof(y), z', undefined],
  ['x = { catch(f) { var r } }', undefined],
  ['foo({ then(a) {}, catch(f) { var r = 1; return r } })', undefined],
  ['x = { get if() { var r } }', undefined],
  ['try { f() } catch (e) { if (e) { var r } }', 'var r'],
  ['l: let\nh = 1', undefined],
  ['debugger\nfunction f() {}', undefined],
  ['do ; while(x) function f() {}', undefined],
  ['var a = yield\nb = 1, c = 2', undefined],
  ['let t = new.target', undefined],
  ['const el = { class: "a" };\nfor (const a of b) { if (a) { var d = 1; } }', 'const el', 'var d'],
  ['x = { var: 1, class: 2, function: 3, let: 4 }; let a', 'let a'],
  ['do { var a } while (b)\nlet c', 'var a', 'let c'],
  ['let a = b++\n[], c', undefined],
  ['let a = b--\n(c), d', undefined],
  ['let a = b++\nlet c', 'let a', 'let c'],
  ['return let[[a]]', undefined],
  ['import a from "b"', undefined],
  ['const { a } = await import("b")', 'const a'],
  ['export const a = 1', undefined],
  ["'use strict'; let a", undefined],
  ['{} /a/', undefined],
  ['new.target', undefined],
  ['} let a; {', undefined],
  ['let a = (', undefined],
  ['let a = `', undefined],
  ['let a = "', undefined],
  ['if (a)\nfunction f() {}', undefined],
  ['f()\n{ var a }', undefined],
  ['using a = b', undefined],
  ['a <!-- b', undefined],
  ['', ''],
]) {
  test(`names of: ${code.replaceAll('\n', '⏎')}`, () => {
    const found = quickNames(code);
    assert.deepEqual(found && sorted(found), names[0] === undefined ? undefined : names.filter((name) => name !== '').sort());
    if (found) {
      assert.deepEqual(sorted(found), sorted(declaredNames(parsed(code))));
    }
  });
}

/** Cells of the book, and all scripts of this project, whole and cut off at every tenth line. */
function* texts() {
  const notebooks = join(top, 'notebooks');
  for (const file of readdirSync(notebooks).filter((name) => name.endsWith('.ipynb'))) {
    for (const cell of JSON.parse(readFileSync(join(notebooks, file), 'utf8')).cells.filter(({ metadata }) => metadata.polyglot_notebook?.kernelName === 'javascript')) {
      yield [`${file}, ${cell.id}`, [cell.source].flat().join('').replaceAll(/^#!.*$/gm, '')];
    }
  }
  for (const folder of ['src/javascript', 'src/live', 'src/workers/javascript', 'src/page', 'src/AsyncWorkbook.Engine/Html/assets', 'tests/javascript']) {
    for (const entry of readdirSync(join(top, folder), { recursive: true, withFileTypes: true }).filter(({ name }) => /\.m?js$/.test(name))) {
      const lines = readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll(/^(?:import\b[^;]*;|export (?=const|let|class|function|async))/gm, '').split('\n');
      for (let end = lines.length; end > 0; end -= 10) {
        yield [`${entry.name} to line ${end}`, lines.slice(0, end).join('\n')];
      }
    }
  }
}

function programOf(code) {
  try {
    return parsed(code);
  } catch {
    return undefined; // it is cut off
  }
}

test('the parser finds the same in all code of the book and of this project', () => {
  let count = 0;
  for (const [what, code] of texts()) {
    const found = quickNames(code);
    const program = programOf(code);
    if (found && !program) {
      assert.throws(() => new vm.Script(`(async function () {\n${code}\n})`), SyntaxError, what); // then the parser is asked all the same
    } else if (found) {
      count++;
      assert.deepEqual(sorted(found), sorted(declaredNames(program)), what);
    }
  }
  assert.ok(count > 300, `${count}`);
});

test('the library of the book takes no parser', () => {
  ['async-workbook.js', 'chess-simul.js'].forEach((name) => assert.ok(quickNames(readFileSync(join(top, 'src', 'javascript', name), 'utf8')), name));
});

for (const [what, code] of [
  ['comments', `${'// c\n'.repeat(2_000_000)}let a`],
  ['a template', `let a = \`${'x'.repeat(20_000_000)}\``],
  ['a text', `let a = '${'x'.repeat(20_000_000)}'`],
  ['an expression', `let a = /${'x'.repeat(20_000_000)}/`],
]) {
  test(`what is too long to be read at a glance is the parser's: ${what}`, () => {
    const found = quickNames(code);
    assert.ok(found === undefined || sorted(found).join() === 'let a');
    assert.deepEqual(sorted(declaredNames(parsed(code))), ['let a']);
  });
}

test('what is nested too deep to be read at a glance is the parser\'s', () => {
  assert.equal(quickNames(`let ${'['.repeat(100_000)}a${']'.repeat(100_000)} = x`), undefined);
});

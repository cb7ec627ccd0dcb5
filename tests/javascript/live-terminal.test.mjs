/** What is printed reads as on a terminal, whole or in pieces, and costs what is new. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { plain, Terminal } from '../../src/live/page/output/terminal.mjs';

/** As much of a document as a terminal needs; it counts the characters that are drawn. */
class FakeElement {
  nodes = [];

  setAttribute() {}

  append(...nodes) {
    nodes.forEach((each) => {
      const node = typeof each === 'string' ? new FakeText(each) : each;
      node.remove = () => this.nodes.splice(this.nodes.indexOf(node), 1);
      this.nodes.push(node);
    });
  }

  get html() {
    const inner = this.nodes.map(({ html }) => html).join('');
    return this.className ? `<span class="${this.className}">${inner}</span>` : inner;
  }
}

class FakeText {
  static drawn = 0;

  constructor(text) {
    this.html = text;
    FakeText.drawn += text.length;
  }
}

globalThis.document = { createElement: () => new FakeElement(), createTextNode: (text) => new FakeText(text) };
FakeElement.prototype.className = '';

function printed(...texts) {
  const place = new FakeElement();
  const terminal = new Terminal(place);
  texts.forEach((text) => terminal.print(text));
  return place.html;
}

test('a print may change its colour more often than a call takes arguments', () => {
  assert.equal(printed('\u001b[31m#\u001b[32m#'.repeat(100_000)).length, 200_000 * '<span class="ansi-red">#</span>'.length + 100_000 * 2);
});

/** Two runs of one style read as one. */
function joined(html) {
  const next = html.replace(/<span class="([^"]*)">([^<]*)<\/span><span class="\1">/, '<span class="$1">$2');
  return next === html ? html : joined(next);
}

for (const { name, printed: text, html } of JSON.parse(readFileSync(new URL('../cells/terminal.json', import.meta.url), 'utf8'))) {
  test(`${name} read as on a terminal`, () => {
    assert.equal(printed(text), html);
  });

  test(`${name} read the same in pieces`, () => {
    const pieces = Array.from({ length: text.length + 1 }, (_, cut) => joined(printed(text.slice(0, cut), text.slice(cut))));
    assert.deepEqual([...new Set(pieces)], [html]);
    assert.equal(joined(printed(...text.split(''))), html);
  });

  test(`${name} have their text without colours`, () => {
    assert.equal(plain(text), html.replaceAll(/<[^>]*>/g, ''));
  });
}

test('half a character is shown, and whole when the other half comes', () => {
  assert.equal(printed('a\ud83d'), 'a\ud83d');
  assert.equal(printed('a\ud83d', '\ude00b'), 'a\u{1f600}b');
  const place = new FakeElement();
  const terminal = new Terminal(place);
  ['a', '\ud83d', '\ude00'].forEach((text) => terminal.print(text));
  assert.ok(place.nodes.some(({ html }) => html.includes('\u{1f600}')), 'in one node');
});

for (const [what, start, end] of [['a title', '\u001b]0;', '\u0007'], ['a title with another end', '\u001b]0;', '\u001b\\'], ['a sequence', '\u001b[', 'J'], ['a sequence of blanks', '\u001b[3', 'm'], ['a designation', '\u001b(', 'B']]) {
  test(`${what} may be long, and come in pieces`, () => {
    const middle = what.includes('blanks') || what === 'a designation' ? ' '.repeat(5000) : '1'.repeat(5000);
    for (const pieces of [[start + middle, `${end}x`], [start, middle, end, 'x'], [start + middle, end[0], `${end.slice(1)}x`]]) {
      assert.equal(printed('a', ...pieces), 'ax');
    }
  });

  test(`${what} that never ends costs what is new`, () => {
    const piece = (what.includes('blanks') || what === 'a designation' ? ' ' : '1').repeat(10);
    const read = RegExp.prototype.exec;
    let characters = 0;
    RegExp.prototype.exec = function (text) {
      characters += `${text}`.length;
      return read.call(this, text);
    };
    try {
      printed(start, ...Array.from({ length: 1000 }, () => piece));
    } finally {
      RegExp.prototype.exec = read;
    }
    assert.ok(characters < 1000 * piece.length * 5, `${characters}`);
  });
}

for (const [what, line] of [['lines', 'a line\n'], ['one long line', '.'], ['coloured words', '\u001b[31mred\u001b[0m ']]) {
  test(`many prints of ${what} draw each character once`, () => {
    FakeText.drawn = 0;
    const prints = 2000;
    const html = printed(...Array.from({ length: prints }, () => line));
    assert.equal(FakeText.drawn, html.replaceAll(/<[^>]*>/g, '').length);
  });
}

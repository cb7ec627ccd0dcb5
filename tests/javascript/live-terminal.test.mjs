/** What is printed reads as on a terminal, whole or in pieces, and costs what is new. */
import assert from 'node:assert/strict';
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
    return this.className ? `<${this.className}>${inner}</>` : inner;
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
  assert.equal(printed('\u001b[31m#\u001b[32m#'.repeat(100_000)).length, 200_000 * '<ansi-red>#</>'.length + 100_000 * 2);
});

for (const [what, text, html] of [
  ['plain lines', 'one\ntwo\n', 'one\ntwo\n'],
  ['Windows line ends', 'one\r\ntwo\r\n', 'one\ntwo\n'],
  ['a progress bar', '10 %\r50 %\r100 %\ndone', '100 %\ndone'],
  ['a shorter text over a longer one', 'abcdef\rxy', 'xycdef'],
  ['an erased line', 'abcdef\r\u001b[Kxy', 'xy'],
  ['a backspace', 'abd\bc', 'abc'],
  ['a colour', 'a\u001b[31mred\u001b[0mb', 'a<ansi-red>red</>b'],
  ['a bold colour over lines', '\u001b[1;32mone\ntwo\u001b[0m', '<ansi-green ansi-bold>one</>\n<ansi-green ansi-bold>two</>'],
  ['a colour of 256', '\u001b[38;5;9mx', '<ansi-red>x</>'],
  ['what else terminals are told', '\u001b]0;title\u0007\u001b[2Jx\u0000y', 'xy'],
  ['a character of two units', 'a\u{1f600}b', 'a\u{1f600}b'],
]) {
  test(`${what} read as on a terminal`, () => {
    assert.equal(printed(text), html);
  });

  test(`${what} read the same in pieces`, () => {
    const pieces = Array.from({ length: text.length + 1 }, (_, cut) => printed(text.slice(0, cut), text.slice(cut)).replaceAll(/<\/><[^>]*>/g, ''));
    assert.deepEqual([...new Set(pieces)], [html.replaceAll(/<\/><[^>]*>/g, '')]);
    assert.equal(printed(...text.split('')).replaceAll(/<\/><[^>]*>/g, ''), html.replaceAll(/<\/><[^>]*>/g, ''));
  });

  test(`${what} have their text without colours`, () => {
    assert.equal(plain(text), html.replaceAll(/<[^>]*>/g, ''));
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

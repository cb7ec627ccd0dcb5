/** What a page's worker prints without Node's own source, and when it needs that. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import util from 'node:util';
import { format, inspect, inspectionScript } from '../../src/live/javascript/node/inspect.mjs';

let loaded;

beforeEach(() => {
  loaded = 0;
  inspectionScript.loadWith(() => {
    loaded++;
    globalThis.workbookInspection = { format: util.format, inspect: util.inspect };
  });
});

const plain = ['', 'text', '100 %', '~!@#$^&*()[]{}<>|/?', 0, -0, 1.5, 1e21, NaN, -Infinity, 12n, true, false, null, undefined];
const others = [
  "it's", 'a\\b', 'two\nlines', '"', 'é', '\u0001', 'x'.repeat(61), 'x '.repeat(100), [], [1, 'a'], {}, { a: { b: [1] } }, new Map([[1, 2]]), Symbol('s'), () => 1,
  class A {}, new Date(0), /a/g, new Error('e').message, Object.create(null),
];

test('texts and numbers need nothing, and read as in Node', () => {
  plain.forEach((value) => {
    assert.equal(inspect(value), util.inspect(value));
    assert.equal(format('of', value, value), util.format('of', value, value));
    assert.equal(format(value), util.format(value));
    assert.equal(format("it's %d"), util.format("it's %d"));
  });
  assert.equal(format(), '');
  assert.equal(loaded, 0);
});

test('everything else is shown by Node\'s own source, which is loaded once and leaves no name', () => {
  others.forEach((value) => {
    assert.equal(inspect(value), util.inspect(value));
    assert.equal(format('of', value), util.format('of', value));
  });
  assert.equal(inspect(-0, { numericSeparator: true }), util.inspect(-0, { numericSeparator: true }));
  assert.equal(format('%s and %d', 'a', 2, 3), util.format('%s and %d', 'a', 2, 3));
  assert.equal(loaded, 1);
  assert.ok(!('workbookInspection' in globalThis));
});

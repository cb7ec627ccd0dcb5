/** What the page shows under an id is replaced, whatever happened to the one before. */
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';
import { pending } from '../../src/live/page/pending.mjs';

// What cleans HTML takes a browser, and nothing here shows any.
register(`data:text/javascript,${encodeURIComponent(`
  export function resolve(name, context, next) {
    return name.endsWith('/clean.mjs') ? { url: 'data:text/javascript,export const clean = 0, cleanComponent = 0', shortCircuit: true } : next(name, context);
  }`)}`);
const { Displays } = await import('../../src/live/page/output/displays.mjs');
const { draw } = await import('../../src/live/page/output/draw.mjs');

/** As much of a document as text takes. */
class FakeNode {
  children = [];
  attributes = {};

  constructor(text = '') {
    this.text = text;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  append(...nodes) {
    this.children.push(...nodes.map((each) => Object.assign(typeof each === 'string' ? new FakeNode(each) : each, { parentElement: this })));
  }

  before(...nodes) {
    const place = this.parentElement;
    place?.children.splice(place.children.indexOf(this), 0, ...nodes.map((each) => Object.assign(each, { parentElement: place })));
  }

  remove() {
    const { children } = this.parentElement;
    children.splice(children.indexOf(this), 1);
    this.parentElement = undefined;
  }

  get isConnected() {
    return this.isPage || Boolean(this.parentElement?.isConnected);
  }

  querySelectorAll(selector) {
    return selector.startsWith('.plot') ? this.plots ?? [] : [];
  }

  get textContent() {
    return this.text + this.children.map(({ textContent }) => textContent).join('');
  }
}

globalThis.document = { createElement: () => new FakeNode(), createTextNode: (text) => new FakeNode(text) };
const output = (text) => ({ output_type: 'display_data', data: { 'text/plain': text } });

async function shown(displays, ...ids) {
  const place = Object.assign(new FakeNode(), { isPage: true });
  for (const id of ids) {
    const nodes = await draw(output('one'), {});
    place.append(...nodes);
    displays.add(id, nodes);
  }
  return place;
}

test('a display whose chart could not begin is replaced by the next', async () => {
  const displays = new Displays();
  const place = await shown(displays, 'd');
  place.plots = [{}];
  await assert.rejects(displays.update('d', output('two'), { load: () => Promise.reject(new Error('no network')) }), { message: 'no network' });
  assert.equal(place.textContent, 'two');
  place.plots = [];
  await displays.update('d', output('three'), {});
  assert.equal(place.textContent, 'three');
});

test('a display that is shown elsewhere while another takes its time is replaced there, too', async () => {
  const displays = new Displays();
  const place = await shown(displays, 'd');
  const renders = pending();
  const update = displays.update('d', { output_type: 'display_data', data: { 'application/vnd.async-workbook.x+json': {}, 'text/plain': 'two' } }, { load: () => renders.promise });
  const other = await shown(displays, 'd');
  globalThis.workbookPage = { renders: {} };
  renders.resolve();
  await update;
  await displays.update('d', output('three'), {});
  assert.deepEqual([place.textContent, other.textContent], ['three', 'three']);
});

test('a picture may be larger than what a call takes', async () => {
  const [picture] = await draw({ output_type: 'display_data', data: { 'image/svg+xml': `<svg>${' '.repeat(1_000_000)}</svg>` } }, {});
  assert.match(picture.children[0].attributes.src, /^data:image\/svg\+xml;base64,PHN2Zz4g/);
});

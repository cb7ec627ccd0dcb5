/** The page's session against workers that run nothing: the cases of tests/cells, to which the engine is held as well. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { linesOf } from '../../src/live/page/cells/lines.mjs';
import { stepsOf } from '../../src/live/page/cells/steps.mjs';
import { PageSession } from '../../src/live/page/session.mjs';
import { FakeWorkers, Shown } from './fake-workers.mjs';

const cases = (name) => JSON.parse(readFileSync(new URL(`../cells/${name}.json`, import.meta.url), 'utf8'));

for (const { name, source, kernel, lines } of cases('lines')) {
  test(`lines: ${name}`, () => {
    assert.deepEqual(linesOf(source, kernel).map((line) => [line.kind, line.kernel]), lines);
  });
}

for (const { name, source, kernel, steps, error } of cases('steps')) {
  test(`steps: ${name}`, () => {
    if (error) {
      assert.throws(() => stepsOf(source, kernel), { name: 'DirectiveError', message: error });
    } else {
      assert.deepEqual(stepsOf(source, kernel).map(plain), steps);
    }
  });
}

for (const { name, source, kernel, files = {}, variables, answers, calls, outputs, status } of cases('sessions')) {
  test(`session: ${name}`, async () => {
    const workers = new FakeWorkers(variables);
    const session = new PageSession({
      start: workers.start,
      files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`/book/notebooks/${path}`, { text }])),
      ask: async ({ prompt }) => answers[prompt],
    });
    const shown = new Shown();

    const ended = await session.execute({ id: 'one', file: 'cell 3', source, kernel }, shown);

    assert.equal(ended.status, status);
    assert.deepEqual(workers.calls, calls);
    assert.deepEqual(shown.outputs.map(withoutTime), outputs);
  });
}

function plain({ type, kernel, line, text, directive }) {
  return {
    type, kernel, line,
    ...(text === undefined ? {} : { text }),
    ...(directive ? { name: directive.fullName, args: directive.args, options: Object.fromEntries(directive.options) } : {}),
  };
}

function withoutTime(output) {
  return JSON.parse(JSON.stringify(output).replace(/Wall time: [\d.]+ms/, 'Wall time: ...ms'));
}

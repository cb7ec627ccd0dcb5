import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = (file) => fileURLToPath(new URL(`../../src/javascript/${file}`, import.meta.url));

// As a notebook imports it: the file's text is the body of a function, so only what it puts on globalThis stays.
for (const file of ['async-workbook.js', 'chess-simul.js']) new Function(readFileSync(source(file), 'utf8'))();
const { ChessSimul, DeadlockError, Run, RunLog, Runs, ScaledClock, VirtualClock, play } = globalThis;

const eventsOf = async (program) => (await play(program, new VirtualClock())).events;

test('waits add up exactly', async () => {
  const events = await eventsOf(async (clock, log) => {
    for (let i = 0; i < 10; i++) {
      await clock.sleep(0.1);
      log.add('waiter', 'woke');
    }
  });
  assert.deepEqual(events.map(({ t }) => t), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});

test('waits side by side end by due time and then in the order of setting', async () => {
  const seconds = Array.from({ length: 200 }, (_, i) => (i * 7919) % 13);
  const events = await eventsOf((clock, log) => Promise.all(seconds.map(async (wait, i) => {
    await clock.sleep(wait);
    log.add(`${i}`, 'woke');
  })).then(() => undefined));
  const expected = seconds.map((t, i) => ({ t, actor: `${i}`, event: 'woke' })).sort((a, b) => a.t - b.t); // sort is stable
  assert.deepEqual(events, expected);
});

test('everything that one timer makes runnable runs before the next timer', async () => {
  const yieldTwice = async (name, clock, log) => {
    await clock.sleep(1);
    log.add(name, '0');
    await null;
    log.add(name, '1');
    await null;
    log.add(name, '2');
  };
  const events = await eventsOf((clock, log) =>
    Promise.all([yieldTwice('a', clock, log), yieldTwice('b', clock, log)]).then(() => undefined));
  assert.deepEqual(events.map(({ actor, event }) => actor + event), ['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
});

test('a program that can never be done is a deadlock and no hang', async () => {
  const program = async (clock) => {
    await clock.sleep(7);
    await new Promise(() => {});
  };
  await assert.rejects(play(program, new VirtualClock()), (error) =>
    error instanceof DeadlockError && error.message.startsWith('Deadlock at 7 s'));
});

test('a wait that nobody would ever end is refused', async () => {
  await assert.rejects(new VirtualClock().sleep(1), /use play\(main, clock\)/);
});

test('what a wait takes is seconds', async () => {
  await assert.rejects(play((clock) => clock.sleep('5'), new VirtualClock()), TypeError);
});

test('a clock runs one program at a time', async () => {
  const clock = new VirtualClock();
  await clock.run(() => assert.rejects(clock.run(async () => {}), /already running/));
});

test('an aborted wait neither ends in time nor moves the clock', async () => {
  const events = await eventsOf(async (clock, log) => {
    const controller = new AbortController();
    const cancelled = assert.rejects(clock.sleep(60, { signal: controller.signal }), { name: 'AbortError' });
    await clock.sleep(2);
    controller.abort();
    await cancelled;
    log.add('waiter', 'cancelled');
    await assert.rejects(clock.sleep(1, { signal: controller.signal }), { name: 'AbortError' });
    await clock.sleep(3);
    log.add('waiter', 'done');
  });
  assert.deepEqual(events.map(({ t }) => t), [2, 5]);
});

test('an error comes out as it was, or becomes the outcome', async () => {
  const error = new RangeError('mine');
  const fails = async (clock, log) => {
    await clock.sleep(1);
    log.add('a', 'fails');
    throw error;
  };
  await assert.rejects(play(fails, new VirtualClock()), (caught) => caught === error);
  assert.deepEqual({ ...await play(fails, new VirtualClock(), { recordError: true }) }, {
    results: {}, events: [{ t: 1, actor: 'a', event: 'fails' }], outcome: 'RangeError: mine',
  });
});

test('results have names', async () => {
  await assert.rejects(play(async () => 42, new VirtualClock()), /by name/);
});

test('runs are shown as the lines that all three languages share', () => {
  const { runs, text } = JSON.parse(readFileSync(new URL('../shown-runs.json', import.meta.url), 'utf8'));
  const read = new Runs(Object.fromEntries(Object.entries(runs).map(([name, { results, events, outcome }]) =>
    [name, Run.of(results, events, outcome)])));
  assert.deepEqual(`${read}`.split('\n'), text);
  const shown = read[Symbol.for('Jupyter.display')]();
  assert.equal(shown['text/plain'], text.join('\n'));
  assert.ok(shown['text/html'].startsWith('<ul><li>') && !shown['text/html'].includes('<b>'), shown['text/html']);
  assert.deepEqual(JSON.parse(JSON.stringify(read)), runs); // and shared whole
});

test('a value is shown as the text that all three languages share', () => {
  const { values } = JSON.parse(readFileSync(new URL('../shown-runs.json', import.meta.url), 'utf8'));
  for (const [value, text] of values) assert.equal(`${Run.of({ x: value })}`, `completed: x = ${text} (0 events)`);
});

test('what JSON has no word for is shown, too', () => {
  assert.equal(`${Run.of({ x: NaN, y: -1 / 0, list: [1 / 0], big: 10n, gone: undefined })}`,
    'completed: x = NaN, y = -Infinity, list = ["Infinity"], big = 10, gone = null (0 events)');
});

test('a run has its results by name', () => {
  for (const results of [null, undefined, 42, 'text', [1]]) assert.throws(() => Run.of(results), /by name/);
});

test('a run of results alone, and one that was not run', () => {
  assert.deepEqual({ ...Run.of({ x: 1 }) }, { results: { x: 1 }, events: [], outcome: 'completed' });
  assert.deepEqual({ ...Run.notRun('needs Node') }, { results: {}, events: [], outcome: 'not run: needs Node' });
});

test('a scaled clock does the same things later', async () => {
  const simul = new ChessSimul({ boards: 3, moves: 2 });
  const plan = await play(simul.rounds, new VirtualClock());
  const real = await play(simul.rounds, new ScaledClock(1 / 2000));
  const byActor = ({ events }) => events.map(({ actor, event }) => `${actor}: ${event}`).sort();
  assert.deepEqual(byActor(real), byActor(plan));
  // setTimeout goes by a clock of whole ms, 2 s at this scale, and 14 waits follow one another.
  assert.ok(real.results.lastReply > plan.results.lastReply - 14 * 2, `${real.results.lastReply}`);
});

test('an aborted wait on a scaled clock ends at once', async () => {
  const clock = new ScaledClock(1);
  await assert.rejects(clock.sleep(3600, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  const controller = new AbortController();
  const waiting = clock.sleep(3600, { signal: controller.signal });
  controller.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('a scale is a positive number', () => {
  for (const scale of [0, -1, NaN, Infinity, undefined]) assert.throws(() => new ScaledClock(scale), RangeError);
});

test('a log counts from when it was made', async () => {
  const clock = new VirtualClock();
  await clock.run(async () => {
    await clock.sleep(5);
    const log = new RunLog(clock);
    await clock.sleep(1.5);
    assert.equal(log.add('a', 'b'), 1.5);
  });
});

test('the examples of the spec', async (t) => {
  const spec = JSON.parse(readFileSync(fileURLToPath(new URL('../../data/p01-chess-simul.json', import.meta.url)), 'utf8'));
  const order = (events) => events.map(({ t, actor, event }) => [t, actor, event])
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
  for (const { variant, parameters, results, events } of spec.examples) {
    await t.test(`${variant} ${JSON.stringify(parameters)}`, async () => {
      const run = await play(new ChessSimul(parameters)[variant], new VirtualClock());
      assert.deepEqual(run.results, results);
      if (events) assert.deepEqual(order(run.events), order(events.map(([t, actor, event]) => ({ t, actor, event }))));
    });
  }
});

test('without setImmediate, as in a browser, it works alike and lets the process end', () => {
  const program = `
    delete globalThis.setImmediate;
    require(${JSON.stringify(source('async-workbook.js'))});
    play(async (clock, log) => { await clock.sleep(3600); return { t: log.add('a', 'b') }; }, new VirtualClock())
      .then((run) => console.log(run.results.t));`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=commonjs', '-e', program], { encoding: 'utf8', timeout: 60_000 });
  assert.deepEqual({ stdout, status }, { stdout: '3600\n', status: 0 });
});

/**
 * What tasks and awaits cost in JavaScript, measured in this process and printed as one line of JSON.
 *
 * node costs.mjs waiting VARIANT TASKS SECONDS    tasks that wait for a timer, all at once
 * node costs.mjs awaits SAMPLES MILLISECONDS      nanoseconds of processor time an operation, from SAMPLES times MILLISECONDS
 * node costs.mjs skynet LEVELS                    a tree of tasks, ten children each
 * node costs.mjs versions                         of the runtime
 */
import { kinds } from './awaits.mjs';
import { peakBytes } from './memory.mjs';
import { nanoseconds, processorSeconds } from './sampling.mjs';
import { skynet } from './skynet.mjs';
import { variants } from './waiting.mjs';

/** Starts the tasks, waits for all, and says how long both took and how much memory there was at most. */
async function waiting(variant, tasks, seconds) {
  const began = clocks();
  const waits = variants[variant](Number(tasks), 1000 * seconds);
  const created = clocks();
  const results = await Promise.all(waits);
  const ended = clocks();
  return {
    variant,
    tasks: Number(tasks),
    seconds: Number(seconds),
    finished: results.length,
    allAtOnce: true, // no timer rings before this function gives way
    createdSeconds: created.elapsed - began.elapsed,
    createdProcessorSeconds: created.used - began.used,
    totalSeconds: ended.elapsed - began.elapsed,
    processorSeconds: ended.used - began.used,
    peakBytes: peakBytes(),
  };
}

/** Measures each kind of await, one after the other. */
async function awaits(samples, milliseconds) {
  const found = {};
  for (const [kind, run] of Object.entries(kinds)) {
    found[kind] = await nanoseconds(run, Number(samples), Number(milliseconds));
  }
  return found;
}

/** Counts and times a tree of tasks. */
async function tree(levels) {
  const began = clocks();
  const sum = await skynet(0, 10 ** levels);
  const ended = clocks();
  return {
    levels: Number(levels),
    sum,
    totalSeconds: ended.elapsed - began.elapsed,
    processorSeconds: ended.used - began.used,
    peakBytes: peakBytes(),
  };
}

/** The time, and the processor time that this process has used, in seconds. */
const clocks = () => ({ elapsed: performance.now() / 1000, used: processorSeconds() });

const versions = () => ({ runtime: `Node ${process.versions.node} (V8 ${process.versions.v8})` });

const [command, ...given] = process.argv.slice(2);
const [run, count] = { waiting: [waiting, 3], awaits: [awaits, 2], skynet: [tree, 1], versions: [versions, 0] }[command] ?? [];
if (given.length !== count) {
  console.error('node costs.mjs waiting VARIANT TASKS SECONDS | awaits SAMPLES MILLISECONDS | skynet LEVELS | versions');
  process.exitCode = 1;
} else {
  console.log(JSON.stringify({ language: 'JavaScript', ...await run(...given) }));
}

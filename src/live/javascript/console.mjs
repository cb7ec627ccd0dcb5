/** `console` as Node has it: what it prints is output of the cell that prints. */
import { creditedId } from '../../workers/javascript/core/running/execution.mjs';
import { Map, Math, Object, Reflect, String } from '../../workers/javascript/core/intrinsics.mjs';
import { format, inspect } from './node/util.mjs';

const LONGEST = 1 << 16; // characters of one event
const { performance } = globalThis;

/** @param {(event: {type: string}) => void} send @returns {(name: 'stdout' | 'stderr', text: string) => void} prints */
export function printer(send) {
  return (name, text) => {
    for (let start = 0; start < text.length;) {
      const last = text.charCodeAt(start + LONGEST - 1);
      const end = start + LONGEST - (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
      send({ type: 'stream', parent: creditedId(), name, text: text.slice(start, end) });
      start = end;
    }
  };
}

/** @param {(name: 'stdout' | 'stderr', text: string) => void} print */
export function consoleFor(print) {
  const counts = new Map();
  const starts = new Map();
  let indent = '';
  const writing = (name) => (...args) => {
    const text = format(...args);
    print(name, `${indent ? text.replace(/^/gm, indent) : text}\n`);
  };
  const [out, err] = [writing('stdout'), writing('stderr')];
  const elapsed = (label) => `${label}: ${Math.round((performance.now() - starts.get(label)) * 1000) / 1000}ms`;
  const console = {
    log: out, info: out, debug: out, error: err, warn: err,
    dir: (value, options) => out(inspect(value, { customInspect: false, ...options })),
    dirxml: out,
    trace: (...args) => err(`Trace: ${format(...args)}`),
    assert(condition, ...args) {
      if (!condition) {
        err(...(typeof args[0] === 'string' ? [`Assertion failed: ${args.shift()}`] : ['Assertion failed']), ...args);
      }
    },
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void starts.set(label, performance.now()),
    timeLog: (label = 'default', ...args) => out(starts.has(label) ? elapsed(label) : `No such label '${label}'`, ...args),
    timeEnd(label = 'default') {
      console.timeLog(label);
      starts.delete(label);
    },
    group(...args) {
      if (args.length > 0) {
        out(...args);
      }
      indent += '  ';
    },
    groupEnd() {
      indent = indent.slice(2);
    },
    table: (rows, columns) => out(typeof rows === 'object' && rows !== null ? tableText(rows, columns) : rows),
  };
  console.groupCollapsed = console.group;
  return console;
}

/** Rows in a frame of lines, as Node draws it. */
function tableText(rows, columns) {
  const entries = Object.entries(rows);
  const isRow = (value) => typeof value === 'object' && value !== null;
  const keys = columns ?? [...new globalThis.Set(entries.flatMap(([, row]) => (isRow(row) ? Object.keys(row) : [])))];
  const hasValues = entries.some(([, row]) => !isRow(row));
  const cell = (value) => inspect(value, { depth: 0, breakLength: Infinity });
  const lines = [
    ['(index)', ...keys, ...(hasValues ? ['Values'] : [])],
    ...entries.map(([index, row]) => [
      index,
      ...keys.map((key) => (isRow(row) && Reflect.has(row, key) ? cell(row[key]) : '')),
      ...(hasValues ? [isRow(row) ? '' : cell(row)] : []),
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)) + 2);
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const text = lines.map((line) => `│${line.map((part, column) => ` ${part}`.padEnd(widths[column])).join('│')}│`);
  return [rule('┌', '┬', '┐'), text[0], rule('├', '┼', '┤'), ...text.slice(1), rule('└', '┴', '┘')].join('\n');
}

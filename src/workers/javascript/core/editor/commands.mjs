/** What an editor asks for while no cell runs: commands of PROTOCOL.md, answered by events. */
import { check as checked } from './check.mjs';
import { complete as completions } from './complete.mjs';
import { inspectAt } from './inspect.mjs';
import { listVariables } from './list.mjs';

/** @param {{code: string, cursor: number}} command */
export function complete({ code, cursor }) {
  return { type: 'completions', ...completions(code, cursor) };
}

/** @param {{code: string, cursor: number}} command */
export function inspect({ code, cursor }) {
  return { type: 'inspection', data: inspectAt(code, cursor) };
}

/** @param {{code: string}} command */
export function check({ code }) {
  return { type: 'checked', ...checked(code) };
}

/** Takes no fields. */
export function list() {
  return { type: 'variables', variables: listVariables() };
}

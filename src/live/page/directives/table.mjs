/**
 * The directives: which there are, what may follow their names, and what carries them out. Those that a page cannot carry out are
 * known all the same, so that a cell says that and not that they are misspelt.
 */
import { canonical, foreignKernel, kernelNames, kernelOf, noKernel } from '../cells/catalog.mjs';
import { DirectiveError } from '../cells/directive-line.mjs';
import { importFile } from './import.mjs';
import { isHelp, mistake } from './usage.mjs';
import { keepValue, setVariable, shareVariable } from './values.mjs';
import { showVariables } from './variables.mjs';

const name = { name: 'name', value: 'NAME' };
const mimeType = { name: 'mime-type', value: 'TYPE' };

const directives = new Map(Object.entries({
  '#!about': { parameters: [], not: 'tells no versions' },
  '#!connect': {
    parameters: [
      { name: 'kind', value: 'jupyter', required: true, first: true, unnamed: true },
      { name: 'kernel-name', value: 'NAME' },
      { name: 'kernel-spec', value: 'NAME' },
    ],
    carryOut: connect,
  },
  '#!import': { parameters: [{ name: 'file', value: 'FILE', required: true, first: true }], carryOut: importFile },
  '#!lsmagic': { parameters: [], not: 'lists no directives' },
  '#!set': {
    parameters: [{ ...name, required: true }, { name: 'value', value: 'VALUE', required: true }, mimeType, { name: 'byref', value: '' }],
    carryOut: setVariable,
  },
  '#!share': {
    parameters: [
      { ...name, required: true, first: true }, { name: 'from', value: 'KERNEL', required: true }, { name: 'as', value: 'NAME' }, mimeType,
    ],
    carryOut: shareVariable,
  },
  '#!time': { parameters: [], carryOut: (step, submission) => submission.startClock() },
  '#!who': { parameters: [], carryOut: showVariables },
  '#!whos': { parameters: [], carryOut: showVariables },
  '#r': {
    parameters: [{ name: 'reference', value: '"nuget: NAME[, VERSION]"', required: true, first: true, unnamed: true }],
    not: 'loads no packages',
  },
  '#i': {
    parameters: [{ name: 'source', value: '"nuget: SOURCE"', required: true, first: true, unnamed: true }],
    not: 'loads no packages',
  },
  '#!nuget-restore': { parameters: [], not: 'loads no packages' },
}));

const valueParameters = [
  { ...name, required: true }, { name: 'from-file', value: 'FILE' }, { name: 'from-url', value: 'URL' }, { name: 'from-value', value: 'TEXT' },
  mimeType,
];

/** The names of the directives that a page can carry out; `#r` names an assembly, which C# loads itself. */
export function directiveNames() {
  return [...directives].filter(([fullName, { not }]) => !not || fullName === '#r').map(([fullName]) => fullName);
}

/**
 * What may follow a name, or a selector.
 * @param {string} fullName as it is written, such as `#!set`
 * @returns {import('./usage.mjs').Parameter[] | undefined}
 */
export function parametersOf(fullName) {
  const selected = fullName.startsWith('#!') ? canonical(fullName.slice(2)) : undefined;
  return directives.get(fullName)?.parameters ?? (selected && (selected === 'value' ? valueParameters : []));
}

/**
 * Finds mistakes before anything runs, so that a cell with a misspelt directive does nothing at all; and what a page cannot do.
 * @param {import('../cells/steps.mjs').Step[]} steps
 * @param {string} atHome how the cell runs where it can, as the end of a sentence
 * @throws {DirectiveError}
 */
export function check(steps, atHome) {
  for (const { type, kernel, line, directive } of steps) {
    if (type !== 'code') {
      checkLine(directive, line, atHome);
    }
    if (!kernelOf(kernel)) {
      throw new DirectiveError(noKernel(kernel));
    }
  }
}

/**
 * Carries out a directive, or a selector that is more than one.
 * @param {import('../cells/steps.mjs').Step} step that has been checked
 * @param {import('../submission.mjs').Submission} submission
 * @returns {Promise<import('../submission.mjs').Status>}
 */
export async function carryOut(step, submission) {
  const act = step.type === 'selector' ? keepValue : directives.get(step.directive.fullName).carryOut;
  return await act(step, submission) ?? 'ok';
}

function checkLine(directive, line, atHome) {
  const { fullName } = directive;
  const known = directives.get(fullName);
  const parameters = parametersOf(fullName);
  if (!parameters) {
    throw new DirectiveError(foreignKernel(directive.name)
      ? `line ${line}: this engine has no kernel for "${fullName}"; its kernels are ${kernelNames()}.`
      : `line ${line}: there is no directive or kernel called "${fullName}"; #!lsmagic lists them.`);
  }
  if (isHelp(directive)) {
    throw new DirectiveError(`line ${line}: a page shows no help of directives; ${atHome}`);
  }
  const wrong = mistake(directive, parameters);
  if (wrong) {
    throw new DirectiveError(`line ${line}: ${wrong}`);
  }
  if (known?.not) {
    throw new DirectiveError(`line ${line}: ${fullName}: a page ${known.not}; ${atHome}`);
  }
}

/** `#!connect jupyter` starts ipykernel in Polyglot Notebooks; here the name is bound to the page's own Python. */
function connect({ directive, line }) {
  const named = directive.options.get('kernel-name');
  if (directive.args.length !== 1 || directive.args[0] !== 'jupyter' || (named !== undefined && canonical(named) !== 'python')) {
    throw new DirectiveError(
      `line ${line}: only "#!connect jupyter --kernel-name python --kernel-spec python3" is known here; it stands for the built-in Python kernel.`,
    );
  }
}

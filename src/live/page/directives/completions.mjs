/** How a directive line may go on, as the engine's `DirectiveCompletions` says it: of what a page can carry out, and with the files that it has. */
import { kernels as catalog } from '../cells/catalog.mjs';
import { relativeTo } from '../files/paths.mjs';
import { directiveNames, parametersOf } from './table.mjs';

/** Files that can stand behind a directive. */
const files = {
  '#!import': ['.ipynb', '.dib', ...catalog.flatMap(({ extensions }) => extensions)],
  '#!value': [''],
  '#r': ['.dll'],
};

/**
 * @param {{text: string, start: number}} line and its index in the cell
 * @param {number} cursor an index in the cell
 * @param {object} session
 * @param {Map<string, object>} session.kernels
 * @param {import('../files/book-files.mjs').BookFiles} session.files
 * @param {string} session.folder where relative paths start
 * @returns {Promise<{start: number, end: number, items: {text: string, kind: string}[]}>} positions are the cell's
 */
export async function completeDirective({ text, start }, cursor, session) {
  const before = text.slice(0, cursor - start);
  const word = before.search(/\S*$/);
  const typed = before.slice(word);
  const choices = await choicesAt(before.slice(0, word).split(/[ \t]+/).filter(Boolean), typed, session);
  const rest = text.slice(cursor - start).search(/[ \t]/);
  return {
    start: start + word,
    end: rest < 0 ? start + text.length : cursor + rest,
    items: choices.filter((choice) => choice.text.toLowerCase().startsWith(typed.toLowerCase())),
  };
}

async function choicesAt(words, typed, session) {
  if (words.length === 0) {
    return [...items(directiveNames(), 'keyword'), ...items(catalog.map(({ name }) => `#!${name}`), 'module')];
  }
  const [name] = words;
  const parameters = parametersOf(name);
  if (!parameters) {
    return [];
  }
  const named = words.length > 1 && words.at(-1).startsWith('--')
    ? parameters.find((each) => `--${each.name}` === words.at(-1) && each.value !== '')
    : undefined;
  switch (named?.value) {
    case undefined:
      break;
    case 'KERNEL':
      return items(catalog.map((kernel) => kernel.name), 'module');
    case 'VALUE':
      return valuesFor(typed, session);
    case 'FILE':
      return filesFor(name, session);
    default:
      return [];
  }
  const isFirst = words.length === 1;
  const options = parameters.filter((each) => !each.unnamed && !words.includes(`--${each.name}`)).map((each) => `--${each.name}`);
  return [
    ...items(options, 'property'),
    ...isFirst ? items(parameters.filter((each) => each.unnamed && /^[a-z]/.test(each.value)).map(({ value }) => value), 'keyword') : [],
    ...isFirst && parameters.some((each) => each.first) ? filesFor(name, session) : [],
  ];
}

/** Behind `@kernel:` its variables, if it is there; nobody loads a language by typing. */
async function valuesFor(typed, { kernels }) {
  const of = /^@([^:]+):/.exec(typed)?.[1];
  if (of === undefined) {
    const values = catalog.filter(({ kind }) => kind !== 'text').map(({ name }) => `@${name}:`);
    return [...items(values, 'module'), ...items(['@input:', '@password:'], 'keyword')];
  }
  const kernel = kernels.get(catalog.find(({ name, aliases }) => name === of || aliases.includes(of))?.name);
  return kernel?.list && kernel.isStarted !== false ? items((await kernel.list()).map(({ name }) => `@${of}:${name}`), 'variable') : [];
}

function filesFor(directive, session) {
  const found = session.files.pathsOf(files[directive] ?? []).map((path) => relativeTo(session.folder, path)).sort();
  return items(directive === '#r' ? found.map((path) => `"${path}"`) : found, 'file');
}

function items(texts, kind) {
  return texts.map((text) => ({ text, kind }));
}

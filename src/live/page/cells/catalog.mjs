/** The kernels that a cell can name, as the engine's `KernelCatalog` has them: a page knows what it needs to read a cell and to run it. */

const csharpText = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<raw>"{3,})[\s\S]*?\k<raw>"*|@\$?"(?:[^"]|"")*"|\$@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g;
const javascriptText = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:\\[\s\S]|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const pythonText = /#[^\n]*|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

/**
 * @typedef {object} Kernel
 * @property {string} name
 * @property {string} displayName as people call it
 * @property {string[]} aliases
 * @property {string[]} extensions of the files that it runs when they are imported
 * @property {'language' | 'text' | 'value'} kind
 * @property {RegExp} [text] finds comments and strings of a language
 * @property {boolean} [hasReferences] whether `#r "..."` is a directive in it
 * @property {{true: string, false: string, null: string}} [constants] how a language spells them
 * @property {string} [statementEnd] what ends its statements
 * @property {string} [mime] of what a kernel of text shows
 */

const usual = { true: 'true', false: 'false', null: 'null' };

/** @type {Kernel[]} in the order in which they are listed to people */
export const kernels = [
  {
    name: 'csharp', displayName: 'C#', aliases: ['c#', 'C#', 'cs'], extensions: ['.cs', '.csx'],
    kind: 'language', text: csharpText, hasReferences: true, constants: usual, statementEnd: ';',
  },
  {
    name: 'javascript', displayName: 'JavaScript', aliases: ['js'], extensions: ['.js'],
    kind: 'language', text: javascriptText, constants: usual, statementEnd: ';',
  },
  {
    name: 'python', displayName: 'Python', aliases: [], extensions: ['.py'],
    kind: 'language', text: pythonText, constants: { true: 'True', false: 'False', null: 'None' }, statementEnd: '',
  },
  { name: 'html', displayName: 'HTML', aliases: [], extensions: ['.html'], kind: 'text', mime: 'text/html' },
  { name: 'markdown', displayName: 'Markdown', aliases: [], extensions: ['.md'], kind: 'text', mime: 'text/markdown' },
  { name: 'mermaid', displayName: 'Mermaid', aliases: [], extensions: [], kind: 'text', mime: 'text/vnd.mermaid' },
  { name: 'value', displayName: 'Value', aliases: [], extensions: [], kind: 'value' },
];

const byName = new Map(kernels.flatMap((kernel) => [kernel.name, ...kernel.aliases].map((name) => [name, kernel])));

/** Kernels of Polyglot Notebooks that neither the engine nor a page has. */
const foreign = new Map([
  ['fsharp', 'fsharp'], ['f#', 'fsharp'], ['pwsh', 'pwsh'], ['powershell', 'pwsh'],
  ['http', 'http'], ['kql', 'kql'], ['sql', 'sql'], ['r', 'r'],
]);

/** @param {string} name or alias @returns {Kernel | undefined} */
export function kernelOf(name) {
  return byName.get(name);
}

/** @param {string} name or alias @returns {string | undefined} the canonical name */
export function canonical(name) {
  return byName.get(name)?.name;
}

/** @param {string} name @returns {string | undefined} how Polyglot Notebooks calls that kernel of its own */
export function foreignKernel(name) {
  return foreign.get(name.toLowerCase());
}

/** @param {string} extension such as `.py` @returns {Kernel | undefined} the kernel that runs such a file when it is imported */
export function kernelOfExtension(extension) {
  return kernels.find((kernel) => kernel.extensions.includes(extension.toLowerCase()));
}

/** The names of all kernels, as a list in a sentence. */
export function kernelNames() {
  return kernels.map(({ name }) => name).join(', ');
}

/** @param {string} name of what is no kernel @returns {string} what to say */
export function noKernel(name) {
  return `there is no kernel called "${name}"; the kernels are ${kernelNames()}.`;
}

/** How an assignment to a declared variable is written. @param {Kernel} language @param {string} name @param {string} literal */
export function assignment(language, name, literal) {
  return `${name} = ${literal}${language.statementEnd}`;
}

/**
 * `import` statements of a cell. A cell is no module, so they are carried out before its code: the modules are loaded,
 * and their parts become constants of the cell. In its text they are blank, so that no position changes.
 */
import vm from 'node:vm';
import { JSON, SyntaxError } from '../intrinsics.mjs';

/** Lets `import()` find modules from the notebook's folder. */
export const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;

/** @param {import('acorn').Program} program a parsed cell */
export function importStatements(program) {
  return program.body.filter(({ type }) => type === 'ImportDeclaration');
}

/**
 * @param {string} code a cell
 * @param {import('acorn').ImportDeclaration[]} statements its `import` statements
 * @returns {string} the code with spaces in their place
 */
export function blanked(code, statements) {
  let text = code.replace(/^#!.*/, blank);
  for (const { start, end } of statements) {
    text = text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end);
  }
  return text;
}

/** @param {import('acorn').ImportDeclaration} statement @returns {string[]} the names that it declares */
export function importedNames(statement) {
  return statement.specifiers.map(({ local }) => local.name);
}

/**
 * @param {import('acorn').ImportDeclaration[]} statements
 * @param {string} modules an expression: the array of their modules
 * @returns {string} the code that declares what they import
 */
export function importBindings(statements, modules) {
  return statements.flatMap(({ specifiers }, index) => specifiers.map((specifier) => {
    const name = nameIn(specifier);
    const part = name === undefined ? '' : `[${JSON.stringify(name)}]`;
    return `const ${specifier.local.name}=${modules}[${index}]${part};`;
  })).join('');
}

/**
 * Loads the modules, one after the other.
 * @param {import('acorn').ImportDeclaration[]} statements
 * @param {{file: string, line: number}} cell
 * @throws what a module throws, or a SyntaxError if it lacks what is imported, as Node does
 */
export async function loadModules(statements, { file, line }) {
  const modules = [];
  for (const statement of statements) {
    const { source, attributes = [], loc, specifiers } = statement;
    const options = attributes.map(({ key, value }) => `${JSON.stringify(key.name ?? key.value)}:${JSON.stringify(value.value)}`);
    const load = new vm.Script(`import(${JSON.stringify(source.value)}${options.length ? `,{with:{${options}}}` : ''})`, {
      filename: file,
      lineOffset: line + loc.start.line - 2,
      columnOffset: loc.start.column,
      importModuleDynamically,
    });
    const module = await load.runInThisContext();
    const missing = specifiers.map(nameIn).find((name) => name !== undefined && !(name in module));
    if (missing !== undefined) {
      const error = new SyntaxError(`The requested module '${source.value}' does not provide an export named '${missing}'`);
      error.stack = `SyntaxError: ${error.message}\n    at ${file}:${line + loc.start.line - 1}:${loc.start.column + 1}`;
      throw error;
    }
    modules.push(module);
  }
  return modules;
}

/** What a specifier imports; nothing for `* as name`. */
function nameIn({ type, imported }) {
  if (type === 'ImportNamespaceSpecifier') {
    return undefined;
  }
  return type === 'ImportDefaultSpecifier' ? 'default' : imported.name ?? imported.value;
}

function blank(text) {
  return text.replace(/[^\r\n\u2028\u2029]/g, ' ');
}

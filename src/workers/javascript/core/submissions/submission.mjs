import vm from 'node:vm';
import { parse } from 'acorn';
import { declaredNames } from './declarations.mjs';
import { documentDeclarations } from './documentation.mjs';
import { credit } from '../running/execution.mjs';
import { blanked, importBindings, importModuleDynamically, importStatements, importedNames, loadModules } from './imports.mjs';
import { Map, Object, Reflect, keptToTheCell } from '../intrinsics.mjs';
import { rememberDeclaration } from './live-values.mjs';
import { CellSyntaxError } from '../errors/syntax-error.mjs';
import { knowCell } from '../errors/stack-traces.mjs';
import { setVariable } from '../sharing/variables.mjs';

/**
 * A cell's code: the body of an async function, whose text stays as it is, so its positions do, too.
 *
 * Its top-level declarations are real ones. Accessors to them are put on `globalThis`, where later cells find them: a
 * `let` that a timer changes is seen changed, and declaring it anew in a later cell replaces it. A later cell may even
 * assign to a `const`, as in hosts where that was local to its cell: this replaces it for the cells to come.
 */
export class Submission {
  #body;
  #imports;
  #place;
  #replaced = new Map(); // name -> the global property that a declaration of this cell covers

  /**
   * @param {{code: string, file: string, line: number}} execution
   * @throws {CellSyntaxError} with the line and column in the cell
   */
  constructor({ code, file, line }) {
    knowCell(file);
    this.#place = { code, file, line };
    const comments = [];
    const program = parsed(this.#place, comments);
    this.#imports = importStatements(program);
    try {
      const text = blanked(code, this.#imports);
      this.#body = compiled({ code: text, file, line }, prologue(program, this.#imports)).runInThisContext();
    } catch (error) {
      // The parser knows more of the language than this V8, and lets `export` pass.
      const nowhere = { message: error.message, pos: -1, loc: { line: 1, column: 0 } };
      throw new CellSyntaxError(error, nowhere, this.#place);
    }
    documentDeclarations(program, comments, code);
  }

  /** @returns {Promise<unknown>} what the cell returns */
  async run() {
    const modules = this.#imports.length > 0 ? await loadModules(this.#imports, this.#place) : [];
    credit.getStore()?.signal.throwIfAborted(); // it may have been interrupted while modules were loaded
    return await Reflect.apply(this.#body, undefined, [(accessors) => this.#declare(accessors), modules]);
  }

  /** A declaration that was not reached cannot be read: uncovers what was there before. */
  forgetUninitialised() {
    for (const [name, previous] of this.#replaced) {
      try {
        void globalThis[name];
      } catch {
        if (previous) {
          Object.defineProperty(globalThis, name, previous);
        } else {
          delete globalThis[name];
        }
      }
    }
  }

  #declare(accessors) {
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      const previous = Object.getOwnPropertyDescriptor(globalThis, name);
      accessor.set ??= (value) => setVariable(name, value);
      if (Reflect.defineProperty(globalThis, name, accessor)) {
        rememberDeclaration(accessor.get);
        this.#replaced.set(name, previous);
      }
    }
  }
}

/**
 * @param {{code: string, file: string, line: number}} cell
 * @param {import('acorn').Comment[]} comments gets the comments
 */
function parsed(cell, comments) {
  try {
    return parse(cell.code, { ...cellSyntax, locations: true, onComment: comments });
  } catch (error) {
    throw new CellSyntaxError(engineError(cell), error, cell);
  }
}

/** How acorn reads a cell. */
export const cellSyntax = {
  ecmaVersion: 'latest',
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowImportExportEverywhere: true,
};

/** V8's own opinion about code that does not parse: readers know its words. */
function engineError(cell) {
  try {
    compiled(cell, '');
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The function that a cell is. @param {string} prologue what goes before its code, in one line */
export function compiled({ code, file, line }, prologue) {
  // `line` counts from 1 and the offset from 0, and the first line of the script is ours: hence 2.
  return new vm.Script(`(async function () {${prologue}\n${code}\n})`, {
    filename: file,
    lineOffset: line - 2,
    importModuleDynamically,
  });
}

/** Declares nothing but what the cell imports, so no name of ours can stand in the way of the cell's. */
function prologue(program, imports) {
  const strict = program.body.some(({ directive }) => directive === 'use strict') ? "'use strict';" : '';
  const names = new Map([
    ...declaredNames(program),
    ...imports.flatMap(importedNames).map((name) => [name, 'const']),
  ]);
  const accessors = [...names].filter(([name]) => !keptToTheCell.has(name)).flatMap(([name, kind]) => [
    `get ${name}(){return ${name}}`,
    ...(kind === 'const' ? [] : [`set ${name}(_${name}){${name}=_${name}}`]),
  ]);
  const publication = accessors.length > 0 ? `arguments[0]({${accessors.join()}});` : '';
  return strict + importBindings(imports, 'arguments[1]') + publication;
}

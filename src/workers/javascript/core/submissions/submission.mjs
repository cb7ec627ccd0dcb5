import vm from 'node:vm';
import { declaredNames } from './declarations.mjs';
import { documentDeclarations } from './documentation.mjs';
import { credit } from '../running/execution.mjs';
import { blanked, importBindings, importModuleDynamically, importStatements, importedNames, loadModules } from './imports.mjs';
import { Map, Object, Reflect, keptToTheCell } from '../intrinsics.mjs';
import { rememberDeclaration } from './live-values.mjs';
import { CellSyntaxError } from '../errors/syntax-error.mjs';
import { knowCell } from '../errors/stack-traces.mjs';
import { parsed } from './reading/parser.mjs';
import { quickNames } from './reading/quick-names.mjs';
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
  #imports = [];
  #place;
  #replaced = new Map(); // name -> the global property that a declaration of this cell covers

  /**
   * @param {{code: string, file: string, line: number}} execution
   * @throws {CellSyntaxError} with the line and column in the cell
   */
  constructor({ code, file, line }) {
    knowCell(file);
    this.#place = { code, file, line };
    const names = quickNames(code);
    this.#body = (names && this.#compiledWith(names)) ?? this.#parsedAndCompiled();
    documentDeclarations(code);
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

  /** Nothing if it does not compile: then the parser knows where. */
  #compiledWith(names) {
    try {
      return compiled(this.#place, prologue(names)).runInThisContext();
    } catch {
      return undefined;
    }
  }

  #parsedAndCompiled() {
    const { code, file, line } = this.#place;
    const program = programOf(this.#place);
    this.#imports = importStatements(program);
    const names = new Map([...declaredNames(program), ...this.#imports.flatMap(importedNames).map((name) => [name, 'const'])]);
    const isStrict = program.body.some(({ directive }) => directive === 'use strict');
    const text = blanked(code, this.#imports);
    try {
      return compiled({ code: text, file, line }, (isStrict ? "'use strict';" : '') + importBindings(this.#imports, 'arguments[1]') + prologue(names)).runInThisContext();
    } catch (error) {
      // The parser knows more of the language than this V8, and lets `export` pass.
      const nowhere = { message: error.message, pos: -1, loc: { line: 1, column: 0 } };
      throw new CellSyntaxError(error, nowhere, this.#place);
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

/** @param {{code: string, file: string, line: number}} cell */
function programOf(cell) {
  try {
    return parsed(cell.code);
  } catch (error) {
    throw new CellSyntaxError(engineError(cell), error, cell);
  }
}

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

/** Declares nothing, so no name of ours can stand in the way of the cell's. @param {Map<string, string>} names how each is declared */
function prologue(names) {
  const accessors = [...names].filter(([name]) => !keptToTheCell.has(name)).flatMap(([name, kind]) => [
    `get ${name}(){return ${name}}`,
    ...(kind === 'const' ? [] : [`set ${name}(_${name}){${name}=_${name}}`]),
  ]);
  return accessors.length > 0 ? `arguments[0]({${accessors.join()}});` : '';
}

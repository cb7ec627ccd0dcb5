import vm from 'node:vm';
import { parse } from 'acorn';
import { declaredNames } from './declarations.mjs';
import { CellSyntaxError } from './syntax-error.mjs';
import { knowCell } from './stack-traces.mjs';
import { setVariable } from './variables.mjs';

/**
 * A cell's code: the body of an async function, whose text stays as it is, so its positions do, too.
 *
 * Its top-level declarations are real ones. Accessors to them are put on `globalThis`, where later cells find them: a
 * `let` that a timer changes is seen changed, and declaring it anew in a later cell replaces it. A later cell may even
 * assign to a `const`, as in hosts where that was local to its cell: this replaces it for the cells to come.
 */
export class Cell {
  #body;
  #replaced = new Map(); // name -> the global property that a declaration of this cell covers

  /**
   * @param {{code: string, file: string, line: number}} execution
   * @throws {CellSyntaxError} with the line and column in the cell
   */
  constructor({ code, file, line }) {
    knowCell(file);
    const program = parsed(code, file, line);
    try {
      this.#body = compiled(code, file, line, prologue(program)).runInThisContext();
    } catch (error) {
      // The parser knows more of the language than this V8.
      const nowhere = { message: error.message, pos: -1, loc: { line: 1, column: 0 } };
      throw new CellSyntaxError(error, nowhere, { code, file, line }); // the parser knows more than this V8
    }
  }

  /** @returns {Promise<unknown>} what the cell returns */
  run() {
    return Reflect.apply(this.#body, undefined, [(accessors) => this.#declare(accessors)]);
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
        this.#replaced.set(name, previous);
      }
    }
  }
}

function parsed(code, file, line) {
  try {
    return parse(code, { ecmaVersion: 'latest', allowAwaitOutsideFunction: true, allowReturnOutsideFunction: true });
  } catch (error) {
    throw new CellSyntaxError(engineError(code, file, line), error, { code, file, line });
  }
}

/** V8's own opinion about code that does not parse: readers know its words. */
function engineError(code, file, line) {
  try {
    compiled(code, file, line, '');
  } catch (error) {
    return error;
  }
  return undefined;
}

function compiled(code, file, line, prologue) {
  // `line` counts from 1 and the offset from 0, and the first line of the script is ours: hence 2.
  return new vm.Script(`(async function () {${prologue}\n${code}\n})`, {
    filename: file,
    lineOffset: line - 2,
    // Relative to the notebook's folder. Before Node 20.12 there is no such loader, and `import()` in a cell says so.
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}

/** Declares nothing itself, so no name of ours can stand in the way of the cell's. */
function prologue(program) {
  const strict = program.body.some(({ directive }) => directive === 'use strict') ? "'use strict';" : '';
  const accessors = [...declaredNames(program)].flatMap(([name, kind]) => [
    `get ${name}(){return ${name}}`,
    ...(kind === 'const' ? [] : [`set ${name}(_${name}){${name}=_${name}}`]),
  ]);
  return accessors.length > 0 ? `${strict}arguments[0]({${accessors.join()}});` : strict;
}

/** A syntax error with its place in the cell and the line it is in. */
import { Number, SyntaxError } from '../intrinsics.mjs';
export class CellSyntaxError extends SyntaxError {
  name = 'SyntaxError';

  /**
   * @param {SyntaxError | undefined} engineError V8's, whose words readers know; counts if its place is in the cell
   * @param {{message: string, pos: number, loc: {line: number, column: number}}} parserError acorn's
   * @param {{code: string, file: string, line: number}} cell
   */
  constructor(engineError, parserError, { code, file, line }) {
    const lines = code.split(/\r\n?|[\n\u2028\u2029]/);
    const place = enginePlace(engineError, line, lines.length) ?? parserPlace(parserError, line, code);
    super(place.message);
    const source = lines[place.line - line];
    const indent = source.slice(0, place.column).replace(/[^\t]/g, ' ');
    this.stack = [
      `SyntaxError: ${place.message}`,
      `    at ${file}:${place.line}:${place.column + 1}`,
      '',
      source,
      indent + '^'.repeat(place.width),
      ...hints(place.message),
    ].join('\n');
  }
}

/** A cell is no module, which readers cannot know. */
function hints(message) {
  if (/import statement/.test(message)) {
    return ['', "An import statement stands at the top level of a cell. Elsewhere: const { name } = await import('module');"];
  }
  return /'export'/.test(message)
    ? ['', 'A cell exports nothing: later cells see what it declares. Leave "export" out.']
    : [];
}

/** Where acorn saw it. It calls the end an unexpected token. */
function parserPlace({ message, pos, loc }, firstLine, code) {
  return {
    message: pos >= code.trimEnd().length ? 'Unexpected end of input' : message.replace(/ \(\d+:\d+\)$/, ''),
    line: firstLine + loc.line - 1,
    column: loc.column,
    width: 1,
  };
}

/** Where V8 saw it, from the arrow message that Node puts before the stack. */
function enginePlace(error, firstLine, count) {
  const arrow = /^[^\n]*:(-?\d+)\n[^\n]*\n(\s*)(\^+)/.exec(error?.stack ?? '');
  const line = Number(arrow?.[1]);
  return line >= firstLine && line < firstLine + count
    ? { message: error.message, line, column: arrow[2].length, width: arrow[3].length }
    : undefined;
}

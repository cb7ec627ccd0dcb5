/** A syntax error with its place in the cell and the line it is in. */
export class CellSyntaxError extends SyntaxError {
  name = 'SyntaxError';

  /**
   * @param {SyntaxError & {pos: number, loc: {line: number, column: number}}} parserError acorn's
   * @param {SyntaxError | undefined} engineError V8's, which stands at the same place or, for code that ends too early,
   *   behind the cell
   * @param {{code: string, file: string, line: number}} cell
   */
  constructor(parserError, engineError, { code, file, line }) {
    const lines = code.split(/\r\n?|[\n\u2028\u2029]/);
    const place = enginePlace(engineError, line, lines.length) ?? {
      message: parserError.pos >= code.trimEnd().length ? 'Unexpected end of input' : parserError.message.replace(/ \(\d+:\d+\)$/, ''),
      line: parserError.loc.line + line - 1,
      column: parserError.loc.column,
      width: 1,
    };
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
  return /import statement/.test(message) ? ['', "In a cell, write: const { name } = await import('module');"] : [];
}

/** Where V8 saw it, from the arrow message that Node puts before the stack. */
function enginePlace(error, firstLine, count) {
  const arrow = /^[^\n]*:(-?\d+)\n[^\n]*\n(\s*)(\^+)/.exec(error?.stack ?? '');
  const line = Number(arrow?.[1]);
  return line >= firstLine && line < firstLine + count
    ? { message: error.message, line, column: arrow[2].length, width: arrow[3].length }
    : undefined;
}

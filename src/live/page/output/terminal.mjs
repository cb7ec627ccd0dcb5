/** Text as a terminal shows it, as the exporter has it (TerminalText.cs): colours, a line that is written over, and nothing of what else terminals are told. */
import { element } from './elements.mjs';

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
/* eslint-disable no-control-regex -- that is what they are */
const part = /(?:\x1b\[|\x9b)(?<numbers>[0-?]*)[ -/]*(?:(?<end>[@-~])|$)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0a-\x1f\x7f-\x9f]|[^\x00-\x08\x0a-\x1f\x7f-\x9f]+/g;
const unfinished = /(?:\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[ -/]*)?|\x9b[0-?]*[ -/]*)$/;
/** What is not finished, and what it goes on with and is still not: a title, numbers, and signs that only the end gives a meaning. */
const longer = [[/^\x1b\][^\x1b]*$/, /^[^\x07\x1b]*$/], [/^(?:\x1b\[|\x9b)[0-?]*$/, /^[0-?]*$/], [/[ -/]$/, /^[ -/]*$/]];
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
/* eslint-enable no-control-regex */

/** @param {string} text @returns {string} without colours */
export function plain(text) {
  if (!control.test(text)) {
    return text;
  }
  const lines = [];
  const line = new Line();
  read(text, line, () => {
    lines.push(line.text());
    line.clear();
  });
  return [...lines, line.text()].join('\n');
}

/** Prints into an element. What it costs follows from what is new and from the line that is not finished, however much is there already. */
export class Terminal {
  #place;
  #line = new Line();
  #nodes = []; // of the line that is not finished, as far as it is drawn
  #finished = []; // [style, text] of what is to be drawn before that line
  #rest = ''; // what is not finished
  #longer; // what it may go on with

  /** @param {Element} place */
  constructor(place) {
    this.#place = place;
  }

  /** @param {string} text what is printed next */
  print(text) {
    const source = this.#rest + text;
    if (this.#longer?.test(text)) {
      this.#rest = source;
      return;
    }
    this.#rest = unfinished.exec(source)?.[0] ?? '';
    this.#longer = longer.find(([start]) => start.test(this.#rest))?.[1];
    read(source, this.#line, () => this.#endLine());
    this.#draw(this.#finished);
    this.#finished = [];
    const runs = this.#undrawn();
    this.#draw(runs).forEach((node) => this.#nodes.push(node));
  }

  #endLine() {
    this.#undrawn().forEach((run) => add(this.#finished, run));
    add(this.#finished, ['', '\n']);
    this.#line.clear();
    this.#nodes = [];
  }

  /** The runs of the line that are not in the page. Where it was written over, none of it is. */
  #undrawn() {
    if (this.#line.isOver) {
      this.#nodes.forEach((node) => node.remove());
      this.#nodes = [];
    }
    return this.#line.take();
  }

  #draw(runs) {
    const nodes = runs.map(([style, text]) => (style ? element('span', { className: style }, text) : document.createTextNode(text)));
    nodes.forEach((node) => this.#place.append(node)); // one by one: they may be more than a call can take
    return nodes;
  }
}

/** One line, whose characters may be written over. */
class Line {
  #characters = [];
  #styles = [];
  #cursor = 0;
  #taken = 0;
  #colour = '';
  #bold = '';

  /** Whether something has changed that was taken. */
  isOver = false;

  /** @param {string} text without controls */
  write(text) {
    const style = `${this.#colour} ${this.#bold}`.trim();
    const isOther = /^[\udc00-\udfff]/.test(text) && /^[\ud800-\udbff]/.test(this.#characters[this.#cursor - 1] ?? ''); // of a character whose first half is drawn
    this.isOver ||= this.#cursor < this.#taken || isOther;
    for (let index = 0; index < text.length; index++) {
      this.#characters[this.#cursor] = text[index];
      this.#styles[this.#cursor++] = style;
    }
  }

  start() {
    this.#cursor = 0;
  }

  back() {
    this.#cursor = Math.max(0, this.#cursor - 1);
  }

  /** Takes away what is behind the cursor. */
  erase() {
    this.isOver ||= this.#cursor < this.#taken;
    this.#characters.length = Math.min(this.#characters.length, this.#cursor);
    this.#styles.length = this.#characters.length;
  }

  /** Begins the next one, in the same style. */
  clear() {
    [this.#characters, this.#styles, this.#cursor, this.#taken, this.isOver] = [[], [], 0, 0, false];
  }

  /** What a sequence of numbers makes of the style. Backgrounds, and colours that the page has no name for, change nothing. @param {string} numbers */
  style(numbers) {
    const codes = numbers.split(/[;:]/).map((code) => Number(code) || 0);
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index];
      if (code === 0) {
        [this.#colour, this.#bold] = ['', ''];
      } else if (code === 1 || code === 22) {
        this.#bold = code === 1 ? 'ansi-bold' : '';
      } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
        this.#colour = `ansi-${colours[code % 10]}`;
      } else if (code === 39) {
        this.#colour = '';
      } else if ((code === 38 || code === 48) && index + 1 < codes.length) {
        if (code === 38 && codes[index + 1] === 5 && codes[index + 2] < 16) {
          this.#colour = `ansi-${colours[codes[index + 2] % 8]}`;
        }
        index += codes[index + 1] === 5 ? 2 : 4;
      }
    }
  }

  text() {
    return this.#characters.join('');
  }

  /** The runs of one style, as `[style, text]`, that nobody has taken; all where it was written over. */
  take() {
    const runs = [];
    for (let start = this.isOver ? 0 : this.#taken; start < this.#characters.length;) {
      let end = start;
      while (end < this.#characters.length && this.#styles[end] === this.#styles[start]) {
        end++;
      }
      runs.push([this.#styles[start], this.#characters.slice(start, end).join('')]);
      start = end;
    }
    this.#taken = this.#characters.length;
    this.isOver = false;
    return runs;
  }
}

/** @param {string} text @param {Line} line @param {() => void} onEnd is told at each line's end */
function read(text, line, onEnd) {
  for (const { 0: piece, groups: { numbers, end } } of text.matchAll(part)) {
    if (piece === '\n') {
      onEnd();
    } else if (piece === '\r') {
      line.start();
    } else if (piece === '\b') {
      line.back();
    } else if (end === 'm') {
      line.style(numbers);
    } else if (end === 'K' && (numbers === '' || numbers === '0')) {
      line.erase();
    } else if (!control.test(piece[0])) {
      line.write(piece);
    }
  }
}

function add(runs, [style, text]) {
  const last = runs.at(-1);
  if (last?.[0] === style) {
    last[1] += text;
  } else {
    runs.push([style, text]);
  }
}

/** Directive lines, as the engine's `DirectiveParser` reads them: words, quoted words, options and JSON values. */

/** A directive cannot be carried out. The message is one line for the reader. */
export class DirectiveError extends Error {
  name = 'DirectiveError';
}

const blank = /\s/;

/** @param {string} line @param {import('./catalog.mjs').Kernel} [kernel] in whose section it stands */
export function isDirective(line, kernel) {
  return isMarked(line) || (kernel?.hasReferences === true && isReference(line));
}

/** One line such as `#!set --name x --value 1`, in its parts. */
export class DirectiveLine {
  /** @param {string} text a line for which `isDirective` holds @throws {DirectiveError} a quote or bracket is not closed */
  constructor(text) {
    this.text = text;
    /** The words that belong to no option. @type {string[]} */
    this.args = [];
    /** Option name without dashes to its value; null for a flag. @type {Map<string, string | null>} */
    this.options = new Map();
    const words = wordsOf(text.slice(isMarked(text) ? 2 : 1), text);
    /** The word after `#!`, or `r` or `i`. */
    this.name = words[0].text;
    for (let index = 1; index < words.length; index++) {
      const { text: word, quoted } = words[index];
      const equals = word.indexOf('=');
      if (!quoted && text[1] !== '!' && word.startsWith('//')) {
        break; // #r and #i are C#, which has comments
      }
      if (quoted || word.length < 2 || word[0] !== '-' || /[0-9]/.test(word[1])) {
        this.args.push(word);
      } else if (equals > 2) {
        this.options.set(withoutDashes(word.slice(0, equals)), unquoted(word.slice(equals + 1)));
      } else if (index + 1 < words.length && (words[index + 1].quoted || !words[index + 1].text.startsWith('--'))) {
        this.options.set(withoutDashes(word), words[++index].text);
      } else {
        this.options.set(withoutDashes(word), null);
      }
    }
  }

  /** The name as it is written, such as `#!set` or `#r`. */
  get fullName() {
    return (this.text[1] === '!' ? '#!' : '#') + this.name;
  }

  /** An option's value, or else the first argument. @param {string} option */
  optionOrFirst(option) {
    return this.options.get(option) ?? this.args[0];
  }
}

function isMarked(line) {
  return /^#!\p{L}/u.test(line);
}

function isReference(line) {
  return /^#[ri](?:\s*"|\s*(?:-h|--help)\s*$)/.test(line);
}

function withoutDashes(option) {
  return option.replace(/^-+/, '');
}

function wordsOf(text, line) {
  const words = [];
  for (let at = 0; at < text.length;) {
    if (blank.test(text[at])) {
      at++;
      continue;
    }
    const start = at;
    if (text[at] === '"') {
      at = endOfQuote(text, at, line);
    } else if (text[at] === '{' || text[at] === '[') {
      at = endOfBracket(text, at, line);
    } else {
      at = endOfWord(text, at, line);
    }
    const word = text.slice(start, at);
    words.push({ text: unquoted(word), quoted: word[0] === '"' });
  }
  return words;
}

/** A word ends at a space, but not at one in quotes or JSON: `@input:"your name"`. */
function endOfWord(text, start, line) {
  let at = start;
  while (at < text.length && !blank.test(text[at])) {
    if (text[at] === '"') {
      at = endOfQuote(text, at, line);
    } else if ((text[at] === '{' || text[at] === '[') && (text[at - 1] === ':' || text[at - 1] === '=')) {
      at = endOfBracket(text, at, line);
    } else {
      at++;
    }
  }
  return at;
}

function endOfQuote(text, start, line) {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') {
      at++;
    } else if (text[at] === '"') {
      return at + 1;
    }
  }
  throw new DirectiveError(`a quote is not closed: ${line.trim()}`);
}

function endOfBracket(text, start, line) {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '"') {
      at = endOfQuote(text, at, line) - 1;
    } else if (text[at] === '{' || text[at] === '[') {
      depth++;
    } else if ((text[at] === '}' || text[at] === ']') && --depth === 0) {
      return at + 1;
    }
  }
  throw new DirectiveError(`a bracket is not closed: ${line.trim()}`);
}

/** Takes away the quotes of a whole word; a backslash keeps only a quote or backslash after it. */
function unquoted(word) {
  return word[0] === '"' ? word.slice(1, -1).replace(/\\(["\\])/g, '$1') : word;
}

/**
 * Tokens of a cell, as far as it takes to know what it declares: what are words, what are texts and comments, and which bracket closes which.
 * Where only a parser could tell, such as whether a slash divides, this is not attempted.
 */

/**
 * @typedef {object} Token
 * @property {'word' | 'operand' | 'open' | 'close' | 'sign'} kind
 * @property {string} text of a text or number only its first character
 * @property {boolean} isFirst whether a line ends before it
 * @property {number} [match] index of the bracket that belongs to it
 * @property {boolean} [isOpaque] of an opening brace: a function's or a class's body
 * @property {boolean} [isHead] of a bracket: what `if` and the like begin with
 * @property {boolean} [isArrow] of a brace: the body of an arrow function
 */

const between = /(?:[\s\ufeff]+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)*/y;
const word = /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d[\d_]*)?n?/y;
const text = /'(?:[^'\\\n\r]|\\(?:\r\n|[^]))*'|"(?:[^"\\\n\r]|\\(?:\r\n|[^]))*"/y;
const expression = /\/(?:[^/\\[\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029]|\[(?:[^\]\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*\])+\/[a-z]*/y;
const sign = /\.\.\.|\?\.(?!\d)|=>|\+\+|--|[^]/y;
const template = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y;
const lineEnd = /[\n\r\u2028\u2029]/;

const heads = /^(?:if|while|for|with|switch|catch)$/;
const beforeExpression = /^(?:return|typeof|case|in|instanceof|new|delete|void|throw|else|do)$/;
const values = /^(?:this|super|null|true|false)$/;
/** Words that begin what a cell has to be changed for, or that mean what only a parser knows. */
const special = /^(?:import|export|using)$/;
const call = /\s*\(/y;
/** Words that may be operands, or may stand before one. */
const ambiguous = /^(?:of|yield|async|get|set|static|let|await|var|const|function|class)$/;
const closing = { '(': ')', '[': ']', '{': '}', '`': '`', '${': '}' };

/** @param {string} code @returns {Token[] | undefined} undefined where it takes a parser */
export function tokensOf(code) {
  return /^#!|<!--|-->/.test(code) ? undefined : new Reader(code).read();
}

class Reader {
  #code;
  #at = 0;
  #tokens = [];
  #open = []; // indices of brackets that are not closed
  #classes = []; // how many brackets were open where a class began whose body is to come

  constructor(code) {
    this.#code = code;
  }

  read() {
    while (true) {
      const isFirst = lineEnd.test(this.#take(between) ?? '');
      if (this.#at === this.#code.length) {
        const isDirective = /["']/.test(this.#tokens[0]?.text); // such as 'use strict'
        return this.#open.length === 0 && !isDirective ? this.#tokens : undefined;
      }
      if (!this.#next(isFirst)) {
        return undefined;
      }
    }
  }

  #next(isFirst) {
    const name = this.#take(word);
    if (name !== undefined) {
      return this.#addWord(name, isFirst);
    }
    const first = this.#code[this.#at];
    if (/["'\d]/.test(first) || (first === '.' && /\d/.test(this.#code[this.#at + 1]))) {
      return this.#takeOperand(/\d|\./.test(first) ? number : text, isFirst);
    }
    if (first === '/') {
      const isDivision = this.#isAfterOperand();
      return isDivision === undefined ? false : isDivision ? this.#add('sign', this.#take(sign), isFirst) : this.#takeOperand(expression, isFirst);
    }
    if (first === '\\' || first === '@' || first === '#') {
      return false;
    }
    const found = this.#take(sign);
    if (found === '(' || found === '[' || found === '{') {
      return this.#addOpen(found, isFirst);
    }
    if (found === '`') {
      this.#addOpen(found, isFirst);
      return this.#takeTemplate();
    }
    if (found === ')' || found === ']' || found === '}') {
      return this.#addClose(found, isFirst);
    }
    return this.#add('sign', found, isFirst);
  }

  #addWord(name, isFirst) {
    const isMember = this.#isMember();
    if (!isMember && special.test(name) && !(name === 'import' && this.#isBefore(call))) {
      return false;
    }
    if (name === 'class' && !isMember) {
      this.#classes.push(this.#open.length);
    }
    return this.#add('word', name, isFirst, { isMember });
  }

  #addOpen(bracket, isFirst) {
    const before = this.#tokens.at(-1);
    const properties = {};
    if (bracket === '(') {
      const keyword = before?.text === 'await' ? this.#tokens.at(-2) : before;
      properties.isHead = keyword?.kind === 'word' && !keyword.isMember && heads.test(keyword.text);
      if (properties.isHead && this.#mayBeKey(this.#tokens.lastIndexOf(keyword))) {
        return false; // a method of that name
      }
      properties.isParameters = [1, 2, 3].some((back) => isWord(this.#tokens.at(-back), 'function') && this.#tokens.slice(-back + 1 || this.#tokens.length)
        .every(({ kind, text: each }) => kind === 'word' || each === '*'));
    } else if (bracket === '{') {
      const isClass = this.#classes.at(-1) === this.#open.length;
      const parameters = before?.text === ')' ? this.#tokens[before.match] : undefined;
      if (parameters && isFirst && !parameters.isHead && !parameters.isParameters && !isClass) {
        return false; // a call and a block, or a method
      }
      properties.isArrow = before?.text === '=>';
      properties.isOpaque = isClass || properties.isArrow || (parameters !== undefined && !parameters.isHead);
      if (isClass) {
        this.#classes.pop();
      }
    }
    this.#open.push(this.#tokens.length);
    return this.#add('open', bracket, isFirst, properties);
  }

  /** Whether the word at an index may be a key of an object, as no statement begins there. */
  #mayBeKey(index) {
    const before = this.#tokens[index - 1];
    if (before?.text !== '{') {
      return before !== undefined && (before.text === ',' || before.text === '*' || /^(?:get|set|async)$/.test(before.text));
    }
    const outside = this.#tokens[index - 2];
    return !(outside === undefined || /^(?:[);{}]|=>|else|do|try|finally)$/.test(outside.text));
  }

  #addClose(bracket, isFirst) {
    const index = this.#open.pop();
    const opening = this.#tokens[index];
    while (this.#classes.at(-1) > this.#open.length) {
      this.#classes.pop(); // a key of that name
    }
    if (!opening || closing[opening.text] !== bracket) {
      return false;
    }
    opening.match = this.#tokens.length;
    this.#add('close', bracket, isFirst, { match: index, isHead: opening.isHead, isArrow: opening.isArrow });
    return opening.text !== '${' || this.#takeTemplate();
  }

  /** The text of a template up to its end, or to where an expression begins. */
  #takeTemplate() {
    const part = this.#take(template);
    if (part === undefined) {
      return false;
    }
    return part.endsWith('`') ? this.#addClose('`', false) : this.#addOpen('${', false);
  }

  #takeOperand(pattern, isFirst) {
    const found = this.#take(pattern);
    return found !== undefined && this.#add('operand', found[0], isFirst);
  }

  /** Whether a slash divides here; undefined if only a parser knows. */
  #isAfterOperand() {
    const before = this.#tokens.at(-1);
    switch (before?.kind) {
      case undefined:
        return false;
      case 'operand':
        return true;
      case 'word':
        return before.isMember || values.test(before.text) ? true
          : beforeExpression.test(before.text) ? false
            : ambiguous.test(before.text) ? undefined : true;
      case 'close':
        return before.text === '}' ? undefined : !before.isHead;
      case 'sign':
        return before.text === '++' || before.text === '--' ? undefined : false;
      default:
        return false;
    }
  }

  #isMember() {
    const before = this.#tokens.at(-1);
    return before?.kind === 'sign' && (before.text === '.' || before.text === '?.');
  }

  #isBefore(pattern) {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#code);
  }

  #add(kind, of, isFirst, properties) {
    this.#tokens.push({ kind, text: of, isFirst, ...properties });
    return true;
  }

  #take(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#code)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

/** Whether a token is a word, and not a member of something. @param {Token | undefined} token @param {string} name */
export function isWord(token, name) {
  return token?.kind === 'word' && !token.isMember && token.text === name;
}

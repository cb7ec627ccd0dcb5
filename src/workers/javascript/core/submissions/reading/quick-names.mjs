/**
 * The names that a cell declares, without a parser: most cells need none. What is not plain here is a parser's (`declarations.mjs`), and both
 * are held to the same answers.
 */
import { Error, Map, RangeError } from '../../intrinsics.mjs';
import { isWord, tokensOf } from './tokens.mjs';

/** Only a parser can tell. */
class Unclear extends Error {}

const goesOn = /^(?:in|instanceof|of)$/;
const reserved = /^(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with|let|static|yield|await|async)$/;
/** Words that are names here and something else there. */
const ambiguous = /^(?:let|yield|static|debugger)$/;
const startsOperand = /^(?:\+\+|--|!|~|\{)$/;

/**
 * @param {string} code a cell
 * @returns {Map<string, string> | undefined} how each name is declared that later cells see; undefined where it takes a parser
 */
export function quickNames(code) {
  try {
    const tokens = tokensOf(code);
    return tokens && new Names(tokens).find();
  } catch (error) {
    if (error instanceof Unclear || error instanceof RangeError) { // or it is too long, or nested too deep, for the stack
      return undefined;
    }
    throw error;
  }
}

class Names {
  #tokens;
  #names = new Map();

  constructor(tokens) {
    this.#tokens = tokens;
  }

  find() {
    let depth = 0;
    for (let index = 0; index < this.#tokens.length; index++) {
      const token = this.#tokens[index];
      if (token.isOpaque) {
        index = token.match; // what a function declares is its own
      } else if (token.kind === 'open') {
        depth++;
      } else if (token.kind === 'close') {
        depth--;
      } else if (token.kind === 'word' && !token.isMember) {
        index = this.#word(token, index, depth === 0) - 1;
      }
    }
    return this.#names;
  }

  /** @returns {number} where to go on */
  #word(token, index, isTop) {
    const next = this.#tokens[index + 1];
    switch (token.text) {
      case 'var':
        return next?.text === ':' ? index + 1 : this.#declarations(index + 1, 'var');
      case 'const':
        return isTop ? this.#declarations(index + 1, 'const') : index + 1;
      case 'let':
        if (isTop && (next?.isFirst || !(this.#tokens[index - 1]?.isHead || this.#isStatement(index)))) {
          throw new Unclear(); // it may be a name
        }
        if (isTop && !(next?.kind === 'word' && !goesOn.test(next.text)) && next?.text !== '{' && next?.text !== '[') {
          throw new Unclear();
        }
        return isTop ? this.#declarations(index + 1, 'let') : index + 1;
      case 'function':
      case 'class':
        return isTop ? this.#named(token, index) : index + 1;
      case 'yield':
      case 'static':
      case 'debugger':
        throw new Unclear();
      case 'new':
        if (next?.text === '.') {
          throw new Unclear();
        }
        return index + 1;
      default:
        return index + 1;
    }
  }

  /** A function or class: a declaration where a statement begins, else an expression. */
  #named(token, index) {
    const start = token.text === 'function' && !token.isFirst && isWord(this.#tokens[index - 1], 'async') ? index - 1 : index;
    if (!this.#isStatement(start)) {
      return index + 1;
    }
    const name = this.#tokens[index + 1]?.text === '*' ? index + 2 : index + 1;
    this.#add(this.#tokens[name], token.text);
    return name + 1;
  }

  #isStatement(index) {
    const before = this.#tokens[index - 1];
    if (before === undefined || before.text === ';' || before.text === '}') {
      return true;
    }
    if (before.isHead) {
      throw new Unclear(); // `if (x)`, or the end of `do`
    }
    return this.#tokens[index].isFirst && this.#endsOperand(before);
  }

  /** Whether a statement may end with a token. */
  #endsOperand({ kind, text, isHead, isMember }) {
    if (kind === 'word') {
      return isMember || !reserved.test(text) || /^(?:this|null|true|false|break|continue|return|async)$/.test(text);
    }
    return kind === 'operand' || (kind === 'close' && !isHead) || text === '++' || text === '--';
  }

  /** Declarations, one after the other. */
  #declarations(index, kind) {
    for (let at = index; ; at++) {
      at = this.#binding(at, kind);
      if (this.#tokens[at]?.text === '=' && this.#tokens[at].kind === 'sign') {
        at = this.#behindValue(at + 1);
      }
      if (this.#tokens[at]?.text !== ',' || this.#tokens[at].kind !== 'sign') {
        return at;
      }
    }
  }

  /** The end of an expression: of a statement, or of what is before a comma. */
  #behindValue(start) {
    for (let at = start; ; at++) {
      const token = this.#tokens[at];
      if (!token || token.kind === 'close' || (token.kind === 'sign' && (token.text === ',' || token.text === ';'))) {
        return at;
      }
      if (at > start && token.isFirst && this.#isNewStatement(token, this.#tokens[at - 1])) {
        return at;
      }
      if (token.kind === 'word' && !token.isMember && (ambiguous.test(token.text) || (token.text === 'new' && this.#tokens[at + 1]?.text === '.'))) {
        throw new Unclear();
      }
      if (token.kind === 'open') {
        at = token.match;
      }
    }
  }

  #isNewStatement(token, before) {
    if (token.text === '!' || token.text === 'of' || (token.text === '{' && token.isOpaque) || (before.isArrow && token.text === ':')) {
      throw new Unclear(); // such as "!==", a name, a body, the rest of a condition
    }
    if (token.kind === 'open' && token.text !== '{' && (before.text === '++' || before.text === '--')) {
      throw new Unclear(); // nothing is called that was counted up
    }
    if (before.isArrow) {
      return true; // nothing else can go on behind it
    }
    return this.#endsOperand(before) && (token.kind === 'operand' || startsOperand.test(token.text) || (token.kind === 'word' && !goesOn.test(token.text)));
  }

  #binding(index, kind) {
    const token = this.#tokens[index];
    if (token?.text === '{' && token.kind === 'open') {
      return this.#objectPattern(index, kind);
    }
    if (token?.text === '[' && token.kind === 'open') {
      return this.#arrayPattern(index, kind);
    }
    this.#add(token, kind);
    return index + 1;
  }

  #objectPattern(index, kind) {
    const end = this.#tokens[index].match;
    let at = index + 1;
    while (at < end) {
      const key = this.#tokens[at];
      if (key.text === '...') {
        at = this.#binding(at + 1, kind);
      } else {
        at = key.kind === 'open' ? key.match + 1 : at + 1; // a key may be computed
        if (this.#tokens[at].text === ':') {
          at = this.#binding(at + 1, kind);
        } else {
          this.#add(key, kind);
        }
      }
      at = this.#behindElement(at, end);
    }
    return end + 1;
  }

  #arrayPattern(index, kind) {
    const end = this.#tokens[index].match;
    let at = index + 1;
    while (at < end) {
      if (this.#tokens[at].text === ',') {
        at++;
      } else {
        at = this.#behindElement(this.#binding(this.#tokens[at].text === '...' ? at + 1 : at, kind), end);
      }
    }
    return end + 1;
  }

  /** Behind the value that an element has if nothing is given, and its comma. */
  #behindElement(index, end) {
    let at = index;
    if (this.#tokens[at].text === '=') {
      while (at < end && this.#tokens[at].text !== ',') {
        at = this.#tokens[at].kind === 'open' ? this.#tokens[at].match + 1 : at + 1;
      }
    }
    if (at < end && this.#tokens[at].text !== ',') {
      throw new Unclear();
    }
    return at < end ? at + 1 : at;
  }

  #add(token, kind) {
    if (token?.kind !== 'word' || token.text[0] === '#' || reserved.test(token.text)) {
      throw new Unclear();
    }
    this.#names.set(token.text, kind);
  }
}

/** The code before a cursor, as tokens, and the chain of names that ends there. */
import { tokTypes, tokenizer } from 'acorn';
import { cellSyntax } from '../submissions/reading/parser.mjs';

const identifier = /[\p{ID_Continue}$\u200c\u200d]*/uy;

/**
 * @param {string} code
 * @returns {{tokens: import('acorn').Token[], rest: number | undefined, inComment: boolean}} the tokens up to its end or
 *   to what is none yet, such as an open string, which begins at `rest`; whether its end is in a comment
 */
export function tokensOf(code) {
  const tokens = [];
  let inComment = false;
  const onComment = (isBlock, text, start, end) => {
    inComment = !isBlock && end === code.length;
  };
  try {
    for (const token of tokenizer(code, { ...cellSyntax, onComment })) {
      tokens.push(token);
    }
  } catch (error) {
    return { tokens, rest: error.pos, inComment: /comment/.test(error.message) };
  }
  return { tokens, rest: undefined, inComment };
}

/** The end of the name in which, or before which, a position is. */
export function endOfName(code, position) {
  identifier.lastIndex = position;
  return position + identifier.exec(code)[0].length;
}

/** Whether a token is a name; after a dot keywords are names, too. */
export function isName(token) {
  return token !== undefined && (token.type === tokTypes.name || token.type.keyword !== undefined);
}

export function isDot(token) {
  return token?.type === tokTypes.dot || token?.type === tokTypes.questionDot;
}

/**
 * The chain, such as `a.b["c"][0]`, that ends with a token.
 * @returns {{root: {name: string} | {value: unknown}, keys: (string | number)[]} | undefined} nothing if it is no chain
 *   of names and constant keys: a call would have to be carried out
 */
export function chainEndingAt(tokens, index) {
  const keys = [];
  for (let at = index; at >= 0;) {
    const token = tokens[at];
    if (isName(token) && isDot(tokens[at - 1])) {
      keys.unshift(token.value);
      at -= 2;
    } else if (token.type === tokTypes.bracketR && isKey(tokens[at - 1]) && tokens[at - 2]?.type === tokTypes.bracketL && at > 2) {
      keys.unshift(tokens[at - 1].value);
      at -= tokens[at - 3]?.type === tokTypes.questionDot ? 4 : 3;
    } else {
      const root = rootOf(tokens, at);
      return root && { root, keys };
    }
  }
  return undefined;
}

/** The index of the token before the innermost parenthesis that is open at the end, or -1. */
export function calleeIndex(tokens) {
  const open = [];
  tokens.forEach(({ type }, index) => {
    if ([tokTypes.parenL, tokTypes.braceL, tokTypes.bracketL, tokTypes.dollarBraceL].includes(type)) {
      open.push(index);
    } else if ([tokTypes.parenR, tokTypes.braceR, tokTypes.bracketR].includes(type)) {
      open.pop();
    }
  });
  const last = open.findLast((index) => tokens[index].type === tokTypes.parenL);
  return last === undefined ? -1 : last - 1;
}

function isKey(token) {
  return token?.type === tokTypes.string || token?.type === tokTypes.num;
}

function rootOf(tokens, at) {
  const token = tokens[at];
  if (token.type === tokTypes.name) {
    return { name: token.value };
  }
  if (token.type === tokTypes.string) {
    return { value: token.value };
  }
  if (token.type === tokTypes.backQuote && tokens[at - 2]?.type === tokTypes.backQuote) {
    return { value: '' };
  }
  return token.type === tokTypes.bracketR && endsArray(tokens, at) ? { value: [] } : undefined;
}

/** Whether a bracket that ends there is of an array, and not of an index. */
function endsArray(tokens, at) {
  let depth = 0;
  for (let index = at; index >= 0; index--) {
    const { type } = tokens[index];
    depth += type === tokTypes.bracketR ? 1 : type === tokTypes.bracketL ? -1 : 0;
    if (depth === 0) {
      const before = tokens[index - 1];
      return !before || before.type.beforeExpr;
    }
  }
  return false;
}

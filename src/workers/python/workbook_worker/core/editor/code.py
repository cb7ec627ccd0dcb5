"""The code before a cursor as tokens, and the chain of names that ends there."""

import ast
import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n]* )
  | (?P<string>  (?i:[rbuf]{0,2})
                 (?: '{3} (?:\\.|(?!'{3}).)* (?:'{3}|\Z) | "{3} (?:\\.|(?!"{3}).)* (?:"{3}|\Z)
                   | ' (?:\\.|[^'\\\n])* (?:'|(?=\n)|\Z) | " (?:\\.|[^"\\\n])* (?:"|(?=\n)|\Z) ) )
  | (?P<name>    [^\W\d]\w* )
  | (?P<number>  \d\w*(?:\.\d\w*)? )
  | (?P<newline> \n )
  | (?P<joined>  \\\n )
  | (?P<op>      [^\s\w] )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = "([{", ")]}"


class Token(NamedTuple):
    """A piece of code."""

    kind: str
    text: str
    start: int
    end: int


class Chain(NamedTuple):
    """Names and constant keys, such as ``a.b["c"]``."""

    #: The name that it begins with, or a value if it begins with a literal.
    root: object
    is_name: bool
    #: ``(is_attribute, key)`` of each further step.
    steps: list[tuple[bool, object]]


def from_utf16(text: str, units: int) -> int:
    """The index of a character from its index in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def to_utf16(text: str, index: int) -> int:
    """The index in UTF-16 units of a character."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def tokens_of(code: str) -> list[Token]:
    """The tokens of any text, however wrong."""
    found = (Token(match.lastgroup, match[0], *match.span()) for match in _TOKEN.finditer(code))
    return [token for token in found if token.kind != "joined"]


def is_open_string(token: Token) -> bool:
    """Tells whether a string lacks its closing quotes."""
    body = token.text.lstrip("rbufRBUF")
    quote = body[:3] if body[:3] in ("'''", '"""') else body[:1]
    return len(body) < 2 * len(quote) or not body.endswith(quote)


def statement(tokens: list[Token]) -> list[Token]:
    """The tokens of the statement in which the code ends."""
    depth, start = 0, 0
    for index, token in enumerate(tokens):
        if token.kind == "op" and token.text in _OPENING:
            depth += 1
        elif token.kind == "op" and token.text in _CLOSING:
            depth = max(0, depth - 1)
        elif (token.kind == "newline" and not depth) or token.text == ";":
            start = index + 1
    return [token for token in tokens[start:] if token.kind not in ("newline", "comment")]


def callee(tokens: list[Token]) -> int:
    """The index of the token before the innermost parenthesis that is open at the end, or -1."""
    opened = []
    for index, token in enumerate(tokens):
        if token.kind == "op" and token.text in _OPENING:
            opened.append(index)
        elif token.kind == "op" and token.text in _CLOSING and opened:
            opened.pop()
    return opened[-1] - 1 if opened and tokens[opened[-1]].text == "(" else -1


def chain_ending_at(tokens: list[Token], index: int) -> Chain | None:
    """The chain that ends with a token, or None if it is none: a call would have to be carried out."""
    steps: list[tuple[bool, object]] = []
    while index >= 0:
        kind, text, *_ = tokens[index]
        before = tokens[index - 1].text if index > 0 else ""
        if kind == "name" and before == ".":
            steps.insert(0, (True, text))
            index -= 2
        elif text == "]" and index >= 3 and tokens[index - 2].text == "[" and _is_value(tokens[index - 3]):
            if tokens[index - 1].kind not in ("string", "number"):
                return None
            steps.insert(0, (False, ast.literal_eval(tokens[index - 1].text)))
            index -= 3
        elif kind == "name":
            return Chain(text, True, steps)
        else:
            literal = {"]": [], "}": {}}.get(text, "" if kind == "string" else None)
            return None if literal is None else Chain(literal, False, steps)
    return None


def _is_value(token: Token) -> bool:
    return token.kind in ("name", "string") or token.text in _CLOSING

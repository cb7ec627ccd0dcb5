"""The text of a cell becomes code."""

import __future__

import ast
from types import CodeType
from typing import NamedTuple

from . import magics, sources

_FEATURES = 0
for _name in __future__.all_feature_names:
    _FEATURES |= getattr(__future__, _name).compiler_flag

#: The features that cells imported from __future__: they hold for the later cells as well.
_features = 0


class Cell(NamedTuple):
    """A cell as it is run."""

    #: The statements, and the trailing expression, if there is one, on its own.
    codes: list[CodeType]
    #: Whether the value of the last is the cell's result: ``x;`` shows nothing, as in IPython.
    has_result: bool
    #: What was left out, for the reader.
    notes: list[str]


def compile_cell(code: str, file: str, line: int) -> Cell:
    """Compiles a cell.

    :param file: what the cell is called.
    :param line: the 1-based line of the cell at which the code starts.
    :raises SyntaxError: it is no Python; told in words that help.
    """
    source = "\n" * (line - 1) + code
    sources.remember(file, source, line)
    global _features
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | _features
    tree, read, notes = _parse(source, file, flags)
    sources.remember_classes(file, tree)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    codes = [compile(tree, file, "exec", flags, dont_inherit=True)]
    _features |= codes[0].co_flags & _FEATURES
    if last is not None:
        codes.append(compile(ast.Expression(last.value), file, "eval", flags | _features, dont_inherit=True))
    return Cell(codes, last is not None and not _is_ended(read, last), notes)


def refusal(code: str) -> SyntaxError | None:
    """Why a cell would not be compiled; nothing is kept of it."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | _features
    try:
        compile(_parse(code, "check", flags)[0], "check", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        return error
    return None


def _parse(source: str, file: str, flags: int) -> tuple[ast.Module, str, list[str]]:
    """The tree of a source, what was read of it, and notes on the magics that were left out."""
    read, notes = source, []
    while True:
        try:
            return compile(read, file, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True), read, notes
        except SyntaxError as error:
            if (skipped := magics.skip(error, read)) is None:
                raise magics.explain(error, source) from None
            read, note = skipped
            notes.append(note)


def _is_ended(source: str, last: ast.Expr) -> bool:
    """Whether a semicolon stands behind an expression; its end counts lines from 1, and columns in bytes."""
    behind = source.split("\n")[last.end_lineno - 1].encode()[last.end_col_offset :].decode()
    return behind.lstrip().startswith(";")

"""The text of a cell becomes code."""

import __future__

import ast
from types import CodeType

from . import magics, sources

_FEATURES = 0
for _name in __future__.all_feature_names:
    _FEATURES |= getattr(__future__, _name).compiler_flag

#: The features that cells imported from __future__: they hold for the later cells as well.
_features = 0


def compile_cell(code: str, file: str, line: int) -> list[CodeType]:
    """The statements of a cell, and its trailing expression, if there is one, on its own.

    :param file: what the cell is called.
    :param line: the 1-based line of the cell at which the code starts.
    :raises SyntaxError: it is no Python; told in words that help.
    """
    source = "\n" * (line - 1) + code
    sources.remember(file, source, line)
    global _features
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | _features
    try:
        tree = compile(source, file, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        raise magics.explain(error, source) from None
    sources.remember_classes(file, tree)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    codes = [compile(tree, file, "exec", flags, dont_inherit=True)]
    _features |= codes[0].co_flags & _FEATURES
    if last is not None:
        codes.append(compile(ast.Expression(last.value), file, "eval", flags | _features, dont_inherit=True))
    return codes

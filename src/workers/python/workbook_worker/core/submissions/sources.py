"""The source of cells, for tracebacks and for ``inspect.getsource``."""

import ast
import inspect
import linecache
from collections.abc import Iterator

_getfile = inspect.getfile
_cells_of_classes: dict[str, str] = {}  # By qualified name.


def install() -> None:
    """Lets ``inspect`` find the source of classes of cells; that of functions it finds by itself."""

    def getfile(object: object) -> str:  # noqa: A002 - named as in inspect
        """Work out which source or compiled file an object was defined in."""
        if isinstance(object, type) and object.__module__ == "__main__" and object.__qualname__ in _cells_of_classes:
            return _cells_of_classes[object.__qualname__]
        return _getfile(object)

    inspect.getfile = getfile


def remember(file: str, source: str, line: int) -> None:
    """Keeps the source of a cell, beside the earlier sections of the same cell.

    :param file: what the cell is called.
    :param line: the line at which the source begins; the lines before it are blank.
    """
    lines = source.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    earlier = linecache.getlines(file)[: line - 1]
    lines[: len(earlier)] = earlier
    linecache.cache[file] = (len(source), None, lines, file)


def remember_classes(file: str, tree: ast.Module) -> None:
    """Keeps in which cell classes are defined."""
    _cells_of_classes.update(dict.fromkeys(_class_names(tree), file))


def _class_names(node: ast.AST, scope: str = "") -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        inner = scope
        if isinstance(child, ast.ClassDef):
            yield scope + child.name
            inner = f"{scope}{child.name}."
        elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = f"{scope}{child.name}.<locals>."
        elif isinstance(child, ast.expr):
            continue
        yield from _class_names(child, inner)

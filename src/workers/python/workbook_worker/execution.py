"""Compiling and running the code of one cell."""

import __future__

import ast
import asyncio
import inspect
from types import CodeType

from . import errors, figures, magics, sources
from .display import show
from .output import Cell, Output

_FEATURES = 0
for _name in __future__.all_feature_names:
    _FEATURES |= getattr(__future__, _name).compiler_flag

#: The features that cells imported from __future__: they hold for the later cells as well.
_features = 0


class Execution:
    """One ``execute`` command.

    :param cell: whose output it makes.
    :param command: the command's fields.
    """

    def __init__(self, cell: Cell, command: dict) -> None:
        self.cell = cell
        self.marker: str = command["marker"]
        self._code: str = command["code"]
        self._line: int = command["line"]
        #: The task that runs the code, once it has begun.
        self.task: asyncio.Task | None = None
        #: Whether somebody asked to interrupt it while it ran.
        self.interrupted = False

    async def run(self, namespace: dict, output: Output) -> dict | None:
        """Runs the code, shows its last expression and gives the error in which it ended, as the fields of an event.

        Errors are described in here, not by whoever awaits this, because that runs code of the reader's, too
        (``__str__``): it must be as easy to interrupt as the cell.
        """
        try:
            try:
                value = None
                for code in self._compile():
                    value = eval(code, namespace)
                    if code.co_flags & inspect.CO_COROUTINE:
                        value = await value
                if value is not None:
                    show(output, "result", value)
            finally:
                figures.flush(show=not self.interrupted)
            return None
        except BaseException as error:
            return errors.describe(error, self.interrupted)

    def _compile(self) -> list[CodeType]:
        """The statements, and the trailing expression, if there is one, on its own."""
        file = self.cell.file
        source = "\n" * (self._line - 1) + self._code
        sources.remember(file, source, self._line)
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

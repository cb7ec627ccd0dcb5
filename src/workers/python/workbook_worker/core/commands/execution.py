"""Running the code of one cell."""

import asyncio
from inspect import CO_COROUTINE

from .. import errors
from ..display.functions import show
from ..formatting import figures
from ..output import Output
from ..running import Credit
from ..submissions import compiler
from . import results


async def evaluate(cell: compiler.Cell, namespace: dict) -> object:
    """Runs the code of a cell and gives the value of its last part."""
    value = None
    for code in cell.codes:
        value = eval(code, namespace)
        if code.co_flags & CO_COROUTINE:
            value = await value
    return value


class Execution:
    """One ``execute`` command.

    :param credit: whose output it makes.
    :param command: the command's fields.
    """

    def __init__(self, credit: Credit, command: dict) -> None:
        self.credit = credit
        self.marker: str = command.get("marker", "")  # a page sends none
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
                cell = compiler.compile_cell(self._code, self.credit.file, self._line)
                for note in cell.notes:
                    output.write("stderr", f"{note}\n")
                value = await evaluate(cell, namespace)
                if value is not None and cell.has_result:
                    show(output, "result", value)
                    results.remember(namespace, value)
            finally:
                figures.flush(show=not self.interrupted)
            return None
        except BaseException as error:
            return errors.describe(error, self.interrupted)

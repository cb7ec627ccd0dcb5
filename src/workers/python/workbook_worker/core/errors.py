"""Exceptions and warnings as the reader should see them: the lines of their own code, and none of the worker's."""

import asyncio
import os
import traceback

_START = os.getcwd()
_STANDARD_LIBRARY = os.path.dirname(os.__file__) + os.sep
_WORKER = os.path.dirname(os.path.dirname(os.path.dirname(__file__))) + os.sep
#: The file name of the worker's functions that readers may come to see.
WORKBOOK = "<workbook>"

_HANDLED = "the cell was interrupted, and ended by itself"


def describe(error: BaseException, interrupted: bool = False) -> dict:
    """The fields of an ``error`` event.

    :param interrupted: whether the cell had been asked to stop: then its cancellation is a KeyboardInterrupt.
    """
    if interrupted and isinstance(error, (KeyboardInterrupt, asyncio.CancelledError)):
        where = _cleaned(error).stack
        return _fields("KeyboardInterrupt", "", [*_stack_lines(where), "KeyboardInterrupt"])
    if isinstance(error, SystemExit):
        code = "" if error.code is None else repr(error.code)
        message = f"the cell called exit({code}), which ends the cell; the kernel and its variables live on"
        return _fields("SystemExit", message, [*_stack_lines(_cleaned(error).stack), f"SystemExit: {message}"])
    return _fields(type(error).__name__, _text(error), lines(error))


def interruption(handled: bool) -> dict:
    """The fields of an ``error`` event for an interrupted cell that left no exception.

    :param handled: whether its code ran to an end all the same.
    """
    message = _HANDLED if handled else ""
    return _fields("KeyboardInterrupt", message, [f"KeyboardInterrupt: {message}".rstrip(": ")])


def lines(error: BaseException) -> list[str]:
    """The traceback as Python prints it, with causes and exception groups, and only the reader's own frames."""
    return "".join(_cleaned(error).format()).rstrip("\n").split("\n")


def format_warning(message: object, category: type[Warning], file: str, line: int, cell: str) -> str:
    """A warning on one line, and the line of code below it.

    :param file: where Python noticed it. For a coroutine that was never awaited that is wherever its last reference
        went, which may be in the event loop: then the cell is named instead.
    :param cell: what the cell is called.
    """
    import linecache

    place = f"{_shown_path(file)}:{line}" if _is_readers(file) else cell
    source = linecache.getline(file, line).strip() if _is_readers(file) else ""
    return f"{place}: {category.__name__}: {message}\n" + (f"  {source}\n" if source else "")


def _fields(name: str, message: str, lines: list[str]) -> dict:
    return {"ename": name, "evalue": message, "traceback": lines}


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return f"<{type(error).__name__}.__str__ failed>"


def _stack_lines(stack: traceback.StackSummary | None) -> list[str]:
    if not stack:
        return []
    return ["Traceback (most recent call last):", *"".join(stack.format()).rstrip("\n").split("\n")]


def _cleaned(error: BaseException) -> traceback.TracebackException:
    whole = traceback.TracebackException.from_exception(error)
    rest = [whole]
    while rest:
        part = rest.pop()
        part.stack[:] = [frame for frame in part.stack if _is_readers(frame.filename)]
        for frame in part.stack:
            frame.filename = _shown_path(frame.filename)
        if getattr(part, "filename", None):  # of a SyntaxError
            part.filename = _shown_path(part.filename)
        rest += [other for other in (part.__cause__, part.__context__) if other is not None]
        rest += getattr(part, "exceptions", None) or []
    return whole


def _is_readers(file: str) -> bool:
    hidden = (_WORKER, _STANDARD_LIBRARY, WORKBOOK, "<frozen ")
    return not file.startswith(hidden) and "site-packages" not in file and "dist-packages" not in file


def _shown_path(file: str) -> str:
    """Relative to the notebook's folder, so that a saved notebook is the same on every machine."""
    try:
        return os.path.relpath(file, _START) if os.path.isabs(file) else file
    except ValueError:  # another drive
        return file

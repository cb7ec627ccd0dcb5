"""Where a KeyboardInterrupt may be raised, and where not.

An interrupt arrives as SIGINT on the main thread, between any two instructions. While the reader's code runs it is a
KeyboardInterrupt there. In the event loop's own code it would lose callbacks, and in the middle of sending a line it
would leave half a line: there it has to wait, or to become the cancellation of the cell's task.
"""

import os
import signal
import time
from _thread import get_ident
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .connection import Connection

_MAIN_THREAD = get_ident()
_WORKER = os.path.dirname(os.path.dirname(__file__))


class Shield:
    """``with shield:`` puts off an interrupt to the end of the block. Other threads receive none and pass freely."""

    def __init__(self) -> None:
        self._depth = 0
        self._pending = False

    def __enter__(self) -> None:
        if get_ident() == _MAIN_THREAD:
            self._depth += 1

    def __exit__(self, *_: object) -> None:
        if get_ident() == _MAIN_THREAD:
            self._depth -= 1
            if self._pending and not self._depth:
                self._pending = False
                raise KeyboardInterrupt

    def raise_interrupt(self) -> None:
        """Raises KeyboardInterrupt, now or at the end of the block."""
        if not self._depth:
            raise KeyboardInterrupt
        self._pending = True

    def forget(self) -> None:
        """Drops an interrupt that was put off: the cell that it was meant for has ended."""
        self._pending = False


shield = Shield()


def reader_code_runs(frame: FrameType | None, cell_code: object) -> bool:
    """Tells whether the interrupted thread was running code of the reader's, or code called by it.

    :param frame: the innermost frame.
    :param cell_code: the code object of the coroutine that runs a cell: what it calls is the reader's.
    """
    import asyncio
    import selectors

    loop = (_WORKER, os.path.dirname(asyncio.__file__) + os.sep, selectors.__file__)
    while frame is not None:
        if frame.f_code is cell_code or not frame.f_code.co_filename.startswith(loop):
            return True
        frame = frame.f_back
    return False


def runs(code: object, frame: FrameType | None) -> bool:
    """Tells whether a code object runs in a thread.

    :param frame: the thread's innermost frame.
    """
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


def give_way_to_commands(connection: "Connection") -> None:
    """Lets the thread that reads the commands have its turn as soon as one arrives.

    Code that gives up the interpreter's lock often, but only for moments, such as a loop of short tasks, can keep other
    threads waiting for seconds. So the kernel signals a command, and then the main thread stands back. Windows has no
    such signal.
    """
    if not hasattr(signal, "SIGIO"):
        return
    import fcntl

    def stand_back(_signal: int, _frame: FrameType | None) -> None:
        for _ in range(1000):
            if not connection.has_unread_commands():
                break
            time.sleep(0.0001)

    signal.signal(signal.SIGIO, stand_back)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, fcntl.fcntl(connection, fcntl.F_GETFL) | os.O_ASYNC)

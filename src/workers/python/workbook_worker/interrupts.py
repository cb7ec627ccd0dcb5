"""Where a KeyboardInterrupt may be raised, and where not.

An interrupt arrives as SIGINT on the main thread, between any two instructions. While the reader's code runs it is a
KeyboardInterrupt there. In the event loop's own code it would lose callbacks, and in the middle of sending a line it
would leave half a line: there it has to wait, or to become the cancellation of the cell's task.
"""

import os
from _thread import get_ident
from types import FrameType

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

"""What is known of the running code: the execution that is credited with its output, and the place where it runs."""

from __future__ import annotations

from _thread import RLock, get_ident
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from _thread import LockType
    from asyncio import AbstractEventLoop

    from .commands.execution import Execution

_MAIN_THREAD = get_ident()


class Credit(NamedTuple):
    """Who is credited."""

    #: The id of the ``execute`` command.
    id: str
    #: What the cell is called, such as ``cell 3``.
    file: str


#: The execution that started the running work. Tasks and callbacks inherit it, and keep it when the cell has ended.
CREDIT: ContextVar[Credit] = ContextVar("workbook_cell")


class Shell(Protocol):
    """What the core asks of the place where it runs: a process of its own, or a page."""

    #: Held while output is put together and sent. Reentrant, and the only lock: a signal handler or a finaliser may
    #: print in the middle of a print.
    lock: RLock

    def new_loop(self) -> AbstractEventLoop:
        """Makes the loop of all cells."""

    def wait(self, answered: LockType) -> None:
        """Waits, on the running thread, until a lock is free, and takes it.

        :raises StdinNotImplementedError: in this place nothing can be waited for.
        """

    def send(self, event: dict, surrogates: str = "replace", default: Callable[[object], object] | None = None) -> None:
        """Sends one event, whole, from any thread.

        :param surrogates: what happens to halves of surrogate pairs, which UTF-8 cannot say: an error handler's name.
        :param default: makes of an object that is no JSON one that is.
        :raises TypeError, ValueError, RecursionError: the event is not JSON; nothing was sent.
        """

    def call_soon(self, action: Callable[[], None]) -> None:
        """Calls an action in a moment, whatever code is running then. The latest wins."""

    def starting(self) -> None:
        """Called before the code of an execution runs."""

    def leaving(self) -> None:
        """Called when the code has run, where it ran: that may be a child process which it has forked."""

    def ending(self, execution: Execution) -> None:
        """Called when an execution has ended, before the host is told: what the shell still holds of it comes first."""

    def interrupt(self, execution: Execution) -> None:
        """Interrupts an execution, from any thread."""

    def give_up(self) -> None:
        """Ends the worker and says that a cell has left it nothing to run others with."""

    def end(self) -> None:
        """Ends the worker at once, whatever code is running."""


class Shield:
    """``with shield:`` puts off an interrupt to the end of the block. Other threads receive none and pass freely.

    In the middle of sending a line an interrupt would leave half a line: there it has to wait.
    """

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

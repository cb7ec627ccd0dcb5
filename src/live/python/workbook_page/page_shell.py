"""Ties the core to a page."""

import asyncio
import functools
import json
import sys
import time
from _thread import LockType, RLock
from collections.abc import Callable

from pyodide.ffi import can_run_sync, run_sync
from workbook_worker.core.commands.dispatcher import Dispatcher
from workbook_worker.core.commands.execution import Execution
from workbook_worker.core.questions import StdinNotImplementedError

from .loop import OwnLoops, PageLoop, aside

_pyodides_sleep = time.sleep


@functools.wraps(_pyodides_sleep)
def _sleep(seconds: float) -> None:
    """Stands still, as a thread does that sleeps. Pyodide's waits for the loop that it keeps from turning."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


class PageShell:
    """Runs cells in the turns that the page gives it.

    :param page: ``send(line)``, ``wake(seconds)``, ``arrival()`` (a promise of the next command) and ``end()``.
    """

    def __init__(self, page: object) -> None:
        self._page = page
        self._pyodides_loop = asyncio.get_running_loop()
        self.lock = RLock()
        time.sleep = _sleep
        asyncio.events._set_event_loop_policy(OwnLoops())
        self._dispatcher = Dispatcher(self)
        hooks = self._dispatcher.loop
        sys.set_asyncgen_hooks(firstiter=hooks._asyncgen_firstiter_hook, finalizer=hooks._asyncgen_finalizer_hook)
        self.send({"type": "ready", "language": "python", "version": sys.version.split()[0]})

    def accept(self, line: str) -> None:
        """Takes one command, as a line."""
        self._dispatcher.accept(json.loads(line))

    def turn(self) -> None:
        """Has the loop run what is runnable."""
        self._dispatcher.turn(self._dispatcher.loop.turn)

    # What the core asks for.

    def new_loop(self) -> PageLoop:
        """Makes the loop of all cells."""
        return PageLoop(self._page.wake)

    def send(self, event: dict, surrogates: str = "replace", default: Callable[[object], object] | None = None) -> None:
        """Sends one event.

        :raises TypeError, ValueError, RecursionError: the event is not JSON; nothing was sent.
        """
        line = json.dumps(event, ensure_ascii=False, allow_nan=False, default=default)
        self._page.send(line.encode("utf-8", surrogates).decode())

    def call_soon(self, action: Callable[[], None]) -> None:
        """Calls an action in a moment, when the running code gives way."""
        self._dispatcher.loop.call_soon(action)

    def wait(self, answered: LockType) -> None:
        """Waits until a lock is free, with the page going on, where the browser can have code stand still.

        :raises StdinNotImplementedError: it cannot.
        :raises KeyboardInterrupt: the cell was interrupted.
        """
        while not answered.acquire(blocking=False):
            if (execution := self._dispatcher.current) is not None and execution.interrupted:
                raise KeyboardInterrupt
            if not can_run_sync():
                raise StdinNotImplementedError("this browser cannot wait for an answer while a cell runs.")
            with aside(self._pyodides_loop):
                run_sync(self._page.arrival())

    def starting(self) -> None:
        """Nothing is to be prepared."""

    def leaving(self) -> None:
        """There are no child processes."""

    def ending(self, execution: Execution) -> None:
        """Nothing is held back."""

    def interrupt(self, execution: Execution) -> None:
        """Cancels what a cell awaits. Code that does not await never hears of it: then the page ends the worker."""
        execution.interrupted = True
        if execution.task is not None and not execution.task.done():
            execution.task.cancel()

    def give_up(self) -> None:
        """Ends the worker and says why: it can run no other cell."""
        self.send({"type": "ended", "message": "A cell has taken away what every Python cell needs."})
        self._page.end()

    def end(self) -> None:
        """Ends the worker."""
        self._page.end()

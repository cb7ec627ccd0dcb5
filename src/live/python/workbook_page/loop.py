"""asyncio's own event loops where there is nothing to wait for but time: the page turns one, code may make others."""

import asyncio
import threading
import time
from asyncio import events, tasks
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class PageLoop(asyncio.BaseEventLoop):
    """Everything in it is asyncio's, so order, context variables and debug mode are as in a process. Only where asyncio
    would wait for sockets it returns to the page.

    :param wake: has the page call :meth:`turn` after so many seconds, or earlier.
    """

    def __init__(self, wake: Callable[[float], None]) -> None:
        self._wake = wake
        super().__init__()
        self._selector = _Nothing()

    def turn(self) -> None:
        """Runs what is runnable now, once, and asks for the next turn.

        :raises KeyboardInterrupt, SystemExit: a task raised it.
        """
        try:
            with current(self):
                self._run_once()
        finally:
            if self._ready:
                self._wake(0)
            elif self._scheduled:
                self._wake(max(0, self._scheduled[0].when() - self.time()))

    def call_soon(self, callback: Callable, *args: object, context: object = None) -> asyncio.Handle:
        handle = super().call_soon(callback, *args, context=context)
        self._wake(0)
        return handle

    def call_at(self, when: float, callback: Callable, *args: object, context: object = None) -> asyncio.TimerHandle:
        timer = super().call_at(when, callback, *args, context=context)
        self._wake(max(0, when - self.time()))
        return timer

    def run_forever(self) -> None:
        raise RuntimeError("This event loop is turned by the page.")

    def _process_events(self, event_list: list) -> None:
        pass

    def _write_to_self(self) -> None:
        self._wake(0)


class OwnLoop(asyncio.BaseEventLoop):
    """A loop that code makes and runs itself. It keeps the thread until it is done: nothing else goes on meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Time()

    def _process_events(self, event_list: list) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


class OwnLoops(asyncio.events._BaseDefaultEventLoopPolicy):
    """What ``asyncio.new_event_loop()`` gives."""

    _loop_factory = OwnLoop


@contextmanager
def current(loop: asyncio.BaseEventLoop) -> Iterator[None]:
    """Makes a loop the running one. Pyodide has one of its own running always."""
    outer = events._get_running_loop()
    events._set_running_loop(loop)
    loop._thread_id = threading.get_ident()
    try:
        yield
    finally:
        loop._thread_id = None
        events._set_running_loop(outer)


@contextmanager
def aside(pyodides: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Makes Pyodide's loop the running one while code stands still: Pyodide waits for a promise with a task of the
    running loop, and a loop whose turn stands still runs none.
    """
    loop = events._get_running_loop()
    task = tasks._swap_current_task(loop, None)
    events._set_running_loop(pyodides)
    try:
        yield
    finally:
        events._set_running_loop(loop)
        tasks._swap_current_task(loop, task)


class _Time:
    """A selector that can only wait for a time."""

    def select(self, timeout: float | None = None) -> list:
        if timeout is None:
            raise RuntimeError(
                "This loop waits, but nothing is runnable and no timer is set: in a page nobody else can wake it."
            )
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            pass  # the page's timers are coarser than asyncio's
        return []

    def close(self) -> None:
        pass


class _Nothing:
    """A selector of nothing, which never waits."""

    def select(self, timeout: float | None = None) -> list:
        return []

    def close(self) -> None:
        pass

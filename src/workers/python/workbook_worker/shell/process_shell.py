"""A process of its own as the place where the core runs."""

import _thread
import asyncio
import os
import sys
from collections.abc import Callable
from os import _exit, getpid
from time import sleep

from ..core import time_limit
from ..core.commands.dispatcher import Dispatcher
from ..core.commands.execution import Execution
from . import lifetime
from .interrupts import Interrupts, give_way_to_commands
from .time_limit import limit_by_timer
from .transport import Connection

_SOON = 0.01  # seconds

#: Seconds between looks at signals. On Windows a wait for a lock ends for none.
_GLANCE = 0.1 if os.name == "nt" else -1


class ProcessShell:
    """Runs cells on the main thread, while another thread reads the host's commands.

    :param connection: the host's.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.lock = connection.lock
        self.send = connection.send
        self._process = getpid()
        self._main_thread = _thread.get_ident()
        self._raw = lifetime.RawStreams()
        self._bell = _thread.allocate_lock()
        self._bell.acquire()
        self._action: Callable[[], None] = lambda: None
        time_limit.install(limit_by_timer)
        for raw in (sys.__stdout__, sys.__stderr__):
            if raw is not None:
                raw.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
        self._dispatcher = Dispatcher(self)
        self._interrupts = Interrupts(self._dispatcher)
        give_way_to_commands(connection)
        _thread.start_new_thread(self._act_soon, ())

    def run(self) -> None:
        """Runs cells until the process is ended: by the host, by its absence, or by a cell."""
        _thread.start_new_thread(self._read_commands, ())
        self._dispatcher.run()

    def new_loop(self) -> asyncio.AbstractEventLoop:
        """Makes the loop of all cells."""
        return asyncio.new_event_loop()

    def wait(self, answered: _thread.LockType) -> None:
        """Waits until a lock is free. An interrupt ends the wait."""
        while not answered.acquire(timeout=_GLANCE):
            pass

    def call_soon(self, action: Callable[[], None]) -> None:
        """Calls an action in a moment, on a thread of its own."""
        self._action = action
        if self._bell.locked():
            self._bell.release()

    def starting(self) -> None:
        """Takes the interrupts again, if an earlier cell has dropped them."""
        self._interrupts.renew()

    def leaving(self) -> None:
        """Ends a child of ``os.fork`` that came to the end of the cell."""
        if getpid() != self._process:
            _exit(0)

    def ending(self, execution: Execution) -> None:
        """Tells the host that everything the cell printed to the process's own streams has arrived."""
        self._raw.mark(execution.marker)

    def interrupt(self, execution: Execution) -> None:
        """Interrupts an execution by a signal to the main thread; asked there, when it has left what it is at."""
        if _thread.get_ident() == self._main_thread:
            _thread.start_new_thread(self._interrupts.request, (execution,))
        else:
            self._interrupts.request(execution)

    def give_up(self) -> None:
        """Ends the process with words that the host knows (PythonLanguage.cs)."""
        self._raw.say("A cell has taken away what every Python cell needs.\n")
        lifetime.end()

    def end(self) -> None:
        """Ends the process and its child processes at once."""
        lifetime.end()

    def _read_commands(self) -> None:
        try:
            for command in self._connection.commands():
                self._dispatcher.accept(command)
        finally:
            lifetime.end()

    def _act_soon(self) -> None:
        while True:
            self._bell.acquire()
            sleep(_SOON)
            self._action()

"""How the worker ends, and its child processes with it."""

import os
import select
import signal
import sys
from os import _exit, dup2, fstat, write
from typing import NoReturn

from .transport import Connection

# A cell may change what the modules have under these names, and the process must still be able to end.
_killpg, _set_blocking = getattr(os, "killpg", None), getattr(os, "set_blocking", None)
_SIGKILL = getattr(signal, "SIGKILL", None)


def guard(connection: Connection) -> None:
    """Sees to it that the worker never outlives the host, and its child processes never the worker.

    The worker becomes the leader of a process group, so a Ctrl+C typed at the host is the host's alone. One process of
    that group waits until the host or the worker is gone, and ends the whole group. A thread could not do it: one call
    into C, such as ``sum(range(10**12))``, keeps every other thread from running. Windows has no process groups; there
    the thread that reads the commands must do.

    To be called while there is only one thread.
    """
    if not hasattr(os, "fork"):
        return
    try:
        os.setsid()
    except OSError:
        pass  # It leads one already.
    hangs_up, alive = os.pipe()  # Nobody writes: the reading end hangs up when the worker is gone.
    child = os.fork()
    if child == 0:
        # The guard is a grandchild, so that it is not one of the children for which cells may wait.
        if os.fork() == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # The host interrupts all that the worker has started.
            os.close(alive)
            os.closerange(0, 3)  # The host reads the worker's stdout, stderr and events to their end,
            connection.close_events()  # which comes when nobody has them open any more.
            _wait_for_hangup(hangs_up, connection.fileno())
            os.killpg(0, signal.SIGKILL)
        os._exit(0)
    os.waitpid(child, 0)
    os.close(hangs_up)
    os.register_at_fork(after_in_child=lambda: _detach(connection, alive))


def limit_memory() -> None:
    """Lets cells take as many bytes of address space as WORKBOOK_MEMORY_LIMIT says, on top of what the worker has.

    What goes beyond it is a MemoryError in the cell. Windows has no such limit, and macOS does not keep to it.
    """
    limit = os.environ.pop("WORKBOOK_MEMORY_LIMIT", None)
    if limit is None or os.name == "nt":
        return
    import resource

    try:
        with open("/proc/self/statm") as sizes:
            own = int(sizes.read().split()[0]) * resource.getpagesize()
    except OSError:
        own = 0
    resource.setrlimit(resource.RLIMIT_AS, (int(limit) + own, resource.getrlimit(resource.RLIMIT_AS)[1]))


def end() -> NoReturn:
    """Ends the worker and its child processes at once, whatever code is running."""
    if _killpg is not None:
        _killpg(0, _SIGKILL)
    _exit(0)


class RawStreams:
    """The process's own stdout and stderr, where child processes and native code print.

    Descriptors of its own lead there, because cells may close those of the process.
    """

    def __init__(self) -> None:
        self._streams = [(sys.__stdout__, 1, os.dup(1)), (sys.__stderr__, 2, os.dup(2))]

    def mark(self, text: str) -> None:
        """Flushes both and writes a text to them. What a cell has closed is open again for the next."""
        for stream, descriptor, own in self._streams:
            try:
                if stream is not None:
                    stream.flush()
            except (OSError, ValueError):
                pass  # A cell closed it.
            try:
                fstat(descriptor)
            except OSError:
                dup2(own, descriptor)
            _write(own, text)

    def say(self, text: str) -> None:
        """Writes a text to stderr."""
        _write(self._streams[1][2], text)


def _write(descriptor: int, text: str) -> None:
    if _set_blocking is not None:
        _set_blocking(descriptor, True)  # asyncio's pipes make it non-blocking, for everyone who has it.
    rest = text.encode()
    while rest:
        rest = rest[write(descriptor, rest) :]


def _wait_for_hangup(*descriptors: int) -> None:
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, 0)
    poll.poll()


def _detach(connection: Connection, alive: int) -> None:
    """Has a child made by ``os.fork``, and so by multiprocessing, print to the process's own stdout and stderr: the
    connections, their locks and the threads that serve them are the parent's.
    """
    connection.close()
    os.close(alive)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    signal.signal(signal.SIGINT, signal.default_int_handler)

"""How the worker ends, and what its forked children may not do."""

import os
import signal
import sys
from typing import NoReturn

from .connection import Connection


def lead_group() -> None:
    """Makes the worker the leader of its own process group: a Ctrl+C typed at the host is the host's, and the worker
    can take its child processes with it when it ends.
    """
    if hasattr(os, "setsid"):
        try:
            os.setsid()
        except OSError:
            pass  # It leads one already.


def end() -> NoReturn:
    """Ends the worker and its child processes at once, whatever code is running."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def detach_forked_children(connection: Connection) -> None:
    """Has children made by ``os.fork``, and so by multiprocessing, print to the process's own stdout and stderr: the
    connections, their locks and the threads that serve them are the parent's.
    """
    def detach() -> None:
        connection.close()
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=detach)


def flush_raw(text: str) -> None:
    """Flushes the process's own stdout and stderr and writes a text to both."""
    for stream, descriptor in ((sys.__stdout__, 1), (sys.__stderr__, 2)):
        try:
            if stream is not None:
                stream.flush()
            rest = text.encode()
            if hasattr(os, "set_blocking"):
                os.set_blocking(descriptor, True)  # asyncio's pipes make it non-blocking, for everyone who has it.
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        except (OSError, ValueError):
            continue  # A cell closed it. The others still get their text.

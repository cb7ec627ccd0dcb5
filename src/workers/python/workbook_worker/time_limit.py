"""A time limit for the reader's own code where no cell runs it, such as a ``__repr__`` that an editor asks for."""

from __future__ import annotations

import contextlib
import signal
import time
import types
from collections.abc import Iterator


class TimeLimitExceeded(BaseException):
    """Ends the code; not an ``Exception``, so that the code does not catch it by chance."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises ``TimeLimitExceeded`` in the main thread's code after so many seconds; has no effect on Windows."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: types.FrameType | None) -> None:
        raise TimeLimitExceeded(f"it took longer than {seconds:g} seconds")

    handler = signal.signal(signal.SIGALRM, stop)
    started = time.monotonic()
    remaining, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if remaining:  # Of a limit around this one, or a timer of the reader's: it goes on.
            remaining = max(remaining - (time.monotonic() - started), 1e-3)
        signal.setitimer(signal.ITIMER_REAL, remaining, interval)
        signal.signal(signal.SIGALRM, handler)

"""The time limit by a timer's signal."""

from __future__ import annotations

import contextlib
import signal
import time
import types
from collections.abc import Iterator

from ..core.time_limit import TimeLimitExceeded


@contextlib.contextmanager
def limit_by_timer(seconds: float) -> Iterator[None]:
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

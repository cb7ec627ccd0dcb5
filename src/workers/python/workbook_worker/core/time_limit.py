"""A time limit for the reader's own code where no cell runs it, such as a ``__repr__`` that an editor asks for."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext


def _none(_seconds: float) -> AbstractContextManager:
    return nullcontext()


_limit: Callable[[float], AbstractContextManager] = _none


class TimeLimitExceeded(BaseException):
    """Ends the code; not an ``Exception``, so that the code does not catch it by chance."""


def time_limit(seconds: float) -> AbstractContextManager:
    """Raises ``TimeLimitExceeded`` in the code after so many seconds, where the shell can."""
    return _limit(seconds)


def install(limit: Callable[[float], AbstractContextManager]) -> None:
    """Gives the shell's way to do it."""
    global _limit
    _limit = limit

"""Event loops that exchange the clock under unmodified asyncio code."""

import asyncio
import heapq
import itertools
import math
import selectors
import sys
import time

_IN_PAGE = sys.platform == "emscripten"
"""Whether this runs in a page, where there are no sockets, threads and signals."""

_TICKS_PER_SECOND = 10_000_000
"""A virtual clock counts in ticks of 100 ns, as .NET's TimeSpan does, so 0.1 + 0.2 is 0.3 in all three languages."""


class DeadlockError(RuntimeError):
    """Nothing is runnable and no timer is set, although the program is not done: what it awaits can never complete.

    In real time such a program would hang without a word.
    """


class _SocketlessLoop(asyncio.BaseEventLoop):
    """asyncio's loop without the socket by which other threads wake it: where there are neither."""

    def __init__(self, selector):
        super().__init__()
        self._selector = selector

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class _NoSockets:
    """A selector that can only wait. With nothing to wait for it would do so for ever: nobody else is there."""

    def select(self, timeout=None):
        if timeout is None:
            raise DeadlockError("Deadlock: the program waits, but nothing is runnable and no timer is set.")
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            pass  # time.sleep gives the page a turn there, and waits for a loop that is not running
        return []

    def close(self):
        pass


_Loop = _SocketlessLoop if _IN_PAGE else asyncio.SelectorEventLoop
_Selector = _NoSockets if _IN_PAGE else selectors.DefaultSelector


class VirtualLoop(_Loop):
    """An event loop whose time stands still while anything is runnable and jumps to the next timer when nothing is.

    Exact, with no drift: ``loop.time()`` is the time for which the last timer was set. It starts at 0. Timers that are
    due together fire in the order in which they were set, and everything that one of them makes runnable runs before
    the next. Use it as ``asyncio.Runner(loop_factory=VirtualLoop)`` or ``await play(main, VirtualLoop())``.

    It sees tasks and timers. Threads, sockets and child processes take no virtual time: while a program waits for
    nothing else, the loop jumps over them or reports a deadlock.
    """

    def __init__(self):
        self._now = 0
        self._timers = []
        self._order = itertools.count()
        super().__init__(_JumpingSelector(self._jump))

    def time(self):
        """Return the virtual time in seconds."""
        return self._now / _TICKS_PER_SECOND

    def call_at(self, when, callback, *args, context=None):
        """Set a timer for a moment of virtual time; ``call_later`` and ``asyncio.sleep`` come here, too."""
        self._check_closed()
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        due = max(self._now, round(when * _TICKS_PER_SECOND))
        heapq.heappush(self._timers, (due, next(self._order), timer, (callback, args, context)))
        return timer

    def _jump(self):
        while self._timers:
            due, _, timer, (callback, args, context) = heapq.heappop(self._timers)
            if not timer.cancelled():
                self._now = due
                self.call_soon(callback, *args, context=context)
                return
        waiting = sorted(task.get_coro().__qualname__ for task in asyncio.all_tasks(self))
        raise DeadlockError(
            f"Deadlock at {self.time():g} s of virtual time: the program waits, but nothing is runnable and no timer "
            f"is set. Waiting: {', '.join(waiting)}. Work in threads, sockets or processes is not seen by virtual time."
        )


class ScaledLoop(_Loop):
    """An event loop on the machine's clock, read as if every real second were many.

    ``scale`` is the real seconds for one second on this clock, such as 1/1000. Raises ValueError unless it is a
    positive number. Use it as ``await play(main, ScaledLoop(1 / 1000))``.
    """

    def __init__(self, scale):
        self.scale = scale
        self._start = super().time()
        super().__init__(_ScaledSelector(scale))
        if not (scale > 0 and math.isfinite(scale)):
            self.close()  # only now: asyncio's destructor expects a loop that was made
            raise ValueError(
                f"The scale is the real seconds for one second on the clock, such as 1/1000, and not {scale!r}."
            )
        self.slow_callback_duration /= scale  # debug mode measures callbacks with this clock

    def time(self):
        """Return the seconds on this clock since the loop was made."""
        return (super().time() - self._start) / self.scale


class _JumpingSelector(_Selector):
    """Where asyncio would block for ever, because nothing is runnable and it knows of no timer, time jumps instead."""

    def __init__(self, jump):
        super().__init__()
        self._jump = jump

    def select(self, timeout=None):
        ready = super().select(0)
        if timeout is None and not ready:
            self._jump()
        return ready


class _ScaledSelector(_Selector):
    """asyncio computes its waits in the loop's seconds; this one waits for them in real ones."""

    def __init__(self, scale):
        super().__init__()
        self._scale = scale

    def select(self, timeout=None):
        return super().select(timeout if timeout is None else timeout * self._scale)

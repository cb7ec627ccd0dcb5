"""Runs, their event log, and playing a program on a clock."""

import asyncio
import functools
import html
import sys

from .result_text import result_text


class Run(dict):
    """One run of a program: ``results`` by name, ``events`` as they happened, and the ``outcome``.

    It is a dict of these three, so that it can be shared as JSON, in the shape that all three languages have. As a
    cell's result it is the line that they share, too.
    """

    def __init__(self, results, events, outcome):
        super().__init__(results=results, events=events, outcome=outcome)

    @classmethod
    def of(cls, results, events=(), outcome="completed"):
        """Return a run of a program that was not played on a loop: ``results`` is a dict by name.

        ``outcome`` is "completed", or the error as "Type: message". Raises TypeError when the results have no names.
        """
        if not isinstance(results, dict):
            raise TypeError(
                f"A program returns its results by name, such as {{'hostDone': 3600}}, and not {results!r}."
            )
        return cls(results, list(events), outcome)

    @classmethod
    def not_run(cls, reason):
        """Return what stands for a run where a program cannot run; ``reason`` is such as "needs Python 3.12"."""
        return cls({}, [], f"not run: {reason}")

    @property
    def results(self):
        """What the program returned, by name."""
        return self["results"]

    @property
    def events(self):
        """What happened, in order: a list of ``{"t": seconds, "actor": who, "event": what}``."""
        return self["events"]

    @property
    def outcome(self):
        """How the program ended."""
        return self["outcome"]

    def __repr__(self):
        results = ", ".join(f"{name} = {result_text(value)}" for name, value in self.results.items())
        count = len(self.events)
        colon = ": " if results else ""
        return f"{self.outcome}{colon}{results} ({result_text(count)} {'event' if count == 1 else 'events'})"

    def _repr_html_(self):
        return f"<p>{html.escape(repr(self))}</p>"


class Runs(dict):
    """Runs by name, in the order in which they were added: variants of a problem, or whatever a chapter compares."""

    def __repr__(self):
        return "\n".join(self._lines())

    def _repr_html_(self):
        return f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in self._lines())}</ul>"

    def _lines(self):
        return [f"{name}: {run}" for name, run in self.items()]


class RunLog:
    """What happened in a run, in the order in which it happened, stamped by the running event loop.

    ``events`` is a list of ``{"t": seconds, "actor": who, "event": what}``.
    """

    def __init__(self):
        self.events = []

    def add(self, actor, event):
        """Note that something happened now and return the time that was stamped, in seconds.

        ``actor`` is who, such as "board 3": a lane of the timeline. ``event`` is what, such as "host moves".
        Raises RuntimeError where no event loop is running, such as in another thread.
        """
        t = asyncio.get_running_loop().time()
        self.events.append({"t": t, "actor": actor, "event": event})
        return t


def _in_place(run):
    """Call ``run``, which runs a loop of its own, from a task of another loop."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    asyncio.tasks._leave_task(loop, task)
    asyncio.events._set_running_loop(None)
    try:
        return run()
    finally:
        asyncio.events._set_running_loop(loop)
        asyncio.tasks._enter_task(loop, task)


async def apart(function, /, *args):
    """Call ``function``, which runs a loop of its own, apart from the notebook's loop, and return what it returns.

    It runs in a thread of its own; in a page, which has no threads, the notebook's own loop stands still meanwhile.
    """
    if sys.platform == "emscripten":
        return _in_place(functools.partial(function, *args))
    return await asyncio.to_thread(function, *args)


async def play(main, loop, *, record_error=False):
    """Play the coroutine function ``main`` on ``loop`` and return its run.

    ``main`` takes a RunLog and returns its results, a dict by name, or None. ``loop`` is a new VirtualLoop,
    ScaledLoop or any other event loop; it is closed at the end, and tasks that are still waiting then are cancelled.
    The loop runs in a thread of its own, since the notebook's own loop is running already; in a page, which has no
    threads, the notebook's own loop stands still meanwhile.

    An exception is raised as it was, or with ``record_error`` becomes the run's outcome, as "Type: message".
    DeadlockError says that virtual time found the program waiting for something that can never happen.
    """
    log = RunLog()
    program = None

    async def record():
        nonlocal program
        program = asyncio.current_task()
        return await main(log)

    def run():
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            return runner.run(record())

    try:
        results = await apart(run)
        return Run.of({} if results is None else results, log.events)
    except (asyncio.CancelledError, KeyboardInterrupt):
        if program is not None and not loop.is_closed():
            loop.call_soon_threadsafe(program.cancel)  # the cell was interrupted: its thread must not go on
        raise
    except Exception as error:
        if not record_error:
            raise
        return Run.of({}, log.events, f"{type(error).__name__}: {error}")

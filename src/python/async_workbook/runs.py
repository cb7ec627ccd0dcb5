"""The event log, and playing a program on a clock."""

import asyncio


class EventLog:
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


async def play(main, loop, *, record_error=False):
    """Play the coroutine function ``main`` on ``loop`` and return its run.

    ``main`` takes an EventLog and returns its results, a dict by name, or None. ``loop`` is a new VirtualLoop,
    ScaledLoop or any other event loop; it is closed at the end, and tasks that are still waiting then are cancelled.
    The loop runs in a thread of its own, since the notebook's own loop is running already.

    The run is ``{"results": {...}, "events": [...], "outcome": "completed"}``. An exception is raised as it was, or
    with ``record_error`` becomes the outcome, as "Type: message". DeadlockError says that virtual time found the
    program waiting for something that can never happen.
    """
    log = EventLog()
    program = None

    async def record():
        nonlocal program
        program = asyncio.current_task()
        return await main(log)

    def run():
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            return runner.run(record())

    try:
        results = await asyncio.to_thread(run)
        if not isinstance(results, dict | None):
            raise TypeError(
                f"A program returns its results by name, such as {{'hostDone': 3600}}, and not {results!r}."
            )
        outcome = "completed"
    except (asyncio.CancelledError, KeyboardInterrupt):
        if program is not None and not loop.is_closed():
            loop.call_soon_threadsafe(program.cancel)  # the cell was interrupted: its thread must not go on
        raise
    except Exception as error:
        if not record_error:
            raise
        results, outcome = None, f"{type(error).__name__}: {error}"
    return {"results": results or {}, "events": log.events, "outcome": outcome}

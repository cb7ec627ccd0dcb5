"""Ways to have many waits under way.

Each starts them, says so when all are under way and how to see whether none is done, and returns how many have come to
their end.
"""

import asyncio
import threading


async def coroutine(tasks, seconds, under_way):
    """The unit: a coroutine that awaits one timer, as a task."""

    async def wait():
        await asyncio.sleep(seconds)

    return await all_of([asyncio.create_task(wait()) for _ in range(tasks)], under_way)


async def timer(tasks, seconds, under_way):
    """No coroutine of one's own: tasks that are timers."""
    return await all_of([asyncio.create_task(asyncio.sleep(seconds)) for _ in range(tasks)], under_way)


async def bare(tasks, seconds, under_way):
    """No tasks at all: futures that timers complete."""
    loop = asyncio.get_running_loop()

    def wait():
        future = loop.create_future()
        loop.call_later(seconds, future.set_result, None)
        return future

    return await all_of([wait() for _ in range(tasks)], under_way)


async def group(tasks, seconds, under_way):
    """The unit, in a TaskGroup."""

    async def wait():
        await asyncio.sleep(seconds)

    async with asyncio.TaskGroup() as nursery:
        waits = [nursery.create_task(wait()) for _ in range(tasks)]
        await asyncio.sleep(0)
        under_way(lambda: none_done(waits))
    return sum(wait.done() for wait in waits)


async def thread(tasks, seconds, under_way):
    """A thread for each, for comparison."""
    threads = [threading.Thread(target=time_out, args=(seconds,)) for _ in range(tasks)]
    for each in threads:
        each.start()
    under_way(lambda: all(each.is_alive() for each in threads))
    for each in threads:
        each.join()
    return tasks - sum(each.is_alive() for each in threads)


def time_out(seconds):
    """Blocks its thread."""
    threading.Event().wait(seconds)


async def all_of(waits, under_way):
    """One turn of the loop later all have begun; then waits for all."""
    await asyncio.sleep(0)
    under_way(lambda: none_done(waits))
    return len(await asyncio.gather(*waits))


def none_done(waits):
    """Whether all are still waiting."""
    return not any(each.done() for each in waits)


VARIANTS = {"coroutine": coroutine, "timer": timer, "bare": bare, "group": group, "thread": thread}

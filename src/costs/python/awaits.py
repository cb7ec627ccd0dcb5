"""Kinds of awaits. Each is a coroutine function that does its operation as often as it is told."""

import asyncio


def plain():
    """A call, for comparison."""
    return 1


async def frames(depth):
    """A coroutine through as many frames as it is told, of which none waits."""
    return await frames(depth - 1) if depth > 1 else 1


async def yielding_frames(depth):
    """The same, and the innermost gives way once."""
    return await yielding_frames(depth - 1) if depth > 1 else await asyncio.sleep(0, 1)


async def call(count):
    """No await at all."""
    for _ in range(count):
        plain()


async def ready(count):
    """Something that is complete, and kept."""
    done = asyncio.get_running_loop().create_future()
    done.set_result(1)
    for _ in range(count):
        await done


async def create(count):
    """Tasks, a thousand at a time, that give way once."""
    for done in range(0, count, 1000):
        await asyncio.gather(*[asyncio.create_task(asyncio.sleep(0)) for _ in range(min(1000, count - done))])


async def ping_pong(count):
    """A message there and back, through two queues."""
    there, back = asyncio.Queue(), asyncio.Queue()

    async def other():
        for _ in range(count):
            await back.put(await there.get())

    answering = asyncio.create_task(other())
    for i in range(count):
        await there.put(i)
        await back.get()
    await answering


def through(depth, run):
    """The operation through a number of frames."""

    async def operation(count):
        for _ in range(count):
            await run(depth)

    return operation


KINDS = {
    "call": call,
    "ready": ready,
    "completed 1": through(1, frames),
    "completed 10": through(10, frames),
    "completed 100": through(100, frames),
    "yielding 1": through(1, yielding_frames),
    "yielding 10": through(10, yielding_frames),
    "yielding 100": through(100, yielding_frames),
    "create": create,
    "ping-pong": ping_pong,
}

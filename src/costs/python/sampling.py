"""Nanoseconds of processor time an operation, by warm-up and samples.

What others on the machine do changes little of that.
"""

import time


async def nanoseconds(run, samples, seconds):
    """Finds how many operations fill the given seconds, which warms up, and measures as many several times.

    `run(count)` is a coroutine function that does the operation that often.
    """
    count, took = 1, 0.0
    while took < seconds:
        count = count * 2 if took < seconds / 100 else int(count * 1.1 * seconds / took) + 1
        took = await timed(run, count)
    return [await timed(run, count) / count * 1e9 for _ in range(samples)]


async def timed(run, count):
    """The seconds of processor time that it takes."""
    began = time.process_time()
    await run(count)
    return time.process_time() - began

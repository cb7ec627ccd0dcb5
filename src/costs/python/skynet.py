"""A tree in which each task has ten children, down to the leaves, which answer with their number."""

import asyncio


async def skynet(first, leaves):
    """The sum of the numbers of the leaves from the first one on."""
    if leaves == 1:
        return first
    share = leaves // 10
    children = [asyncio.create_task(skynet(first + i * share, share)) for i in range(10)]
    return sum([await child for child in children])

"""What tasks and awaits cost in Python, measured in this process and printed as one line of JSON.

python3 costs.py waiting VARIANT TASKS SECONDS [LOOP]    tasks that wait for a timer, all at once
python3 costs.py awaits SAMPLES MILLISECONDS [LOOP]      nanoseconds of processor time an operation
python3 costs.py skynet LEVELS [LOOP]                    a tree of tasks, ten children each
python3 costs.py versions                                of the runtime and of uvloop

LOOP is asyncio (the default) or uvloop.
"""

import asyncio
import json
import platform
import sys
import time

from awaits import KINDS
from memory import peak_bytes
from sampling import nanoseconds
from skynet import skynet
from waiting import VARIANTS


async def waiting(variant, tasks, seconds):
    """Starts the tasks, waits for all, and says how long both took and how much memory there was at most."""
    created = all_at_once = None

    def under_way(are_pending):
        nonlocal created, all_at_once
        created = clocks()
        all_at_once = are_pending()

    began = clocks()
    finished = await VARIANTS[variant](int(tasks), float(seconds), under_way)
    ended = clocks()
    return {
        "variant": variant,
        "tasks": int(tasks),
        "seconds": float(seconds),
        "finished": finished,
        "allAtOnce": all_at_once,
        "createdSeconds": created[0] - began[0],
        "createdProcessorSeconds": created[1] - began[1],
        "totalSeconds": ended[0] - began[0],
        "processorSeconds": ended[1] - began[1],
        "peakBytes": peak_bytes(),
    }


async def awaits(samples, milliseconds):
    """Measures each kind of await, one after the other."""
    return {kind: await nanoseconds(run, int(samples), float(milliseconds) / 1000) for kind, run in KINDS.items()}


async def tree(levels):
    """Counts and times a tree of tasks."""
    began = clocks()
    total = await skynet(0, 10 ** int(levels))
    ended = clocks()
    return {
        "levels": int(levels),
        "sum": total,
        "totalSeconds": ended[0] - began[0],
        "processorSeconds": ended[1] - began[1],
        "peakBytes": peak_bytes(),
    }


def clocks():
    """The time, and the processor time that this process has used."""
    return time.perf_counter(), time.process_time()


async def versions():
    """The names and versions of what is measured."""
    found = {"runtime": f"{platform.python_implementation()} {platform.python_version()}"}
    try:
        import uvloop

        found["uvloop"] = uvloop.__version__
    except ImportError:
        pass
    return found


def loop_factory(name):
    """What makes a loop of that name."""
    if name == "asyncio":
        return asyncio.new_event_loop
    import uvloop

    return uvloop.new_event_loop


COMMANDS = {"waiting": (waiting, 3), "awaits": (awaits, 2), "skynet": (tree, 1), "versions": (versions, 0)}


def main():
    """Runs the command of the command line."""
    command, count = COMMANDS.get(next(iter(sys.argv[1:]), ""), (None, 0))
    given = sys.argv[2:]
    if command is None or len(given) not in (count, count + 1):
        sys.exit(__doc__)
    loop = given[count] if len(given) > count else "asyncio"
    with asyncio.Runner(loop_factory=loop_factory(loop)) as runner:
        print(json.dumps({"language": "Python", "loop": loop, **runner.run(command(*given[:count]))}))


if __name__ == "__main__":
    main()

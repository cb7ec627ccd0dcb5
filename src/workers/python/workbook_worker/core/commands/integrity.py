"""Whether the worker can run another cell.

It shares its interpreter with cells: one that empties the builtins or takes asyncio apart may leave nothing that works,
and the next cells would fail or wait for no fault of their own. What is used in here after a cell has run is held by
names of this module, for a cell may have changed all others.
"""

import asyncio
import builtins
import sys

from .. import errors
from ..formatting.forms import bundle
from ..submissions.compiler import compile_cell
from .execution import evaluate

#: What cells, the worker and the loop call. All that is loaded would take longer to look at than a cell.
_MODULES = (
    "builtins",
    "_thread",
    "ast",
    "codecs",
    "collections",
    "contextvars",
    "functools",
    "heapq",
    "inspect",
    "linecache",
    "os",
    "select",
    "selectors",
    "signal",
    "socket",
    "sys",
    "threading",
    "time",
    "traceback",
    "types",
    "weakref",
    "json",
    "json.decoder",
    "json.encoder",
    "json.scanner",
    "asyncio",
    "asyncio.base_events",
    "asyncio.coroutines",
    "asyncio.events",
    "asyncio.futures",
    "asyncio.locks",
    "asyncio.queues",
    "asyncio.runners",
    "asyncio.selector_events",
    "asyncio.taskgroups",
    "asyncio.tasks",
    "asyncio.timeouts",
    "asyncio.unix_events",
)
_CLASSES = (
    ("json.encoder", "JSONEncoder"),
    ("json.decoder", "JSONDecoder"),
    ("socket", "socket"),
    ("threading", "Thread"),
)
#: Their values change by themselves.
_RESTLESS = ("sys",)

#: A cell that needs what most cells need.
_PROBE = """\
import asyncio, json
async def plus(n):
    await asyncio.sleep(0)
    return [n + i for i in range(2)]
class One:
    def __repr__(self):
        return str(1)
json.loads(json.dumps([*await asyncio.gather(plus(1), asyncio.create_task(plus(2))), f"{One()!r}"]).encode())
"""
_PROBED = [[1, 2], [2, 3], "1"]

_modules = sys.modules
_Exception, _callable, _vars = Exception, callable, vars
_set_running_loop = asyncio._set_running_loop
_error = ValueError("probe")
#: Without these no cell can do anything. A cell may put others in their places.
_needed = [
    (vars(module), [name for name in names if callable(getattr(module, name, None))])
    for module, names in ((builtins, [name for name in vars(builtins) if name[0] != "_"]), (asyncio, asyncio.__all__))
]
_needed.append((vars(builtins), ["__build_class__", "__import__"]))


class Integrity:
    """What cells share with the worker, as it was when they did no harm.

    :param loop: the loop of all cells.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._loaded: list[tuple[str, object]] = []
        self._seen: list[tuple[object, dict]] = []
        self._own: set[str] = set()  # the loop's own attributes
        self.accept()

    def accept(self) -> None:
        """Takes everything as it is now: to be called before the first cell, and when a change has done no harm."""
        loaded = [(name, _modules[name]) for name in _MODULES if name in _modules]
        classes = [getattr(_modules[of], name, None) for of, name in _CLASSES if of in _modules]
        classes += type(self._loop).__mro__
        watched = [vars(module) for name, module in loaded if name not in _RESTLESS]
        watched += [vars(of) for of in classes if isinstance(of, type) and of is not object]
        self._loaded = loaded
        self._seen = [(names, dict(names)) for names in watched]
        self._own = set(vars(self._loop))

    def is_unchanged(self) -> bool:
        """Tells whether all is as it was accepted; takes microseconds, for it is asked after every cell."""
        try:
            for name, module in self._loaded:
                if _modules.get(name) is not module:
                    return False
            for now, accepted in self._seen:
                if now != accepted:
                    return False
            return _vars(self._loop).keys() == self._own
        except _Exception:
            return False  # what stands there now cannot even be compared

    async def works_still(self) -> bool:
        """Runs a cell that needs what most cells need, and tells whether it does what it should."""
        try:
            for names, needed in _needed:
                for name in needed:
                    if not _callable(names.get(name)):
                        return False
            _set_running_loop(self._loop)
            self._loop.call_soon_threadsafe(_nothing)
            self._loop.call_soon(_nothing)
            result = await evaluate(compile_cell(_PROBE, "probe", 1), {"__name__": "probe"})
            if result != _PROBED or not bundle(result)[0] or not errors.describe(_error)["traceback"]:
                return False
            self.accept()
            return True
        except _Exception:
            return False


def _nothing() -> None:
    pass

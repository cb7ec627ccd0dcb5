"""The last results of cells as ``_``, ``__`` and ``___``, as in IPython."""

import inspect

_NAMES = ("_", "__", "___")
_none = object()
_known: list[object] = []  # What the names stand for, the newest first.


def remember(namespace: dict, value: object) -> None:
    """Makes a value the last result, unless the reader uses one of the names for something else. Not a coroutine:
    Python says that it was never awaited when nobody holds it any more.
    """
    if inspect.iscoroutine(value):
        return
    held = [namespace.get(name, _none) for name in _NAMES]
    if any(now is not was for now, was in zip(held, [*_known, _none, _none, _none], strict=False) if now is not _none):
        return
    _known[:] = [value, *_known][: len(_NAMES)]
    namespace.update(zip(_NAMES, _known, strict=False))

"""The variables of the cells, each in a line."""

import re
import reprlib
import types

from ..time_limit import time_limit
from .live import Found, is_a, signature

#: How long, in seconds, a value may take to describe itself.
_PATIENCE = 1.0
_LENGTH = 120  # characters
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = _LENGTH
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxfrozenset = self.maxdeque = 8
        self.maxlevel = 3

    def repr_instance(self, value: object, level: int) -> str:
        return repr(value)


_short = _Short()


def variables(namespace: dict) -> list[dict]:
    """Name, type and value of the variables, by name, without modules and names that begin with an underscore."""
    return [
        {"name": name, "type": type_name(value), "value": short(value)}
        for name, value in sorted(namespace.items())
        if not name.startswith("_") and not is_a(value, types.ModuleType)
    ]


def type_name(value: object) -> str:
    """What the type of a value is called."""
    return type.__dict__["__name__"].__get__(type(value))


def short(value: object) -> str:
    """A value in a line: its ``repr``, without its address. Reprs of the reader's may fail in any way."""
    if is_a(value, (types.FunctionType, type)):
        return f"{value.__name__}{signature(Found(value)) or ''}"
    try:
        with time_limit(_PATIENCE):
            text = _ADDRESS.sub("", " ".join(_short.repr(value).split()))
    except BaseException as error:
        return f"<{type_name(value)}: its repr failed with {type(error).__name__}>"
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"

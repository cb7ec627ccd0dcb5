"""Reads live objects without running code of the reader's: calls no property, no ``__getattr__`` and no ``__dir__``."""

import builtins
import inspect
import types
from collections.abc import Iterator
from typing import NamedTuple

from .code import Chain

_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.ClassMethodDescriptorType,
)
_OF_C = (types.GetSetDescriptorType, types.MemberDescriptorType)
_MISSING = object()


class Found(NamedTuple):
    """A value, and whether its first parameter is given already, because it is a method."""

    value: object
    bound: bool = False


def is_a(value: object, kind: type | tuple) -> bool:
    """``isinstance``, but without asking the value for its ``__class__``."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return any(each in type.__getattribute__(type(value), "__mro__") for each in kinds)


def kind_of(value: object, otherwise: str) -> str:
    """What a completion calls it."""
    if is_a(value, type):
        return "class"
    if is_a(value, types.ModuleType):
        return "module"
    return "function" if is_a(value, (*_FUNCTIONS, staticmethod, classmethod)) else otherwise


def look_up(chain: Chain, namespace: dict) -> Found | None:
    """What a chain of names stands for, or None if only code of the reader's could tell."""
    if not chain.is_name:
        found = Found(chain.root)
    elif chain.root in namespace:
        found = Found(namespace[chain.root])
    elif hasattr(builtins, chain.root):
        found = Found(getattr(builtins, chain.root))
    else:
        return None
    for is_attribute, key in chain.steps:
        found = attribute(found.value, key) if is_attribute else _item(found.value, key)
        if found is None:
            return None
    return found


def attribute(owner: object, name: str) -> Found | None:
    """An attribute, if it is known without running code of the reader's."""
    raw = inspect.getattr_static(owner, name, _MISSING)
    if raw is _MISSING:
        return None
    if is_a(raw, staticmethod):
        return Found(raw.__func__)
    if is_a(raw, classmethod):
        return Found(raw.__func__, bound=True)
    if is_a(raw, _OF_C):
        try:
            return Found(raw.__get__(owner, type(owner)))
        except Exception:
            return None
    if is_a(raw, _FUNCTIONS):
        return Found(raw, bound=is_a(raw, types.FunctionType) and not is_a(owner, (type, types.ModuleType)))
    is_descriptor = any("__get__" in vars(base) for base in type.__getattribute__(type(raw), "__mro__"))
    return None if is_descriptor else Found(raw)


def attributes(owner: object) -> dict[str, object]:
    """The attributes by name, as they are stored; the object's own before those of its classes."""
    found: dict[str, object] = {}
    for holder in _holders(owner):
        for name, value in list(holder.items()):
            if isinstance(name, str):
                found.setdefault(name, value)
    return found


def signature(found: Found) -> inspect.Signature | None:
    """How a function, a class or an object is called, as far as it is known."""
    value, bound = found
    if not is_a(value, (*_FUNCTIONS, type)):
        call = attribute(type(value), "__call__")
        if call is None or not is_a(call.value, types.FunctionType):
            return None
        value, bound = call.value, True
    try:
        whole = inspect.signature(value)
    except Exception:
        return None  # It is in C and does not tell.
    return whole.replace(parameters=list(whole.parameters.values())[int(bound) :])


def keys(owner: object) -> list[str]:
    """The keys that are text: of a dict, the columns of a DataFrame."""
    kind = type(owner)
    is_table = kind.__name__ == "DataFrame" and kind.__module__.startswith("pandas.")
    return [key for key in owner if type(key) is str] if kind is dict or is_table else []


def _item(owner: object, key: object) -> Found | None:
    if type(owner) not in (dict, list, tuple, str):
        return None
    try:
        return Found(owner[key])
    except (LookupError, TypeError):
        return None


def _holders(owner: object) -> Iterator[dict]:
    classes = type.__getattribute__(type(owner), "__mro__")
    if is_a(owner, type):
        yield from map(_class_dict, type.__getattribute__(owner, "__mro__"))
        return
    for each in classes:
        stored = _class_dict(each).get("__dict__")
        if stored is not None:
            if is_a(stored, _OF_C):
                yield stored.__get__(owner)
            break
    yield from map(_class_dict, classes)


def _class_dict(kind: type) -> dict:
    return type.__dict__["__dict__"].__get__(kind)

"""What is known of the name at the cursor."""

import inspect
import re
import types

from .code import callee, chain_ending_at, tokens_of
from .listing import short, type_name
from .live import Found, is_a, look_up, signature

_REST_OF_NAME = re.compile(r"\w*")


def inspect_at(code: str, cursor: int, namespace: dict) -> str | None:
    """Its signature or its type and value, and its documentation. Between the names of a call: of what is called."""
    end = _REST_OF_NAME.match(code, cursor).end()
    tokens = tokens_of(code[:end])
    if tokens and tokens[-1].kind == "comment" and tokens[-1].end == end:
        return None
    here = len(tokens) - 1 if tokens and tokens[-1].kind == "name" and tokens[-1].end == end else -1
    for index in (here, callee(tokens)):
        chain = chain_ending_at(tokens, index) if index >= 0 and tokens[index].kind == "name" else None
        found = look_up(chain, namespace) if chain is not None else None
        if found is not None:
            return _describe(str(chain.steps[-1][1] if chain.steps else chain.root), found)
    return None


def _describe(name: str, found: Found) -> str:
    value = found.value
    if is_a(value, types.ModuleType):
        headline = f"module {name}"
    elif is_a(value, type):
        headline = f"class {name}{signature(found) or ''}"
    elif (call := signature(found)) is not None:
        headline = f"{'async def' if inspect.iscoroutinefunction(value) else 'def'} {name}{call}"
    else:
        return f"{name}: {type_name(value)} = {short(value)}"
    documentation = inspect.getdoc(value)
    return f"{headline}\n\n{documentation}" if documentation else headline

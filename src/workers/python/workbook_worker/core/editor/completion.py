"""The ways to go on from the cursor."""

import builtins
import inspect
import keyword

from . import modules
from .code import Token, callee, chain_ending_at, is_open_string, statement, tokens_of
from .live import attributes, is_a, keys, kind_of, look_up, signature

_LIMIT = 500

#: ``(text, kind)``.
Item = tuple[str, str]


def complete(code: str, cursor: int, namespace: dict) -> tuple[int, list[Item]]:
    """Where what was typed begins, and what it may become, best first."""
    before = tokens_of(code[:cursor])
    last = before[-1] if before else None
    if last is not None and last.end == cursor:
        if last.kind == "comment":
            return cursor, []
        if last.kind == "string" and is_open_string(last):
            return _key(before, namespace) or (cursor, [])
        if last.kind == "number":
            return cursor, []
    typed = before.pop() if last is not None and last.kind == "name" and last.end == cursor else None
    prefix = typed.text if typed is not None else ""
    return cursor - len(prefix), _chosen(prefix, _candidates(code, cursor, before, prefix, namespace))


def _candidates(code: str, cursor: int, before: list[Token], prefix: str, namespace: dict) -> list[Item]:
    here = statement(before)
    words = [token.text for token in here]
    if words and words[0] in ("import", "from"):
        return _imports(words)
    if words and words[-1] == ".":
        chain = chain_ending_at(before, len(before) - 2)
        found = look_up(chain, namespace) if chain is not None else None
        return [(name, kind_of(value, "property")) for name, value in attributes(found.value).items()] if found else []
    if words and words[-1] in ("def", "class", "as"):
        return []  # A new name.
    return [*_arguments(before, namespace), *_names(code[: cursor - len(prefix)], code[cursor:], namespace)]


def _key(before: list[Token], namespace: dict) -> tuple[int, list[Item]] | None:
    """In a string that is a key: ``table["`` and what follows."""
    string = before[-1]
    quote = string.text.lstrip("rbufRBUF")[:1]
    if len(before) < 3 or before[-2].text != "[" or string.text[:1] != quote:
        return None
    chain = chain_ending_at(before, len(before) - 3)
    found = look_up(chain, namespace) if chain is not None else None
    plain = [key for key in (keys(found.value) if found else []) if key.isprintable() and not set("'\"\\") & set(key)]
    return string.start + 1, _chosen(string.text[1:], [(key, "property") for key in plain])


def _imports(words: list[str]) -> list[Item]:
    if words[-1] == "as":
        return []
    if words[0] == "from" and "import" in words:
        split = words.index("import")
        return modules.names_in("".join(words[1:split]))
    comma = max((index for index, word in enumerate(words) if word == ","), default=0)
    typed = words[comma + 1 :]
    if typed and typed[-1] != ".":
        return [("import", "keyword")] if words[0] == "from" else [("as", "keyword")]
    return [(name, "module") for name in modules.modules_in("".join(typed).rstrip("."))]


def _arguments(before: list[Token], namespace: dict) -> list[Item]:
    """Keyword arguments of the call in which the cursor is."""
    at = callee(before)
    if at < 0 or before[-1].text not in ("(", ","):
        return []
    chain = chain_ending_at(before, at)
    found = look_up(chain, namespace) if chain is not None else None
    call = signature(found) if found is not None else None
    by_name = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    parameters = call.parameters.values() if call is not None else ()
    return [(f"{parameter.name}=", "variable") for parameter in parameters if parameter.kind in by_name]


def _names(before: str, after: str, namespace: dict) -> list[Item]:
    found: dict[str, str] = {}
    for name, value in namespace.items():
        if is_a(name, str):
            found.setdefault(name, kind_of(value, "variable"))
    previous = ""
    for token in tokens_of(f"{before} {after}"):
        if token.kind == "name" and previous != "." and not keyword.iskeyword(token.text):
            found.setdefault(token.text, "variable")
        previous = token.text
    for word in (*keyword.kwlist, *keyword.softkwlist):
        found.setdefault(word, "keyword")
    for name, value in vars(builtins).items():
        found.setdefault(name, kind_of(value, "variable"))
    return list(found.items())


def _chosen(prefix: str, items: list[Item]) -> list[Item]:
    """What begins as it was typed, then what does in other case; names that begin with underscores last."""
    small = prefix.lower()

    def rank(item: Item) -> tuple[bool, int]:
        name = item[0]
        hidden = 0 if prefix.startswith("_") else len(name[:2]) - len(name[:2].lstrip("_"))
        return not name.startswith(prefix), hidden

    return sorted((item for item in items if item[0].lower().startswith(small)), key=rank)[:_LIMIT]

"""Copying variables from and to other languages."""

import keyword

from .formatting.forms import bundle

_JSON = "application/json"

#: What to share instead of an object of a type.
_ADVICE = {
    "set": "list(...) of it",
    "frozenset": "list(...) of it",
    "bytes": "base64.b64encode(...).decode()",
    "bytearray": "base64.b64encode(...).decode()",
    "Decimal": "its float(...), or str(...) to lose no digit",
    "complex": "its real and imag",
    "DataFrame": 'its to_dict("records")',
}
_ANY = "its parts as a dict or a list"


class SharingError(Exception):
    """A variable cannot be copied. The message is for the reader."""


def read(namespace: dict, name: str, mime: str) -> object:
    """The value of a variable: itself for ``application/json``, else its text in that form.

    :raises SharingError: there is no such variable, or it has no such form.
    """
    if name not in namespace:
        raise SharingError(f'Python has no variable "{name}".')
    value = namespace[name]
    if mime == _JSON:
        return value
    data, _ = bundle(value)
    if mime not in data:
        raise SharingError(f'Python\'s "{name}" cannot be copied as {mime}; it has the forms {", ".join(data)}.')
    return data[mime]


def as_json(value: object) -> str:
    """What JSON has no word for: dates and times become text in ISO 8601, as in JavaScript and C#.

    :raises TypeError: nobody knows how the reader wants it; the message says what to write.
    """
    if type(value).__module__ == "datetime" and hasattr(value, "isoformat"):
        return value.isoformat()
    name = type(value).__name__
    advice = _ADVICE.get(name) or ("its tolist()" if hasattr(value, "tolist") else _ANY)
    raise TypeError(f"{_a(name)} is no JSON; share {advice}")


def declare(namespace: dict, name: str, value: object) -> None:
    """Declares a variable, or gives it a new value.

    :raises SharingError: Python cannot have a variable of that name.
    """
    if not name.isidentifier() or keyword.iskeyword(name):
        raise SharingError(f'"{name}" is not a name that a Python variable can have.')
    namespace[name] = value


def _a(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def refusal(name: str, error: Exception) -> str:
    """Why a value was not JSON, in the reader's words."""
    reason = str(error)
    if isinstance(error, UnicodeEncodeError):
        reason = "it holds half of a surrogate pair, which is no text"
    elif "Circular" in reason or isinstance(error, RecursionError):
        reason = "it holds itself, or is nested too deeply"
    elif "Out of range float" in reason:
        reason = "it holds NaN or an infinite number, which JSON does not know"
    return f'Python\'s "{name}" cannot be copied as JSON: {reason}.'

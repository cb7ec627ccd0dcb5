"""IPython's own syntax, which Python does not know: what can be left out is left out, the rest is told in words."""

import re

_HELP = re.compile(r"^\s*(\?{1,2}\s*[\w.]+|[\w.]+\s*\?{1,2})\s*$")
_SHELL = re.compile(r"^\s*(?:[\w, ]+=\s*)?!\s*(.*)")
_MAGIC = re.compile(r"^\s*(?:[\w, ]+=\s*)?(%%?\w+)(.*)")
_STATEMENT = re.compile(r"(%%?(\w+))[ \t]*(.*)")

#: What stands behind them, or below, is Python, which runs without them.
_WRAPPERS = {"%time", "%%time", "%%timeit", "%%capture", "%%prun"}

#: The cell is about what these do.
_MEANT = {"run", "timeit"}

_ADVICE = {
    "matplotlib": "Leave the line out: figures are shown without it.",
    "time": 'To time a cell write "#!time" as its first line.',
    "timeit": "To time code use the module timeit.",
    "pip": "Install packages from a terminal, into the .venv beside the notebook.",
    "conda": "Install packages from a terminal.",
    "run": 'To run a file write "#!import file.py" as the first line of a cell.',
    "load_ext": "Extensions of IPython cannot be loaded.",
}


def skip(error: SyntaxError, source: str) -> tuple[str, str] | None:
    """The source without the magic at which a syntax error is, and a note about it; None if a cell cannot do without.

    Only what Python does not understand is looked at: such a line in a string is text, and ``%`` may be in a sum.
    """
    lines = source.split("\n")
    at = (error.lineno or 0) - 1
    if not 0 <= at < len(lines) or not (magic := _STATEMENT.match(lines[at])):
        return None
    name, word, rest = magic.groups()
    if name in _WRAPPERS:
        lines[at] = rest if name == "%time" else ""
    elif name.startswith("%%") or word in _MEANT:
        return None
    else:
        lines[at] = ""
    advice = _ADVICE.get(word, "")
    return "\n".join(lines), f"{name} is a magic of IPython and was left out. {advice}".rstrip()


def explain(error: SyntaxError, source: str) -> SyntaxError:
    """A syntax error in words that help, if the line at which it is is IPython's and not Python's; else as it was."""
    lines = source.split("\n")
    line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
    message = _message(line)
    if message:
        error.msg = message
        error.args = (message, *error.args[1:])
    return error


def _message(line: str) -> str | None:
    if magic := _MAGIC.match(line):
        name = magic[1]
        advice = _ADVICE.get(name.lstrip("%"), "")
        return f"{name} is a magic of IPython, and no Python; the workbook runs plain Python. {advice}".rstrip()
    if shell := _SHELL.match(line):
        command = shell[1].strip()
        advice = (
            _ADVICE["pip"]
            if command.startswith("pip")
            else f"Write: import subprocess; subprocess.run({command!r}, shell=True)"
        )
        return f"!command is IPython's, and no Python; the workbook runs plain Python. {advice}"
    if _HELP.match(line):
        return "? is IPython's, and no Python; the workbook runs plain Python. Write: help(name)"
    return None

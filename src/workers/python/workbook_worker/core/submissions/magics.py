"""IPython's own syntax, which Python does not know, told in words."""

import re

_HELP = re.compile(r"^\s*(\?{1,2}\s*[\w.]+|[\w.]+\s*\?{1,2})\s*$")
_SHELL = re.compile(r"^\s*(?:[\w, ]+=\s*)?!\s*(.*)")
_MAGIC = re.compile(r"^\s*(?:[\w, ]+=\s*)?(%%?\w+)(.*)")

_ADVICE = {
    "matplotlib": "Leave the line out: figures are shown without it.",
    "time": 'To time a cell write "#!time" as its first line.',
    "timeit": "To time code use the module timeit.",
    "pip": "Install packages from a terminal, into the .venv beside the notebook.",
    "conda": "Install packages from a terminal.",
    "run": 'To run a file write "#!import file.py" as the first line of a cell.',
    "load_ext": "Extensions of IPython cannot be loaded.",
}


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

"""Whether code can be run as it stands."""

import ast
import codeop
import io
import tokenize
import warnings

from ..submissions.compiler import refusal


def check(code: str) -> str:
    """``complete``, ``incomplete`` or ``invalid``."""
    compiler = codeop.CommandCompiler()
    compiler.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
            return "incomplete" if compiler(code, "check", "exec") is None or _is_in_block(code) else "complete"
    except (SyntaxError, OverflowError, ValueError, MemoryError):
        return "invalid"


def problems(code: str) -> list[tuple[int, int, str]]:
    """What keeps code from being compiled: where (indexes of characters), and why. Python names the first only."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
            error = refusal(code)
    except (OverflowError, ValueError, MemoryError, RecursionError) as unreadable:
        return [(0, len(code), str(unreadable))]
    if error is None:
        return []
    start = _index(code, error.lineno, error.offset)
    end = _index(code, error.end_lineno, error.end_offset)
    return [(start, max(end, min(start + 1, len(code))), error.msg)]


def _index(code: str, line: int | None, column: int | None) -> int:
    """The index of a place that counts lines and characters from 1; where Python does not say, the end."""
    if not line:
        return len(code)
    before = sum(len(each) + 1 for each in code.split("\n")[: line - 1])
    return min(before + max((column or 1) - 1, 0), len(code))


def _is_in_block(code: str) -> bool:
    """Whether the last line is indented under another: as at Python's own prompt, a blank line ends the block."""
    if code.rstrip(" \t\f").endswith("\n"):
        return False
    tokens = [token.type for token in tokenize.generate_tokens(io.StringIO(code + "\n").readline)]
    return tokens[-2:] == [tokenize.DEDENT, tokenize.ENDMARKER]

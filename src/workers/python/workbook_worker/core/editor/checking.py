"""Whether code can be run as it stands."""

import ast
import codeop
import io
import tokenize
import warnings


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


def _is_in_block(code: str) -> bool:
    """Whether the last line is indented under another: as at Python's own prompt, a blank line ends the block."""
    if code.rstrip(" \t\f").endswith("\n"):
        return False
    tokens = [token.type for token in tokenize.generate_tokens(io.StringIO(code + "\n").readline)]
    return tokens[-2:] == [tokenize.DEDENT, tokenize.ENDMARKER]

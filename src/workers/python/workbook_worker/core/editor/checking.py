"""Whether code can be run as it stands."""

import ast
import codeop
import warnings


def check(code: str) -> str:
    """``complete``, ``incomplete`` or ``invalid``."""
    compiler = codeop.CommandCompiler()
    compiler.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
            return "incomplete" if compiler(code, "check", "exec") is None else "complete"
    except (SyntaxError, OverflowError, ValueError, MemoryError):
        return "invalid"

"""What can be imported. Nothing is imported to find out."""

import ast
import pkgutil
import sys
import types
from importlib.machinery import ModuleSpec, PathFinder

from .live import attributes, is_a, kind_of


def modules_in(package: str) -> list[str]:
    """The modules of a package, or all at the top for ``""``."""
    if not package:
        found = {info.name for info in pkgutil.iter_modules()}
        return sorted({*found, *sys.stdlib_module_names, *sys.builtin_module_names})
    spec = _find(package)
    paths = spec.submodule_search_locations if spec is not None else None
    found = {info.name for info in pkgutil.iter_modules(paths)} if paths else set()
    loaded = {name.removeprefix(f"{package}.") for name in list(sys.modules) if name.startswith(f"{package}.")}
    return sorted(found | {name for name in loaded if "." not in name})


def names_in(module: str) -> list[tuple[str, str]]:
    """The names in a module as ``(name, kind)``: what it holds, if it is loaded, or what its source says."""
    loaded = sys.modules.get(module)
    if is_a(loaded, types.ModuleType):
        names = {name: kind_of(value, "variable") for name, value in attributes(loaded).items()}
    else:
        names = _names_in_source(_find(module)) if module else {}
    for name in modules_in(module) if module else ():
        names.setdefault(name, "module")
    return list(names.items())


def _find(module: str) -> ModuleSpec | None:
    spec, path, name = None, None, ""
    for part in module.split("."):
        name = f"{name}.{part}".lstrip(".")
        try:
            spec = PathFinder.find_spec(name, path)
        except (ImportError, ValueError):
            return None
        if spec is None:
            return None
        path = spec.submodule_search_locations or []
    return spec


def _names_in_source(spec: ModuleSpec | None) -> dict[str, str]:
    try:
        with open(spec.origin, "rb") as file:
            body = ast.parse(file.read()).body
    except (AttributeError, OSError, SyntaxError, TypeError, ValueError):
        return {}  # There is none, or it is not Python.
    names: dict[str, str] = {}
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                names[node.name] = "function"
            case ast.ClassDef():
                names[node.name] = "class"
            case ast.Import() | ast.ImportFrom():
                names |= {(alias.asname or alias.name).split(".")[0]: "variable" for alias in node.names}
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names |= {target.id: "variable" for target in targets if isinstance(target, ast.Name)}
    names.pop("*", None)
    return names

"""Which modules of a package import which, as their syntax trees have it."""

import ast
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def modules_in(folder):
    """Texts of the modules below a folder of the repository, by their full names."""
    top = REPOSITORY / folder
    return {_name(path.relative_to(top)): path.read_text(encoding="utf-8") for path in sorted(top.rglob("*.py"))}


def imports_of(modules):
    """What each module imports: names of modules, those of the same folder and others."""
    packages = {name.rpartition(".")[0] for name in modules} | {""}
    return {name: sorted(_imports(name, text, modules, packages)) for name, text in modules.items()}


def circles(imports):
    """One circle for each module that imports itself through others, beginning and ending with it."""
    ways = (_way_back(imports, start) for start in imports)
    return [" -> ".join(way) for way in ways if way]


def _name(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(name, text, modules, packages):
    package = name if name in packages else name.rpartition(".")[0]
    for node in _executed(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # "from package import name" is an import of package.name where that is a module.
            found = [f"{base}.{alias.name}" for alias in node.names if f"{base}.{alias.name}" in modules]
            yield from found
            if len(found) < len(node.names):
                yield base


def _executed(node):
    """A node and all below it, but for imports that only type checkers see: they do not happen."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _executed(child)


def _way_back(imports, start):
    seen = set()
    ways = [[start]]
    for way in ways:
        for following in imports.get(way[-1], []):
            if following == start:
                return [*way, following]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return None

"""Doing something when a module is imported, at no cost if it never is."""

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType

_After = Callable[[ModuleType], None]
_waiting: dict[str, _After] = {}


def when_imported(name: str, action: _After) -> None:
    """Calls ``action`` with a module as soon as the reader's code has imported it for the first time."""
    if name in sys.modules:
        action(sys.modules[name])
        return
    if not _waiting:
        sys.meta_path.insert(0, _Finder)
    _waiting[name] = action


class _Finder:
    """Finds what the other finders find, for the modules that are waited for."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name not in _waiting:
            return None
        for finder in sys.meta_path:
            spec = None if finder is _Finder else finder.find_spec(name, path, target)
            if spec is not None:
                if hasattr(spec.loader, "exec_module"):
                    spec.loader = _Loader(spec.loader, _waiting[name])
                return spec
        return None


class _Loader:
    """Loads as another loader does, acts, and leaves no trace."""

    def __init__(self, loader: object, action: _After) -> None:
        self._loader = loader
        self._action = action

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._action(module)

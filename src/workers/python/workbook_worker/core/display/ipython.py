"""``IPython.display``, which public notebooks import.

Where IPython is installed, its functions show through this worker. Where it is not, a stand-in offers the part that
notebooks use: ``from IPython.display import display, HTML, Markdown, ...``. The rest of IPython is not there.
"""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

from ..formatting import forms
from ..import_hooks import when_imported
from .functions import Display, DisplayHandle

_DISPLAY = ("IPython.display", "IPython.core.display", "IPython.core.display_functions")
_MODULES = ("IPython", "IPython.core", *_DISPLAY)
_FORMS = (
    forms.HTML,
    forms.Markdown,
    forms.Latex,
    forms.Math,
    forms.SVG,
    forms.JSON,
    forms.Javascript,
    forms.Pretty,
    forms.Image,
)


def install(display: Display) -> None:
    """Makes ``IPython.display`` importable, and what it shows outputs of the cells."""

    def show_here(module: ModuleType) -> None:
        module.display = display.display
        module.update_display = display.update_display
        module.clear_output = display.clear_output
        module.publish_display_data = display.publish_display_data

    when_imported("IPython.core.display_functions", show_here)
    sys.meta_path.append(_StandIn(display))  # The last finder: the real one wins.


class _StandIn:
    """Finds and fills the modules of the stand-in."""

    def __init__(self, display: Display) -> None:
        self._display = display

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name not in _MODULES:
            return None
        parent = sys.modules.get(name.rpartition(".")[0])
        if parent is not None and not isinstance(parent.__spec__.loader, _StandIn):
            return None  # A part that this version of the real one lacks.
        return ModuleSpec(name, self, origin="the workbook", is_package=name in ("IPython", "IPython.core"))

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__doc__ = "A stand-in of the workbook's: IPython is not installed in this Python."
        if module.__name__ == "IPython":
            module.get_ipython = lambda: None  # As IPython says where none of its shells runs.
            module.version_info = (0, 0, 0)
            module.__version__ = "0.0.0"
        elif module.__name__ in _DISPLAY:
            for form in _FORMS:
                setattr(module, form.__name__, form)
            module.DisplayHandle = DisplayHandle
            vars(module).update(vars(self._display))

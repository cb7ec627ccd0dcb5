"""Figures of matplotlib: those that are open at the end of a cell are shown and closed. Costs nothing without it."""

import os
import sys
from collections.abc import Callable
from types import ModuleType
from weakref import WeakSet

from ..import_hooks import when_imported

_shown: WeakSet = WeakSet()  # In this cell, by display or as its result.
_display: Callable[[object], object] = id


def install(display: Callable[[object], object]) -> None:
    """Has matplotlib draw for the notebook, unless the reader chose a backend (``MPLBACKEND``).

    :param display: shows a value in the cell.
    """
    global _display
    _display = display

    def choose_backend(matplotlib: ModuleType) -> None:
        if not os.environ.get("MPLBACKEND"):
            matplotlib.use("module://workbook_worker.core.formatting.matplotlib_backend")

    when_imported("matplotlib", choose_backend)


def is_figure(value: object) -> bool:
    """Tells whether a value is a figure."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, module.Figure)


def png(figure: object) -> bytes:
    """A figure as a PNG. It will not be shown again at the end of the cell."""
    from io import BytesIO

    image = BytesIO()
    figure.savefig(image, format="png", bbox_inches="tight", dpi=figure.dpi)
    _shown.add(figure)
    return image.getvalue()


def show_now(figure: object) -> None:
    """Shows a figure in the running cell."""
    _display(figure)


def flush(show: bool) -> None:
    """Closes the open figures, those of windows excepted.

    :param show: whether they are shown first, unless they were.
    """
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    if pyplot is None:
        return
    for manager in pyplot.Gcf.get_all_fig_managers():
        if getattr(manager.canvas, "required_interactive_framework", None) is None:
            figure = manager.canvas.figure
            pyplot.Gcf.destroy(manager)
            if show and figure not in _shown:
                show_now(figure)
    _shown.clear()

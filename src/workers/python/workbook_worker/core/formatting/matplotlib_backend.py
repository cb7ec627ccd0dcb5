"""The backend with which matplotlib draws for the notebook: Agg, whose figures are shown as outputs of the cell.

Imported by matplotlib. https://matplotlib.org/stable/users/explain/figure/writing_a_backend_pyplot_interface.html
"""

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import figures


class FigureManager(FigureManagerBase):
    """Shows figures in the cell instead of a window."""

    def show(self) -> None:
        """``Figure.show()``."""
        figures.show_now(self.canvas.figure)


class FigureCanvas(FigureCanvasAgg):
    """What figures are drawn on."""

    manager_class = FigureManager


def show(*, block: bool | None = None) -> None:
    """``pyplot.show()``: shows and closes the open figures now."""
    figures.flush(show=True)

"""Values as mime bundles, and the functions by which cells show them."""

import binascii
import builtins
from itertools import count

from .output import Output

#: The methods by which a class offers other forms of its objects: IPython's.
_FORMS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_pdf_": "application/pdf",
    "_repr_javascript_": "application/javascript",
    "_repr_json_": "application/json",
}


def bundle(value: object) -> tuple[dict, dict]:
    """A value as ``(data, metadata)``, both by mime type; always with ``text/plain``."""
    data: dict = {}
    metadata: dict = {}
    # Of classes only their instances have forms.
    kind = object if isinstance(value, type) else type(value)
    if hasattr(kind, "_repr_mimebundle_"):
        parts = value._repr_mimebundle_(include=None, exclude=None)
        data, metadata = parts if isinstance(parts, tuple) else (parts or {}, {})
        data = {mime: _plain(mime, part) for mime, part in data.items()}
    for method, mime in _FORMS.items():
        if mime not in data and hasattr(kind, method):
            part = getattr(value, method)()
            if isinstance(part, tuple):
                part, metadata[mime] = part
            if part is not None:
                data[mime] = _plain(mime, part)
    data.setdefault("text/plain", None)
    if not isinstance(data["text/plain"], str):
        data["text/plain"] = repr(value)
    return data, metadata


def _plain(mime: str, part: object) -> object:
    """A part as JSON can hold it: bytes in base64, JSON as it is, everything else as text."""
    if isinstance(part, (bytes, bytearray, memoryview)):
        return binascii.b2a_base64(part, newline=False).decode()
    return part if mime == "application/json" or mime.endswith("+json") else str(part)


class HTML:
    """A piece of HTML to show as such.

    :param data: the HTML.
    """

    def __init__(self, data: str) -> None:
        self.data = data

    def _repr_html_(self) -> str:
        return self.data

    def __repr__(self) -> str:
        return f"HTML({self.data!r})"


class DisplayHandle:
    """A shown value that can be replaced.

    :param display_id: what it is called in :func:`update_display`.
    """

    def __init__(self, output: Output, display_id: str) -> None:
        self._output = output
        self.display_id = display_id

    def display(self, value: object) -> None:
        """Shows a value once more, under the same id."""
        self._show("display", value)

    def update(self, value: object) -> None:
        """Replaces what is shown, wherever it stands."""
        self._show("update", value)

    def _show(self, kind: str, value: object) -> None:
        data, metadata = bundle(value)
        self._output.show({"type": kind, "data": data, "metadata": metadata, "displayId": self.display_id})

    def __repr__(self) -> str:
        return f"<DisplayHandle display_id={self.display_id}>"


def install(output: Output) -> None:
    """Gives every cell ``display``, ``update_display``, ``clear_output`` and ``HTML``, which behave like IPython's."""
    numbers = count(1)

    def display(*values: object, display_id: str | bool | None = None) -> DisplayHandle | None:
        """Shows values.

        :param display_id: True, or a name of your choice, to be able to replace what is shown.
        :returns: with a display_id a handle with an ``update`` method, else nothing.
        """
        if not display_id:
            for value in values:
                data, metadata = bundle(value)
                output.show({"type": "display", "data": data, "metadata": metadata})
            return None
        name = f"{output.cell().id}-python-{next(numbers)}" if display_id is True else str(display_id)
        handle = DisplayHandle(output, name)
        for value in values:
            handle.display(value)
        return handle

    def update_display(value: object, *, display_id: str) -> None:
        """Replaces what was shown under an id, in whichever cell it stands."""
        DisplayHandle(output, display_id).update(value)

    def clear_output(wait: bool = False) -> None:
        """Removes what the cell has shown so far.

        :param wait: not before the cell shows something else.
        """
        output.show({"type": "clear", "wait": bool(wait)})

    for function in (display, update_display, clear_output, HTML):
        setattr(builtins, function.__name__, function)

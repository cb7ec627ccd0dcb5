"""Values as mime bundles, and objects that are nothing but a piece of some mime type."""

import binascii
from pathlib import Path

from . import figures

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
        data = plain(data)
    for method, mime in _FORMS.items():
        if mime not in data and hasattr(kind, method):
            part = getattr(value, method)()
            if isinstance(part, tuple):
                part, metadata[mime] = part
            if part is not None:
                data[mime] = _plain(mime, part)
    if figures.is_figure(value):
        data["image/png"] = _plain("image/png", figures.png(value))
    data.setdefault("text/plain", None)
    if not isinstance(data["text/plain"], str):
        data["text/plain"] = repr(value)
    return data, metadata


def plain(data: dict) -> dict:
    """A mime bundle as JSON can hold it: bytes in base64, JSON as it is, everything else as text."""
    return {mime: _plain(mime, part) for mime, part in data.items() if part is not None}


def _plain(mime: str, part: object) -> object:
    if isinstance(part, (bytes, bytearray, memoryview)):
        return binascii.b2a_base64(part, newline=False).decode()
    return part if mime == "application/json" or mime.endswith("+json") else str(part)


class Form:
    """A piece of text to show as what it is.

    :param data: the text.
    :param filename: a file to read it from instead, relative to the notebook.
    :param metadata: what nbformat keeps beside it.
    """

    mime = "text/plain"

    def __init__(self, data: object = None, *, filename: str | None = None, metadata: dict | None = None) -> None:
        if data is None and filename is None:
            raise TypeError(f"{type(self).__name__}() needs data or filename")
        self.data = Path(filename).read_text("utf-8") if filename is not None else data
        self.metadata = metadata or {}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        return {self.mime: self.data}, {self.mime: self.metadata} if self.metadata else {}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.data!r})"


class HTML(Form):
    """HTML."""

    mime = "text/html"

    def _repr_html_(self) -> str:
        return self.data


class Markdown(Form):
    """Markdown."""

    mime = "text/markdown"


class Latex(Form):
    """LaTeX, formulas between their dollars."""

    mime = "text/latex"


class Math(Latex):
    """A formula in LaTeX, without dollars."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        return {self.mime: f"$\\displaystyle {str(self.data).strip('$')}$"}, {}


class SVG(Form):
    """An image in SVG."""

    mime = "image/svg+xml"


class JSON(Form):
    """A value that JSON can hold."""

    mime = "application/json"


class Javascript(Form):
    """JavaScript for the page. Exported pages do not run it."""

    mime = "application/javascript"


class Pretty(Form):
    """Text as it is."""

    def __repr__(self) -> str:
        return str(self.data)


class Image(Form):
    """A PNG, JPEG or GIF image.

    :param data: its bytes, or the name of its file.
    :param filename: the name of its file.
    :param width: in pixels.
    :param height: in pixels.
    """

    def __init__(
        self,
        data: bytes | str | None = None,
        *,
        filename: str | None = None,
        width: int | None = None,
        height: int | None = None,
        **_: object,
    ) -> None:
        if isinstance(data, (str, Path)):
            data, filename = None, str(data)
        content = Path(filename).read_bytes() if filename is not None else data
        self.mime = _image_type(content)
        size = {name: value for name, value in (("width", width), ("height", height)) if value is not None}
        super().__init__(content, metadata=size)

    def __repr__(self) -> str:
        return f"<Image {self.mime}, {len(self.data)} bytes>"


def _image_type(content: bytes | None) -> str:
    for start, mime in ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif")):
        if content is not None and bytes(content[: len(start)]) == start:
            return mime
    raise ValueError("Image() shows PNG, JPEG and GIF: give it their bytes, or the name of a file beside the notebook")

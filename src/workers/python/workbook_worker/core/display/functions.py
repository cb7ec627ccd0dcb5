"""The functions by which cells show values. They behave like IPython's."""

import builtins
from itertools import count

from ..formatting.forms import HTML, bundle, plain
from ..output import Output


class DisplayHandle:
    """A shown value that can be replaced.

    :param display_id: what it is called in ``update_display``.
    """

    def __init__(self, output: Output, display_id: str) -> None:
        self._output = output
        self.display_id = display_id

    def display(self, value: object, **options: object) -> None:
        """Shows a value once more, under the same id."""
        show(self._output, "display", value, self.display_id, **options)

    def update(self, value: object, **options: object) -> None:
        """Replaces what is shown, wherever it stands."""
        show(self._output, "update", value, self.display_id, **options)

    def __repr__(self) -> str:
        return f"<DisplayHandle display_id={self.display_id}>"


def show(
    output: Output,
    kind: str,
    value: object,
    display_id: str | None = None,
    raw: bool = False,
    metadata: dict | None = None,
    include: object = None,
    exclude: object = None,
) -> None:
    """Sends a value as an event of the running cell; a value that shows itself (``_ipython_display_``) does that.

    :param kind: ``display``, ``update`` or ``result``.
    :param raw: whether the value is a mime bundle.
    :param metadata: goes before the value's own.
    :param include: the mime types to show beside ``text/plain``, if not all.
    :param exclude: mime types not to show; ``text/plain`` is always there.
    """
    if not raw and not isinstance(value, type) and hasattr(type(value), "_ipython_display_"):
        value._ipython_display_()
        return
    data, own = (plain(value), {}) if raw else bundle(value)
    text = data.get("text/plain", f"<{', '.join(data)}>")
    data = {
        mime: part
        for mime, part in data.items()
        if (include is None or mime in include) and (exclude is None or mime not in exclude)
    }
    data["text/plain"] = text  # Not every front end shows the others.
    event = {"type": kind, "data": data, "metadata": {**own, **(metadata or {})}}
    output.show(event if display_id is None else {**event, "displayId": display_id})


class Display:
    """``display``, ``update_display`` and ``clear_output`` of the cells.

    :param output: where they show.
    """

    def __init__(self, output: Output) -> None:
        numbers = count(1)

        def display(
            *values: object,
            display_id: str | bool | None = None,
            clear: bool = False,
            update: bool = False,
            **options: object,
        ) -> DisplayHandle | None:
            """Shows values.

            :param display_id: True, or a name of your choice, to be able to replace what is shown.
            :param clear: whether it replaces what the cell has shown so far.
            :param update: whether it replaces what was shown under that id.
            :param options: ``raw``, ``metadata``, ``include`` and ``exclude``, as in IPython.
            :returns: with a display_id a handle with an ``update`` method, else nothing.
            """
            if update and not isinstance(display_id, str):
                raise TypeError("display(..., update=True) needs the display_id of what it replaces")
            options.pop("transient", None)
            if clear:
                clear_output(wait=True)
            if not display_id:
                for value in values:
                    show(output, "display", value, **options)
                return None
            name = f"{output.credit().id}-python-{next(numbers)}" if display_id is True else str(display_id)
            handle = DisplayHandle(output, name)
            for value in values:
                (handle.update if update else handle.display)(value, **options)
            return handle

        def update_display(value: object, *, display_id: str, **options: object) -> None:
            """Replaces what was shown under an id, in whichever cell it stands."""
            display(value, display_id=display_id, update=True, **options)

        def clear_output(wait: bool = False) -> None:
            """Removes what the cell has shown so far.

            :param wait: not before the cell shows something else.
            """
            output.show({"type": "clear", "wait": bool(wait)})

        def publish_display_data(data: dict, metadata: dict | None = None, **_: object) -> None:
            """Shows a mime bundle."""
            display(data, raw=True, metadata=metadata)

        self.display = display
        self.update_display = update_display
        self.clear_output = clear_output
        self.publish_display_data = publish_display_data

    def install(self) -> None:
        """Gives them to every cell."""
        for each in (self.display, self.update_display, self.clear_output, HTML):
            setattr(builtins, each.__name__, each)

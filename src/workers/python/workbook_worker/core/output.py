"""Whose output it is: everything that a cell shows carries the id of the cell that started the work."""

import codecs
import io
import threading
from collections.abc import Callable
from functools import wraps

from .running import CREDIT, Credit, Shell, shield

_FULL = 8192  # characters
_STARTED_BY = "_workbook_cell"  # attribute of a thread
_LONGEST = 1 << 16  # characters of one event


class Output:
    """Credits output to cells and sends it.

    A line is sent at once, so that nothing is lost if the process dies. The parts of a line, of which print makes
    several, wait for their line feed, though no longer than a moment.
    """

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._credit = ("", "")
        self._parts: list[str] = []
        self._size = 0
        self._waiting = False
        #: Who runs, or ran last: output goes here where nothing tells whose it is.
        self.latest = Credit("", "")

    def emit(self, event: dict, surrogates: str = "replace", default: Callable[[object], object] | None = None) -> None:
        """Sends an event, after everything printed before it.

        :raises TypeError, ValueError, RecursionError: the event is not JSON; it was not sent.
        """
        self.flush()
        self._shell.send(event, surrogates, default)

    def show(self, event: dict) -> None:
        """Sends an event of the running cell."""
        self.emit({**event, "parent": self.credit().id})

    def credit(self) -> Credit:
        """To whom the running code belongs."""
        return CREDIT.get(None) or getattr(threading.current_thread(), _STARTED_BY, None) or self.latest

    def credit_threads(self) -> None:
        """Has threads print for the cell that started them: unlike tasks they inherit no context."""
        start = threading.Thread.start

        @wraps(start)
        def start_for_cell(thread: threading.Thread) -> None:
            setattr(thread, _STARTED_BY, self.credit())
            start(thread)

        threading.Thread.start = start_for_cell

    def write(self, name: str, text: str) -> None:
        """Prints text to ``stdout`` or ``stderr`` of the cell that started the running work."""
        with shield, self._shell.lock:
            credit = (self.credit().id, name)
            if credit != self._credit:
                self.flush()
                self._credit = credit
            self._parts.append(text)
            self._size += len(text)
            if "\n" in text or self._size > _FULL:
                self.flush()
            elif not self._waiting:
                self._waiting = True
                self._shell.call_soon(self._send_stale_parts)

    def flush(self) -> None:
        """Sends the parts of a line that wait for its end."""
        if not self._parts:
            return
        with shield, self._shell.lock:
            parts, self._parts = self._parts, []
            self._size = 0
            parent, name = self._credit
            text = "".join(parts)
            for start in range(0, len(text), _LONGEST):
                piece = text[start : start + _LONGEST]
                self._shell.send({"type": "stream", "parent": parent, "name": name, "text": piece})

    def _send_stale_parts(self) -> None:
        with self._shell.lock:
            self._waiting = False
            self.flush()


class TextStream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of the cells.

    :param raw: the process's own file descriptor, for child processes.
    """

    encoding = "utf-8"
    errors = "replace"
    line_buffering = True
    mode = "w"

    def __init__(self, output: Output, name: str, raw: int) -> None:
        self._output = output
        self._stream = name
        self._raw = raw
        self.name = f"<{name}>"
        self.buffer = _ByteStream(self)

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._output.write(self._stream, text)
        return len(text)

    def flush(self) -> None:
        self._output.flush()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw

    def close(self) -> None:
        """Only flushes: later cells print, too."""
        self.flush()

    def reconfigure(self, **_: object) -> None:
        """Accepted for the sake of scripts; encoding and buffering stay as they are."""


class _ByteStream(io.BufferedIOBase):
    def __init__(self, text: TextStream) -> None:
        self._text = text
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes) -> int:
        self._text.write(self._decoder.decode(bytes(data)))
        return memoryview(data).nbytes

    def flush(self) -> None:
        self._text.flush()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._text.fileno()

    def close(self) -> None:
        self.flush()

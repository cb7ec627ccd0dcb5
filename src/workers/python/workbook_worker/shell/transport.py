"""The two connections to the host: events go out on one, commands come in on the other."""

import json
import os
from _thread import RLock
from collections import deque
from collections.abc import Callable, Iterator
from os import _exit

from ..core.running import shield


class Connection:
    """Sends events and reads commands, one JSON object a line.

    :param endpoint: the path of a Unix domain socket, or the name of a Windows pipe.
    """

    def __init__(self, endpoint: str) -> None:
        self._events = _connect(endpoint)
        self._commands = _connect(endpoint)
        self._outbox: deque[bytes] = deque()
        self._sending = False
        #: Held while output is put together and sent. Reentrant, and the only lock: a signal handler or a finaliser may
        #: print in the middle of a print.
        self.lock = RLock()
        self._commands.write(_encode({"type": "hello", "channel": "commands"}))
        self.send({"type": "hello", "channel": "events"})

    def send(self, event: dict, surrogates: str = "replace", default: Callable[[object], object] | None = None) -> None:
        """Sends one event, whole, from any thread.

        :param surrogates: what happens to halves of surrogate pairs, which UTF-8 cannot say: an error handler's name.
        :param default: makes of an object that is no JSON one that is.
        :raises TypeError, ValueError, RecursionError: the event is not JSON; nothing was sent.
        """
        line = _encode(event, surrogates, default)
        with shield, self.lock:
            self._outbox.append(line)
            # Whoever prints while a line is being sent, on this very thread, leaves its line to the outer call.
            while self._outbox and not self._sending:
                self._sending = True
                try:
                    self._events.write(self._outbox.popleft())
                except OSError:
                    _exit(1)  # The host is gone.
                finally:
                    self._sending = False

    def commands(self) -> Iterator[dict]:
        """Yields commands until the host closes the connection, or is gone."""
        try:
            for line in self._commands.lines():
                yield json.loads(line)
        except OSError:
            return

    def fileno(self) -> int:
        """The descriptor of the commands connection, which hangs up when the host is gone."""
        return self._commands.fileno()

    def has_unread_commands(self) -> bool:
        """Tells whether a command has arrived that :meth:`commands` has not yielded, or not come back from."""
        return self._commands.has_unread()

    def close_events(self) -> None:
        """Closes this process's side of the events connection."""
        self._events.close()

    def close(self) -> None:
        """Closes this process's side of both connections."""
        self._events.close()
        self._commands.close()


def _encode(event: dict, surrogates: str = "strict", default: Callable[[object], object] | None = None) -> bytes:
    return (json.dumps(event, ensure_ascii=False, allow_nan=False, default=default) + "\n").encode("utf-8", surrogates)


class _Socket:
    def __init__(self, path: str) -> None:
        import select
        import socket

        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self.write = self._socket.sendall
        self.fileno = self._socket.fileno

        self.close = self._socket.close
        self._receive = self._socket.recv
        self._in_hand = False
        self._arrival, self._look = select.poll(), select.poll()
        for poll in self._arrival, self._look:
            poll.register(self._socket, select.POLLIN)

    def lines(self) -> Iterator[bytes]:
        begun: list[bytes] = []  # Of a line that has not ended: a long one comes in many pieces.
        while True:
            self._arrival.poll()  # Not recv: data that a thread waits for there comes without a signal.
            self._in_hand = True
            data = self._receive(1 << 16)
            if not data:
                return
            end, *starts = data.split(b"\n")
            begun.append(end)
            for start in starts:
                yield b"".join(begun)
                begun = [start]
            self._in_hand = False

    def has_unread(self) -> bool:
        return self._in_hand or bool(self._look.poll(0))


class _Pipe:
    """A named pipe of Windows. Plain blocking files are enough, because each is used in one direction only."""

    def __init__(self, name: str) -> None:
        self._file = open(name, "r+b", buffering=0)
        self.fileno = self._file.fileno
        self.close = self._file.close

    def write(self, line: bytes) -> None:
        rest = memoryview(line)
        while rest:
            rest = rest[self._file.write(rest) :]

    def lines(self) -> Iterator[bytes]:
        import io

        return io.BufferedReader(self._file)


def _connect(endpoint: str) -> _Socket | _Pipe:
    return _Pipe(endpoint) if os.name == "nt" else _Socket(endpoint)

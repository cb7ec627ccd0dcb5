"""A websocket's caller on asyncio's streams, since Python's own library has none.

It sends and receives whole text messages, which is all that a cell needs; a program takes aiohttp or websockets.
"""

import asyncio
import base64
import hashlib
import os
import urllib.parse

_CONTINUED, _TEXT, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x8, 0x9, 0xA
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # of the protocol, RFC 6455


class WebSocket:
    """An open socket: ``socket = await WebSocket.connect("ws://127.0.0.1:8080/chat")``."""

    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, url):
        """Opens a socket.

        Raises ``OSError`` when nobody listens there, ``ConnectionError`` when that is no websocket.
        """
        at = urllib.parse.urlsplit(url)
        reader, writer = await asyncio.open_connection(at.hostname, at.port or 80)
        try:
            key = base64.b64encode(os.urandom(16)).decode()
            target = urllib.parse.urlunsplit(("", "", at.path or "/", at.query, ""))
            writer.write(
                f"GET {target} HTTP/1.1\r\nHost: {at.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            proof = base64.b64encode(hashlib.sha1((key + _GUID).encode()).digest()).decode()
            if " 101 " not in head.split("\r\n")[0] or proof not in head:
                raise ConnectionError(f"{url} is no websocket: {head.splitlines()[0]}")
        except BaseException:
            writer.close()
            raise
        return cls(reader, writer)

    async def send(self, text):
        """Sends a message."""
        self._write(_TEXT, text.encode())
        await self._writer.drain()

    async def receive(self):
        """The next message, or ``None`` when the other side has closed the socket.

        Raises ``asyncio.IncompleteReadError`` when it went without closing it.
        """
        parts = []
        while True:
            final, kind, payload = await self._read()
            if kind == _CLOSE:
                return None
            if kind == _PING:
                self._write(_PONG, payload)
            elif kind in (_TEXT, _CONTINUED):
                parts.append(payload)
                if final:
                    return b"".join(parts).decode()

    async def close(self):
        """Says goodbye, waits until the other side has, and closes the connection."""
        try:
            self._write(_CLOSE, (1000).to_bytes(2, "big"))
            while await self.receive() is not None:
                pass
        finally:
            self._writer.close()

    def _write(self, kind, payload):
        length = len(payload)
        if length < 126:
            size = bytes([0x80 | length])
        elif length < 1 << 16:
            size = b"\xfe" + length.to_bytes(2, "big")
        else:
            size = b"\xff" + length.to_bytes(8, "big")
        mask = os.urandom(4)  # what a caller sends is masked, always
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self._writer.write(bytes([0x80 | kind]) + size + mask + masked)

    async def _read(self):
        first, second = await self._reader.readexactly(2)
        length = second & 0x7F
        if length > 125:
            length = int.from_bytes(await self._reader.readexactly(2 if length == 126 else 8), "big")
        return bool(first & 0x80), first & 0x0F, await self._reader.readexactly(length)

"""What the servers in this folder have in common: an address of their own, and an end that comes with their input's."""

import asyncio
import os
import socket
import sys
import threading

HELLO = "hello"


def player(number):
    """The answer to ``/players/{number}``."""
    return {"id": number, "name": f"player {number}"}


def listen():
    """A socket that listens on this machine only, on a port that was free."""
    return socket.create_server(("127.0.0.1", 0), backlog=4096)


def run(serve):
    """Runs ``await serve(socket)``, on uvloop if the command line says ``--uvloop``, until the input ends."""
    if "--uvloop" in sys.argv[1:]:
        import uvloop

        uvloop.install()
    listening = listen()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    threading.Thread(target=_end_with_input, daemon=True).start()
    asyncio.run(serve(listening))


def _end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)  # whatever the framework would still like to wait for

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
    # With the protocol named: only then does asyncio send what is written at once. Else an answer
    # that is written in two parts waits for 40 ms between them.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", 0))
    listening.listen(4096)
    return listening


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

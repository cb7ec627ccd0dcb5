"""A PostgreSQL server of a chapter's own: made in a temporary folder, on this machine only, gone when the input ends.

It never touches a cluster of the system's. PostgreSQL refuses to run as root, who runs it as "postgres".
The first line that is printed is its address, with a password that was made for it.
"""

import ctypes
import glob
import os
import pathlib
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

USER = "workbook"
PREFIX = "async-workbook-postgres-"


def programs():
    """The folder with ``initdb`` and ``postgres``, the newest where there are several."""
    found = sorted(
        glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: [int(n) for n in re.findall(r"\d+", path)]
    )
    initdb = found[-1] if found else shutil.which("initdb")
    if not initdb:
        sys.exit("PostgreSQL is not installed: on Debian apt-get install postgresql, on macOS brew install postgresql.")
    return pathlib.Path(initdb).parent


def somebody():
    """Whom to run it as: who we are, unless that is root."""
    if os.name != "posix" or os.getuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def end_with_parent():
    """On Linux the server ends with this program even if that is killed, and cannot say goodbye."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def free_port():
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def is_gone(pid):
    """Whether no process has that id; where one cannot ask without ending it, nobody is gone."""
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


def sweep():
    """Removes the folders of programs that were killed, and could not do so themselves."""
    for folder in pathlib.Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and is_gone(int(pid)) and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def initialise(folder, user, password):
    """Makes the cluster, which belongs to the user that the server runs as."""
    secret = folder / "password"
    secret.write_text(password)
    if user:
        shutil.chown(folder, user)
        shutil.chown(secret, user)
    made = subprocess.run(
        [programs() / "initdb", "-D", folder / "cluster", "-U", USER, "--pwfile", secret,
         "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"],
        user=user, cwd=folder, capture_output=True, text=True)  # fmt: skip
    if made.returncode != 0:
        sys.exit(f"initdb failed: {made.stderr.strip()}")


def main():
    """Serves until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C means the notebook, and this goes with that
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    sweep()
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        user, password, port = somebody(), secrets.token_hex(16), free_port()
        initialise(folder, user, password)
        server = subprocess.Popen(
            [programs() / "postgres", "-D", folder / "cluster", "-h", "127.0.0.1", "-p", str(port), "-k", folder,
             "-c", "fsync=off", "-c", "lc_messages=C"],
            user=user, cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            preexec_fn=end_with_parent)  # fmt: skip
        try:
            for line in server.stderr:
                if "ready to accept connections" in line:
                    break
            else:
                sys.exit("PostgreSQL has ended instead of listening.")
            threading.Thread(target=server.stderr.read, daemon=True).start()  # so that it can always write
            print(f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres", flush=True)
            sys.stdin.buffer.read()
        finally:
            server.send_signal(signal.SIGINT)  # at once, with its clients cut off
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()

"""The Python worker: runs the Python cells of one notebook. ../PROTOCOL.md says how the host speaks to it.

The modules are in a package of an unusual name, so that they can never stand in for a module of the reader's.
"""

import os
import sys


def main() -> None:
    """Connects to the host, says ready and runs cells until the host ends."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older one may be what the reader has
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit("Python cells need Python 3.11 or newer, and %s is %s." % (sys.executable, version))  # noqa: UP031

    endpoint = os.environ.pop("WORKBOOK_ENDPOINT", None)
    if endpoint is None:
        sys.exit("worker.py: WORKBOOK_ENDPOINT is not set; the workbook starts this program, people do not.")

    # Cells import from the notebook's folder, as in a script that lies there, and not from the worker's.
    own, readers = [os.path.dirname(os.path.abspath(__file__))], [] if sys.flags.safe_path else [""]
    sys.path[: len(readers)] = own
    from workbook_worker.shell import lifetime
    from workbook_worker.shell.transport import Connection

    connection = Connection(endpoint)
    connection.send({"type": "ready", "language": "python", "version": sys.version.split()[0]})

    lifetime.guard(connection)
    lifetime.limit_memory()

    # After ready, because asyncio takes longer to load than everything before it.
    from workbook_worker.shell.process_shell import ProcessShell

    sys.path[:1] = readers
    ProcessShell(connection).run()


if __name__ == "__main__":
    main()

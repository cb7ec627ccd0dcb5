"""How much memory this process had at most."""

import resource
import sys


def peak_bytes():
    """The most bytes that were resident at a time.

    On Linux from /proc: what getrusage calls the maximum counts the process, too, that this one was made from.
    """
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024

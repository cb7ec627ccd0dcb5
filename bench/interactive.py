"""The real .NET Interactive, driven as an editor drives it, for bench/run to compare with."""

import json
import os
import pathlib
import statistics
import subprocess
import time

VERSION = "1.0.712001"  # as in test, which installs it
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
PROGRAM = pathlib.Path(
    os.environ.get("WORKBOOK_DOTNET_INTERACTIVE")
    or CACHE / "async-workbook-tests" / f"dotnet-interactive-{VERSION}" / "dotnet-interactive"
)


def is_installed():
    """Whether there is something to compare with."""
    return PROGRAM.exists()


def seconds(runs, cells):
    """Median seconds from the start of the process to the result of the last cell."""

    def once():
        start = time.perf_counter()
        with Kernel() as kernel:
            for cell in cells:
                kernel.submit(cell)
            return time.perf_counter() - start

    return statistics.median(once() for _ in range(runs))


def warm_cell(cell, count=120, last=100):
    """Median milliseconds of the last of many runs of a cell."""

    def timed(kernel):
        start = time.perf_counter()
        kernel.submit(cell)
        return (time.perf_counter() - start) * 1000

    with Kernel() as kernel:
        return statistics.median([timed(kernel) for _ in range(count)][-last:])


class Kernel:
    """A process that takes commands and gives events, one JSON line each. Leaving its block ends it."""

    def __init__(self):
        self.process = subprocess.Popen(
            [PROGRAM, "[vscode]", "stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT": "1"},
        )
        self.submitted = 0
        self.wait(lambda event: event.get("eventType") == "KernelReady")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def submit(self, code):
        """Runs a C# cell to its end, which has to be a good one."""
        self.submitted += 1
        token = f"cell{self.submitted}"
        command = {"commandType": "SubmitCode", "command": {"code": code, "targetKernelName": "csharp"}, "token": token}
        print(json.dumps(command), file=self.process.stdin, flush=True)
        end = self.wait(
            lambda event: event.get("eventType") in ("CommandSucceeded", "CommandFailed")
            and event["command"]["token"] == token
        )
        if end["eventType"] == "CommandFailed":
            raise RuntimeError(end["event"]["message"])

    def wait(self, is_awaited):
        """The first event that is awaited."""
        for line in self.process.stdout:
            event = json.loads(line)
            if is_awaited(event):
                return event
        raise RuntimeError(f"{PROGRAM} has ended")

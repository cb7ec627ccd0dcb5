"""What cells ask the reader: ``input()``, ``getpass.getpass()`` and lines of ``sys.stdin``."""

import builtins
import io
import os
from _thread import allocate_lock
from itertools import count
from types import ModuleType

from .import_hooks import when_imported
from .output import Output
from .running import Shell


class StdinNotImplementedError(RuntimeError):
    """A cell asked the reader, and nobody can answer. (It is called as in Jupyter's kernel.)"""

    __module__ = "builtins"  # Tracebacks name the module of any other class.


class _Question:
    def __init__(self, parent: str) -> None:
        self.parent = parent
        self._answered = allocate_lock()
        self._answered.acquire()
        self._answer: dict = {}

    def answer(self, answer: dict) -> None:
        self._answer = answer
        self._answered.release()

    def wait(self, shell: Shell) -> dict:
        shell.wait(self._answered)
        return self._answer


class InputRequests:
    """Sends questions of running code to the host and waits for its answers, on whichever thread asks.

    :param output: where the questions go.
    :param shell: has code wait for the answers.
    """

    def __init__(self, output: Output, shell: Shell) -> None:
        self._output = output
        self._shell = shell
        self._open: dict[str, _Question] = {}
        self._numbers = count(1)
        self._process = os.getpid()

    def ask(self, prompt: object = "", secret: bool = False) -> str:
        """Asks for a line of text and blocks until it is there, as ``input`` does.

        :param secret: whether the answer must not be seen, as of a password.
        :raises StdinNotImplementedError: nobody can answer; the message is the host's.
        """
        if os.getpid() != self._process:
            raise StdinNotImplementedError("a child process cannot ask the reader: ask in the cell, before it starts.")
        number = str(next(self._numbers))
        question = self._open[number] = _Question(self._output.credit().id)
        try:
            self._output.show({"type": "ask", "question": number, "prompt": str(prompt), "secret": secret})
            answer = question.wait(self._shell)
        finally:
            self._open.pop(number, None)
        if "failed" in answer:
            raise StdinNotImplementedError(answer["failed"])
        return answer.get("text", "")

    def take(self, answer: dict) -> None:
        """Hands an ``answer`` command to whoever waits for it, if anybody still does."""
        question = self._open.pop(answer["question"], None)  # Atomic: a question has one answer.
        if question is not None:
            question.answer(answer)

    def withdraw(self, cell_id: str) -> None:
        """Ends the waits of a cell that has ended: its threads may still ask."""
        for number, question in list(self._open.items()):
            if question.parent == cell_id:
                self.take({"question": number, "failed": "the cell that asks has ended."})

    def install(self) -> None:
        """Makes ``input``, and ``getpass.getpass`` when it is imported, ask the reader of the notebook."""

        def input(prompt: object = "", /) -> str:  # noqa: A001 - takes the place of the builtin
            """Asks the reader of the notebook for a line of text and returns it, without its line feed."""
            return self.ask(prompt)

        def getpass(prompt: str = "Password: ", stream: object = None) -> str:
            """Asks the reader of the notebook for a password, which is not shown."""
            return self.ask(prompt, secret=True)

        def ask_for_passwords(module: ModuleType) -> None:
            module.getpass = getpass

        builtins.input = input
        when_imported("getpass", ask_for_passwords)


class Input(io.TextIOBase):
    """``sys.stdin`` of the cells: its lines are answers of the reader."""

    encoding = "utf-8"
    mode = "r"
    name = "<stdin>"

    def __init__(self, requests: InputRequests) -> None:
        self._requests = requests

    def readline(self, size: int | None = -1) -> str:
        return self._requests.ask() + "\n"

    __next__ = readline

    def read(self, size: int | None = -1) -> str:
        raise StdinNotImplementedError("sys.stdin has no end here: ask for one line with input().")

    readlines = read

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def close(self) -> None:
        """Stays open: ``exit()`` closes stdin, and later cells go on."""

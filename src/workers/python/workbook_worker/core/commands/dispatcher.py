"""Carries out the host's commands: one event loop and one namespace, from the first cell to the last."""

import asyncio
import contextvars
import sys
import threading
import types
import warnings
from collections.abc import Callable

from .. import errors, sharing
from ..display import ipython
from ..display.functions import Display
from ..formatting import figures
from ..output import Output, TextStream
from ..questions import Input, InputRequests
from ..running import CREDIT, Credit, Shell, shield
from ..submissions import sources
from ..time_limit import TimeLimitExceeded, time_limit
from .execution import Execution
from .integrity import Integrity

#: How long, in seconds, an answer for an editor may take: it runs the reader's ``__repr__``, and cells wait behind it.
_EDITOR_PATIENCE = 5.0


# A cell may change what asyncio has under these names; what it has done is found out when it has ended.
_Task, _set_running_loop = asyncio.Task, asyncio._set_running_loop
_Exception, _STOPS = Exception, (KeyboardInterrupt, SystemExit)


def _without_path(function: types.FunctionType) -> types.FunctionType:
    """Asyncio shows these functions to readers, when they print a task or in debug mode: not where the worker lies."""
    function.__code__ = function.__code__.replace(co_filename=errors.WORKBOOK)
    return function


class Dispatcher:
    """Runs the cells of a notebook on the thread that makes it. The loop goes on between cells, so tasks that a cell
    started and did not await go on, too.
    """

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._output = Output(shell)
        self._requests = InputRequests(self._output, shell)
        #: The loop of all cells.
        self.loop = shell.new_loop()
        self.loop.set_exception_handler(self._report_loop_exception)
        # All cells run in one context, so that a context variable set in one can be read in the next.
        self._context = contextvars.copy_context()
        self._credits: dict[str, Credit] = {}
        #: The execution that has arrived and has not ended.
        self.current: Execution | None = None
        self._namespace = self._install()
        self._streams = [(name, getattr(sys, name)) for name in ("stdin", "stdout", "stderr")]
        self._integrity = Integrity(self.loop)

    def run(self) -> None:
        """Runs cells until the worker ends."""
        while True:
            self.turn(self.loop.run_forever)

    def turn(self, run: Callable[[], None]) -> None:
        """Has the loop run, and keeps it fit for more.

        :param run: returns when the loop is to stop for now.
        """
        try:
            run()
        except _STOPS:
            # A task of the reader's raised it, for which asyncio stops the loop. Whoever awaits that task gets it
            # next. A cell that awaits something else was interrupted as well.
            execution = self.current
            if execution is not None and execution.interrupted and execution.task is not None:
                execution.task.cancel()
        except _Exception:
            self._shell.give_up()  # The loop itself is broken.

    def _install(self) -> dict:
        """Makes the interpreter the reader's: their module is ``__main__``, their output goes to the host."""
        sys.stdout = TextStream(self._output, "stdout", 1)
        sys.stderr = TextStream(self._output, "stderr", 2)
        sys.stdin = Input(self._requests)
        sys.argv = [""]
        sys.unraisablehook = self._report_unraisable
        threading.excepthook = self._report_thread_exception
        self._output.credit_threads()
        # The threads it warns of are the worker's own, of which a forked child has no need.
        warnings.filterwarnings("ignore", r"This process \(pid=\d+\) is multi-threaded", DeprecationWarning)
        warnings.formatwarning = lambda message, category, file, line, source=None: errors.format_warning(
            message, category, file, line, self._output.credit().file
        )
        display = Display(self._output)
        display.install()
        ipython.install(display)
        figures.install(display.display)
        self._requests.install()
        sources.install()
        self._own_module = sys.modules["__main__"]  # Kept, or its globals would vanish under the running main function.
        module = types.ModuleType("__main__")
        module.__builtins__ = __builtins__
        sys.modules["__main__"] = module
        return vars(module)

    # Commands, from any thread.

    def accept(self, command: dict) -> None:
        """Takes a command; returns at once."""
        match command.get("type"):
            case "execute":
                execution = Execution(Credit(command["id"], command["file"]), command)
                # Here and not where it begins: an interrupt may be the very next command.
                self.current = execution
                self.loop.call_soon_threadsafe(self._begin, execution)
            case "interrupt":
                if self.current is not None:
                    self._shell.interrupt(self.current)
            case "get":
                self.loop.call_soon_threadsafe(self._get, command)
            case "set":
                self.loop.call_soon_threadsafe(self._set, command)
            case "complete" | "inspect" | "check" | "list":
                self.loop.call_soon_threadsafe(self._edit, command)
            case "answer":
                self._requests.take(command)
            case "shutdown":
                self._shell.end()
            case other if "id" in command:
                self._fail(command, f'The Python worker knows no command "{other}".')

    # The life of a cell, in callbacks of the loop.

    def _begin(self, execution: Execution) -> None:
        self._output.latest = self._credits[execution.credit.file] = execution.credit
        self._context.run(CREDIT.set, execution.credit)
        self._namespace.pop("__warningregistry__", None)  # A cell that runs again warns again.
        self._restore()
        # Not by create_task: a task factory of the reader's is for tasks of the reader's.
        execution.task = _Task(self._run(execution), loop=self.loop, name=execution.credit.file, context=self._context)
        execution.task.add_done_callback(self._end)
        if execution.interrupted:
            execution.task.cancel()

    @_without_path
    async def _run(self, execution: Execution) -> dict | None:
        self._shell.starting()
        try:
            return await execution.run(self._namespace, self._output)
        finally:
            self._shell.leaving()
            # A cell after which no other could run is this worker's last: the host starts the next one afresh.
            if not (self._integrity.is_unchanged() or await self._integrity.works_still()):
                self._shell.give_up()

    def _restore(self) -> None:
        """Gives back what an earlier cell has taken away, not what it has put there instead: a cell may redirect what
        the next ones print, but not to where nothing can be printed.
        """
        for name, own in self._streams:
            now = getattr(sys, name, None)
            if now is None or getattr(now, "closed", False) is True:
                setattr(sys, name, own)
        _set_running_loop(self.loop)

    @_without_path
    def _end(self, task: asyncio.Task) -> None:
        execution, self.current = self.current, None
        shield.forget()
        parent = execution.credit.id
        self._requests.withdraw(parent)
        if task.cancelled() or task.exception() is not None:
            error = errors.interruption(handled=False)
        else:
            error = task.result()
        if error is None and execution.interrupted:
            error = errors.interruption(handled=True)
        if error is not None:
            self._output.emit({"type": "error", "parent": parent, **error})
        self._output.flush()
        self._shell.ending(execution)
        status = "interrupted" if execution.interrupted else "error" if error else "ok"
        self._output.emit({"type": "done", "parent": parent, "status": status})

    # Variables, in callbacks of the loop.

    def _get(self, command: dict) -> None:
        name, mime = command["name"], command.get("mime") or "application/json"
        try:
            value = sharing.read(self._namespace, name, mime)
            event = {"type": "value", "parent": command["id"], "value": value, "mime": mime}
            self._output.emit(event, "strict", sharing.as_json)
        except sharing.SharingError as error:
            self._fail(command, str(error))
        except Exception as error:
            self._fail(command, sharing.refusal(name, error))

    def _set(self, command: dict) -> None:
        try:
            sharing.declare(self._namespace, command["name"], command.get("value"))
            self._output.emit({"type": "ok", "parent": command["id"]})
        except sharing.SharingError as error:
            self._fail(command, str(error))

    def _edit(self, command: dict) -> None:
        from .. import editor  # Only where there is an editor.

        try:
            with time_limit(_EDITOR_PATIENCE):
                answer = editor.answer(command, self._namespace)
            self._output.emit({"parent": command["id"], **answer})
        except (Exception, TimeLimitExceeded) as error:
            self._fail(command, f"Python cannot tell: {type(error).__name__}: {error}")

    def _fail(self, command: dict, message: str) -> None:
        self._output.emit({"type": "failed", "parent": command["id"], "message": message})

    # Errors that no cell awaits.

    def _report_loop_exception(self, _loop: asyncio.AbstractEventLoop, report: dict) -> None:
        error = report.get("exception")
        if isinstance(error, KeyboardInterrupt):
            return  # The interrupted cell says so.
        task = report.get("task") or report.get("future")
        name = f" ({task.get_name()})" if isinstance(task, asyncio.Task) else ""
        lines = [f"{report['message']}{name}", *(errors.lines(error) if error is not None else ())]
        context = contextvars.copy_context()
        if (credit := self._credit_of(task)) is not None:
            context.run(CREDIT.set, credit)
        context.run(self._output.write, "stderr", "\n".join(lines) + "\n")

    def _report_thread_exception(self, report: threading.ExceptHookArgs) -> None:
        if report.exc_value is not None and report.exc_type is not SystemExit:
            name = report.thread.name if report.thread is not None else "?"
            self._output.write(
                "stderr", "\n".join([f"Exception in thread {name}:", *errors.lines(report.exc_value)]) + "\n"
            )

    def _credit_of(self, task: object) -> Credit | None:
        """Who started a task; before Python 3.12, which tells it, the cell in which its code stands."""
        if not isinstance(task, asyncio.Task):
            return None
        if hasattr(task, "get_context"):
            return task.get_context().get(CREDIT)
        code = getattr(task.get_coro(), "cr_code", None)
        return self._credits.get(code.co_filename) if code is not None else None

    def _report_unraisable(self, report: object) -> None:
        """Takes exceptions from where none can be raised, such as finalisers. An interrupt that was lost there is
        asked for again, so that it comes when the finaliser is over.
        """
        execution = self.current
        if report.exc_type is KeyboardInterrupt and execution is not None and execution.interrupted:
            self._shell.interrupt(execution)
        else:
            sys.__unraisablehook__(report)

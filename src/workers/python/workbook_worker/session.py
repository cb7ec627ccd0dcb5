"""Ties the worker together: one event loop and one namespace, from the first cell to the last."""

import _thread
import asyncio
import contextvars
import os
import signal
import sys
import threading
import types
import warnings

from . import errors, figures, ipython, processes, sources, variables
from .connection import Connection
from .display import Display
from .execution import Execution
from .interrupts import give_way_to_commands, reader_code_runs, runs, shield
from .output import CELL, Cell, Output, TextStream
from .questions import Input, Questions
from .time_limit import TimeLimitExceeded, time_limit

#: How long, in seconds, an answer for an editor may take: it runs the reader's ``__repr__``, and cells wait behind it.
_EDITOR_PATIENCE = 5.0

#: How long, in seconds, a cancelled cell may wait for its turn before whoever has it is interrupted.
_PATIENCE = 0.5


def _without_path(function: types.FunctionType) -> types.FunctionType:
    """Asyncio shows these functions to readers, when they print a task or in debug mode: not where the worker lies."""
    function.__code__ = function.__code__.replace(co_filename=errors.WORKBOOK)
    return function


class Session:
    """Runs the cells of a notebook on the main thread, while another thread reads the host's commands.

    The loop goes on between cells, so tasks that a cell started and did not await go on, too.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._output = Output(connection)
        self._questions = Questions(self._output)
        self._raw = processes.RawStreams()
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(self._report_loop_exception)
        # All cells run in one context, so that a context variable set in one can be read in the next.
        self._context = contextvars.copy_context()
        self._cells: dict[str, Cell] = {}
        self._current: Execution | None = None
        self._requested: Execution | None = None
        self._insisting = False
        self._main_thread = _thread.get_ident()
        self._process = os.getpid()
        self._namespace = self._install()

    def run(self) -> None:
        """Runs cells until the process is ended: by the host, by its absence, or by a cell."""
        _thread.start_new_thread(self._read_commands, ())
        while True:
            try:
                self._loop.run_forever()
            except (KeyboardInterrupt, SystemExit):
                # A task of the reader's raised it, for which asyncio stops the loop. Whoever awaits that task gets it
                # next. A cell that awaits something else was interrupted as well.
                execution = self._current
                if execution is not None and execution.interrupted and execution.task is not None:
                    execution.task.cancel()

    def _install(self) -> dict:
        """Makes the process the reader's: their module is ``__main__``, their output goes through the connection."""
        for raw in (sys.__stdout__, sys.__stderr__):
            if raw is not None:
                raw.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
        sys.stdout = TextStream(self._output, "stdout", 1)
        sys.stderr = TextStream(self._output, "stderr", 2)
        sys.stdin = Input(self._questions)
        sys.argv = [""]
        sys.unraisablehook = self._report_unraisable
        threading.excepthook = self._report_thread_exception
        self._output.credit_threads()
        # The threads it warns of are the worker's own, of which a forked child has no need.
        warnings.filterwarnings("ignore", r"This process \(pid=\d+\) is multi-threaded", DeprecationWarning)
        warnings.formatwarning = lambda message, category, file, line, source=None: errors.format_warning(
            message, category, file, line, self._output.cell().file
        )
        display = Display(self._output)
        display.install()
        ipython.install(display)
        figures.install(display.display)
        self._questions.install()
        sources.install()
        signal.signal(signal.SIGINT, self._interrupted)
        give_way_to_commands(self._connection)
        self._own_module = sys.modules["__main__"]  # Kept, or its globals would vanish under the running main function.
        module = types.ModuleType("__main__")
        module.__builtins__ = __builtins__
        sys.modules["__main__"] = module
        return vars(module)

    # Commands, on their own thread.

    def _read_commands(self) -> None:
        try:
            for command in self._connection.commands():
                self._take(command)
        finally:
            processes.end()

    def _take(self, command: dict) -> None:
        match command.get("type"):
            case "execute":
                execution = Execution(Cell(command["id"], command["file"]), command)
                # Here and not where it begins: an interrupt may be the very next command.
                self._current = execution
                self._loop.call_soon_threadsafe(self._begin, execution)
            case "interrupt":
                if self._current is not None:
                    self._request_interrupt(self._current)
            case "get":
                self._loop.call_soon_threadsafe(self._get, command)
            case "set":
                self._loop.call_soon_threadsafe(self._set, command)
            case "complete" | "inspect" | "check" | "list":
                self._loop.call_soon_threadsafe(self._edit, command)
            case "answer":
                self._questions.take(command)
            case "shutdown":
                processes.end()
            case other if "id" in command:
                self._fail(command, f'The Python worker knows no command "{other}".')

    def _request_interrupt(self, execution: Execution, insisting: bool = False) -> None:
        self._requested, self._insisting = execution, insisting
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._main_thread, signal.SIGINT)
        else:
            _thread.interrupt_main()
        self._loop.call_soon_threadsafe(lambda: None)  # On Windows the signal alone does not wake a waiting loop.

    # The life of a cell, in callbacks of the loop.

    def _begin(self, execution: Execution) -> None:
        self._output.last_cell = self._cells[execution.cell.file] = execution.cell
        self._context.run(CELL.set, execution.cell)
        self._namespace.pop("__warningregistry__", None)  # A cell that runs again warns again.
        # Not by create_task: a task factory of the reader's is for tasks of the reader's.
        execution.task = asyncio.Task(
            self._run(execution), loop=self._loop, name=execution.cell.file, context=self._context
        )
        execution.task.add_done_callback(self._end)
        if execution.interrupted:
            execution.task.cancel()

    @_without_path
    async def _run(self, execution: Execution) -> dict | None:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupted)  # loop.remove_signal_handler leaves the default one.
        try:
            return await execution.run(self._namespace, self._output)
        finally:
            if os.getpid() != self._process:
                os._exit(0)  # A child of os.fork that came to the end of the cell.

    @_without_path
    def _end(self, task: asyncio.Task) -> None:
        execution, self._current = self._current, None
        shield.forget()
        parent = execution.cell.id
        self._questions.withdraw(parent)
        if task.cancelled() or task.exception() is not None:
            error = errors.interruption(handled=False)
        else:
            error = task.result()
        if error is None and execution.interrupted:
            error = errors.interruption(handled=True)
        if error is not None:
            self._output.emit({"type": "error", "parent": parent, **error})
        self._output.flush()
        self._raw.mark(execution.marker)
        status = "interrupted" if execution.interrupted else "error" if error else "ok"
        self._output.emit({"type": "done", "parent": parent, "status": status})

    def _interrupted(self, _signal: int, frame: types.FrameType | None) -> None:
        """Handles SIGINT: from the host if it asked for it, else from whoever sent it, the reader's code included."""
        asked, insisting = self._requested is not None, self._insisting
        self._insisting = False
        execution, self._requested = self._requested or self._current, None
        if execution is None or execution is not self._current:
            return  # It came late: the cell has ended.
        if execution.task is None:
            execution.interrupted = True
            return
        unfinished = not execution.task.done()
        # A callback written in C has no frame of its own.
        called = insisting and frame is not None and frame.f_code is asyncio.Handle._run.__code__
        if called or reader_code_runs(frame, Execution.run.__code__):
            # A signal that a cell sends itself, and handles, is its own affair.
            if asked:
                execution.interrupted = execution.interrupted or unfinished
                _thread.start_new_thread(self._insist, (execution,))
            shield.raise_interrupt()
        elif not insisting:
            if unfinished:
                execution.interrupted = True
                execution.task.cancel()
            _thread.start_new_thread(self._insist, (execution,))

    def _insist(self, execution: Execution) -> None:
        """Interrupts the callback or task that keeps the loop from ending the interrupted cell, if any does."""
        turned = _thread.allocate_lock()
        turned.acquire()
        self._loop.call_soon_threadsafe(turned.release)
        if not turned.acquire(timeout=_PATIENCE) and not runs(
            Execution.run.__code__, sys._current_frames().get(self._main_thread)
        ):
            self._request_interrupt(execution, insisting=True)

    # Variables, in callbacks of the loop.

    def _get(self, command: dict) -> None:
        name, mime = command["name"], command.get("mime") or "application/json"
        try:
            value = variables.read(self._namespace, name, mime)
            event = {"type": "value", "parent": command["id"], "value": value, "mime": mime}
            self._output.emit(event, "strict", variables.as_json)
        except variables.SharingError as error:
            self._fail(command, str(error))
        except Exception as error:
            self._fail(command, variables.refusal(name, error))

    def _set(self, command: dict) -> None:
        try:
            variables.declare(self._namespace, command["name"], command.get("value"))
            self._output.emit({"type": "ok", "parent": command["id"]})
        except variables.SharingError as error:
            self._fail(command, str(error))

    def _edit(self, command: dict) -> None:
        from . import editor  # Only where there is an editor.

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
        if (cell := self._cell_of(task)) is not None:
            context.run(CELL.set, cell)
        context.run(self._output.write, "stderr", "\n".join(lines) + "\n")

    def _report_thread_exception(self, report: threading.ExceptHookArgs) -> None:
        if report.exc_value is not None and report.exc_type is not SystemExit:
            name = report.thread.name if report.thread is not None else "?"
            self._output.write(
                "stderr", "\n".join([f"Exception in thread {name}:", *errors.lines(report.exc_value)]) + "\n"
            )

    def _cell_of(self, task: object) -> Cell | None:
        """The cell that started a task; before Python 3.12, which tells it, the cell in which its code stands."""
        if not isinstance(task, asyncio.Task):
            return None
        if hasattr(task, "get_context"):
            return task.get_context().get(CELL)
        code = getattr(task.get_coro(), "cr_code", None)
        return self._cells.get(code.co_filename) if code is not None else None

    def _report_unraisable(self, report: object) -> None:
        """Takes exceptions from where none can be raised, such as finalisers. An interrupt that was lost there is
        asked for again, by another thread, so that it comes when the finaliser is over.
        """
        execution = self._current
        if report.exc_type is KeyboardInterrupt and execution is not None and execution.interrupted:
            _thread.start_new_thread(self._request_interrupt, (execution,))
        else:
            sys.__unraisablehook__(report)

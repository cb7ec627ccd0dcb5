"""Where a KeyboardInterrupt may be raised, and where not.

An interrupt arrives as SIGINT on the main thread, between any two instructions. While the reader's code runs it is a
KeyboardInterrupt there. In the event loop's own code it would lose callbacks, and in the middle of sending a line it
would leave half a line: there it has to wait, or to become the cancellation of the cell's task.
"""

import _signal
import _thread
import asyncio
import os
import selectors
import signal
import sys
from time import sleep
from types import FrameType

from ..core.commands.dispatcher import Dispatcher
from ..core.commands.execution import Execution
from ..core.running import shield
from .transport import Connection

#: How long, in seconds, a cancelled cell may wait for its turn before whoever has it is interrupted.
_PATIENCE = 0.5

# A cell may change what the module has under these names.
_SIGINT, _handle, _handler_of = signal.SIGINT, _signal.signal, _signal.getsignal
_NO_HANDLERS = (signal.default_int_handler, signal.SIG_DFL, signal.SIG_IGN, None)
_pthread_kill = getattr(signal, "pthread_kill", None)

_WORKER = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
_LOOP = (_WORKER, os.path.dirname(asyncio.__file__) + os.sep, selectors.__file__)


class Interrupts:
    """The ladder: KeyboardInterrupt in the reader's code, or the cancellation of the cell's task, and insistence.

    To be made on the main thread, where cells run.
    """

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._requested: Execution | None = None
        self._insisting = False
        self._main_thread = _thread.get_ident()
        _handle(_SIGINT, self._interrupted)

    def renew(self) -> None:
        """Handles SIGINT again where a cell has left Python's own handler, as ``loop.remove_signal_handler`` does, or
        none.
        """
        if _handler_of(_SIGINT) in _NO_HANDLERS:
            _handle(_SIGINT, self._interrupted)

    def request(self, execution: Execution, insisting: bool = False) -> None:
        """Interrupts an execution, from any thread."""
        self._requested, self._insisting = execution, insisting
        if _pthread_kill is not None:
            _pthread_kill(self._main_thread, _SIGINT)
        else:
            _thread.interrupt_main()
        self._dispatcher.loop.call_soon_threadsafe(
            lambda: None
        )  # On Windows the signal alone does not wake a waiting loop.

    def _interrupted(self, _signal: int, frame: FrameType | None) -> None:
        """Handles SIGINT: from the host if it asked for it, else from whoever sent it, the reader's code included."""
        asked, insisting = self._requested is not None, self._insisting
        self._insisting = False
        execution, self._requested = self._requested or self._dispatcher.current, None
        if execution is None or execution is not self._dispatcher.current:
            return  # It came late: the cell has ended.
        if execution.task is None:
            execution.interrupted = True
            return
        unfinished = not execution.task.done()
        # A callback written in C has no frame of its own.
        called = insisting and frame is not None and frame.f_code is asyncio.Handle._run.__code__
        if called or _reader_code_runs(frame, Execution.run.__code__):
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
        self._dispatcher.loop.call_soon_threadsafe(turned.release)
        if not turned.acquire(timeout=_PATIENCE) and not _runs(
            Execution.run.__code__, sys._current_frames().get(self._main_thread)
        ):
            self.request(execution, insisting=True)


def _reader_code_runs(frame: FrameType | None, cell_code: object) -> bool:
    """Tells whether the interrupted thread was running code of the reader's, or code called by it.

    :param frame: the innermost frame.
    :param cell_code: the code object of the coroutine that runs a cell: what it calls is the reader's.
    """
    while frame is not None:
        if frame.f_code is cell_code or not frame.f_code.co_filename.startswith(_LOOP):
            return True
        frame = frame.f_back
    return False


def _runs(code: object, frame: FrameType | None) -> bool:
    """Tells whether a code object runs in a thread.

    :param frame: the thread's innermost frame.
    """
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


def give_way_to_commands(connection: Connection) -> None:
    """Lets the thread that reads the commands have its turn as soon as one arrives.

    Code that gives up the interpreter's lock often, but only for moments, such as a loop of short tasks, can keep other
    threads waiting for seconds. So the kernel signals a command, and then the main thread stands back. Windows has no
    such signal.
    """
    if not hasattr(signal, "SIGIO"):
        return
    import fcntl

    def stand_back(_signal: int, _frame: FrameType | None) -> None:
        for _ in range(1000):
            if not connection.has_unread_commands():
                break
            sleep(0.0001)

    signal.signal(signal.SIGIO, stand_back)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, fcntl.fcntl(connection, fcntl.F_GETFL) | os.O_ASYNC)

"""Clocks, event log and runs for the workbook's Python cells: the twin of the C# and JavaScript libraries.

The code in a cell is plain asyncio. Only the event loop under it is exchanged: for one whose time is virtual, or for
one that plays real time at a scale. All times are in seconds.
"""

from .clocks import DeadlockError, ScaledLoop, VirtualLoop
from .runs import Run, RunLog, Runs, apart, play

__all__ = ["DeadlockError", "Run", "RunLog", "Runs", "ScaledLoop", "VirtualLoop", "apart", "play"]

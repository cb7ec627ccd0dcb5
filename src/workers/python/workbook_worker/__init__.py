"""Runs the Python cells of a notebook: one event loop and one namespace, from the first cell to the last.

connection    the two connections to the host
output        whose output it is: streams, and everything else that a cell shows
execution     compiling and running one cell
sources       the source of cells, for tracebacks and inspect.getsource
magics        IPython's own syntax, told in words
errors        exceptions and warnings as the reader should see them
forms         values as mime bundles
display       the functions by which cells show values
ipython       IPython.display, which public notebooks import
figures       figures of matplotlib; matplotlib_backend draws them
questions     input() and getpass(), answered by the reader
variables     copying variables from and to other languages
editor        completions and what else an editor asks for
interrupts    where a KeyboardInterrupt may be raised, and where not
processes     how the worker ends, and what its forked children may not do
import_hooks  doing something when a module is imported
session       ties them together: the loop, the commands, the life of a cell
"""

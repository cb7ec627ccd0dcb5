"""Compiles, runs, formats, shares and completes; knows no socket, process, signal or watchdog: the shell brings those.

commands      carries out the host's commands: the life of a cell, from execute to done
running       who is credited with output, and what the core asks of its shell
submissions   the text of a cell becomes code: compiler, sources for tracebacks, IPython's magics told in words
errors        exceptions and warnings as the reader should see them
formatting    values as mime bundles; figures of matplotlib
output        whose output it is: streams, and everything else that a cell shows
display       the functions by which cells show values; IPython.display, which public notebooks import
questions     input() and getpass(), answered by the reader
sharing       copying variables from and to other languages
editor        completions and what else an editor asks for
time_limit    for the reader's own code where no cell runs it
import_hooks  doing something when a module is imported
"""

"""Runs the Python cells of a notebook: one event loop and one namespace, from the first cell to the last.

connection  the two connections to the host
output      whose output it is: streams, and everything else that a cell shows
cell        compiling and running one cell
errors      exceptions and warnings as the reader should see them
display     values as mime bundles
variables   copying variables from and to other languages
interrupts  where a KeyboardInterrupt may be raised, and where not
processes   how the worker ends, and what its forked children may not do
session     ties them together: the loop, the commands, the life of a cell
"""

"""Runs the Python cells of a notebook: one event loop and one namespace, from the first cell to the last.

core   the language: compiles, runs, formats, shares, completes
shell  the process: the connections to the host, interrupts, the end
"""

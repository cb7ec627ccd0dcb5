"""A Web Worker of a page as the place where the Python core runs: one thread, no sockets, no signals.

loop        asyncio's loop, turned by the page
page_shell  ties it to the core
"""

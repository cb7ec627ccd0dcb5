import contextlib
import glob
import io
import runpy
import shutil
import signal
import unittest
from pathlib import Path
from unittest import mock

PROGRAM = str(Path(__file__).parents[2] / "src" / "servers" / "database" / "postgres.py")


class Postgres(unittest.TestCase):
    """The program that makes a PostgreSQL of a chapter's own."""

    def setUp(self):
        for number in (signal.SIGINT, signal.SIGTERM):  # it takes them for itself
            self.addCleanup(signal.signal, number, signal.getsignal(number))

    def test_where_postgres_is_not_installed_it_says_how_to_install_it(self):
        printed = io.StringIO()
        with (
            mock.patch.object(glob, "glob", return_value=[]),
            mock.patch.object(shutil, "which", return_value=None),
            contextlib.redirect_stdout(printed),
            self.assertRaises(SystemExit) as end,
        ):
            runpy.run_path(PROGRAM, run_name="__main__")
        self.assertRegex(str(end.exception), "^PostgreSQL is not installed: on Debian apt-get install postgresql, on")
        self.assertEqual(printed.getvalue(), "")


if __name__ == "__main__":
    unittest.main()

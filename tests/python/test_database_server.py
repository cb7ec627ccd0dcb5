import contextlib
import glob
import io
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
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

    @unittest.skipUnless(os.name == "posix", "there one cannot ask whether a process is there")
    def test_folders_of_programs_that_were_killed_are_removed_and_those_of_others_stay(self):
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        with tempfile.TemporaryDirectory() as temporary, mock.patch.object(tempfile, "tempdir", temporary):
            for owner in (ended.pid, os.getpid()):
                (Path(temporary) / f"async-workbook-postgres-{owner}-x" / "cluster").mkdir(parents=True)
            (Path(temporary) / "async-workbook-postgres-notes-x").mkdir()
            with (
                mock.patch.object(glob, "glob", return_value=[]),
                mock.patch.object(shutil, "which", return_value=None),
                self.assertRaises(SystemExit),
            ):
                runpy.run_path(PROGRAM, run_name="__main__")
            left = sorted(path.name for path in Path(temporary).iterdir())
        self.assertEqual(left, sorted([f"async-workbook-postgres-{os.getpid()}-x", "async-workbook-postgres-notes-x"]))


if __name__ == "__main__":
    unittest.main()

"""Runs the Python tests and writes their results in JUnit's form.

python3 tests/python/run.py REPORT.xml
"""

import sys
import time
import unittest
from pathlib import Path
from xml.etree import ElementTree


class Results(unittest.TextTestResult):
    """Prints as usual, and collects a ``testcase`` element for each test and each failed sub-test."""

    def __init__(self, *args, **settings):
        super().__init__(*args, **settings)
        self.suite = ElementTree.Element("testsuite", name="python")
        self._began = 0.0

    def startTest(self, test):  # noqa: N802 - unittest's own name, as all below
        self._began = time.perf_counter()
        super().startTest(test)

    def addSuccess(self, test):  # noqa: N802
        super().addSuccess(test)
        self._add(test)

    def addFailure(self, test, err):  # noqa: N802
        super().addFailure(test, err)
        self._add(test, "failure", self.failures[-1][1])

    def addError(self, test, err):  # noqa: N802
        super().addError(test, err)
        self._add(test, "error", self.errors[-1][1])

    def addSkip(self, test, reason):  # noqa: N802
        super().addSkip(test, reason)
        self._add(test, "skipped", reason)

    def addExpectedFailure(self, test, err):  # noqa: N802
        super().addExpectedFailure(test, err)
        self._add(test)

    def addUnexpectedSuccess(self, test):  # noqa: N802
        super().addUnexpectedSuccess(test)
        self._add(test, "failure", "passed, though it was expected to fail")

    def addSubTest(self, test, subtest, err):  # noqa: N802
        failures, errors = len(self.failures), len(self.errors)
        super().addSubTest(test, subtest, err)
        if len(self.failures) > failures:
            self._add(subtest, "failure", self.failures[-1][1])
        elif len(self.errors) > errors:
            self._add(subtest, "error", self.errors[-1][1])

    def _add(self, test, outcome=None, text=""):
        seconds = f"{time.perf_counter() - self._began:.6f}"
        case = ElementTree.SubElement(self.suite, "testcase", name=test.id(), time=seconds)
        if outcome:
            last = text.strip().rpartition("\n")[2]  # of a traceback, the line that says what happened
            ElementTree.SubElement(case, outcome, message=last).text = text


def main(report):
    """Runs every test beside this file; the exit code is 0 if all passed."""
    tests = unittest.defaultTestLoader.discover(str(Path(__file__).parent))
    results = unittest.TextTestRunner(resultclass=Results).run(tests)
    ElementTree.ElementTree(results.suite).write(report, encoding="utf-8", xml_declaration=True)
    return 0 if results.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

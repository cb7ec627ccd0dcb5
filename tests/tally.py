"""Adds up what the test runners report and prints, last, the one line ``N passed, N failed, N skipped``.

python3 tests/tally.py FOLDER

The folder holds for each runner ``NAME.exit`` with its exit code and ``NAME.xml`` with its results in JUnit's form, and for
each check that passes or fails as a whole ``NAME.check`` with its exit code. Ends with 1 if anything failed. A runner that
crashed, left no readable report or ran no test counts as one failure.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

# Runners write what a failed test printed; XML has no place for most control characters, not even by their number.
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:[0-8]|1[124-9]|2\d|3[01]|x0?[0-8bcef]|x1[\da-f]);", re.IGNORECASE)


# What of a failure's message is repeated at the end: lines after the first, and characters in each.
MOST = 9
LONGEST = 300


class Tally(NamedTuple):
    """How many tests passed, failed and were skipped; the lines say which failed, and why."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: tuple[str, ...] = ()

    def __add__(self, other):
        return Tally(*(mine + its for mine, its in zip(self, other, strict=True)))


def tally(folder):
    """The sum over all runners and checks of a folder; nothing at all is a failure."""
    marks = sorted(path for path in Path(folder).iterdir() if path.suffix in (".exit", ".check"))
    if not marks:
        return _failure("no test was run")
    return sum((_of_check(mark) if mark.suffix == ".check" else _of_runner(mark) for mark in marks), Tally())


def _of_check(mark):
    return Tally(passed=1) if _code(mark) == 0 else _failure(mark.stem)


def _of_runner(mark):
    code = _code(mark)
    try:
        text = mark.with_suffix(".xml").read_text(encoding="utf-8", errors="replace")
        found = sum((_of_test(test) for test in ElementTree.fromstring(NO_XML.sub("", text)).iter("testcase")), Tally())
    except FileNotFoundError:
        return _failure(f"{mark.stem} ended with exit code {code} and left no report")
    except ElementTree.ParseError as error:
        return _failure(f"{mark.stem} ended with exit code {code} and left a report that cannot be read: {error}")
    if code != 0 and found.failed == 0:
        return found + _failure(f"{mark.stem} ended with exit code {code}, though no test failed")
    if found.passed + found.failed + found.skipped == 0:
        return _failure(f"{mark.stem} ran no test")
    return found


def _of_test(test):
    for fault in (*test.iter("failure"), *test.iter("error")):
        return _failure(f"{test.get('name')}: {_shortened(fault.get('message') or fault.text or '')}")
    return Tally(skipped=1) if test.find("skipped") is not None else Tally(passed=1)


def _shortened(message):
    """The first lines of a message: often the second says which of many things it was."""
    first, *others = [line.strip()[:LONGEST] for line in message.splitlines() if line.strip()] or [""]
    return "\n    ".join((first, *others[:MOST], *(["..."] if len(others) > MOST else [])))


def _failure(line):
    return Tally(failed=1, failures=(line,))


def _code(mark):
    text = mark.read_text(encoding="utf-8").strip()
    return int(text) if text.lstrip("-").isdigit() else text or "unknown"


if __name__ == "__main__":
    total = tally(sys.argv[1])
    print()
    for line in total.failures:
        print(f"FAILED: {line}")
    print(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    sys.exit(0 if total.failed == 0 else 1)

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tally import Tally, tally

JUNIT = """<?xml version="1.0"?>
<testsuites><testsuite>
<testcase name="a"/>
<testcase name="b"><skipped message="why"/></testcase>
{}
</testsuite></testsuites>"""


class TheTally(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def runner(self, name, code, report=None):
        (self.folder / f"{name}.exit").write_text(f"{code}\n")
        if report is not None:
            (self.folder / f"{name}.xml").write_text(report)

    def check(self, name, code):
        (self.folder / f"{name}.check").write_text(f"{code}\n")

    def assert_tally(self, expected):
        self.assertEqual(expected, tally(self.folder))

    def test_adds_runners_and_checks(self):
        self.runner("one", 0, JUNIT.format(""))
        self.runner("two", 1, JUNIT.format('<testcase name="c"><failure message="no&#10;more"/></testcase>'))
        self.check("format", 0)
        self.check("lint", 1)
        self.assert_tally(Tally(3, 2, 2, ("lint", "c: no\n    more")))

    def test_takes_errors_for_failures_and_their_text_for_a_message(self):
        self.runner(
            "one", 1, JUNIT.format('<testcase name="c"><error>\nBroken: at once\n  at line 1</error></testcase>')
        )
        self.assert_tally(Tally(1, 1, 1, ("c: Broken: at once\n    at line 1",)))

    def test_repeats_ten_lines_of_a_message(self):
        message = "&#10;".join(f"line {n}" for n in range(30))
        self.runner("one", 1, JUNIT.format(f'<testcase name="c"><failure message="{message}"/></testcase>'))
        lines = tally(self.folder).failures[0].split("\n    ")
        self.assertEqual(["c: line 0", *(f"line {n}" for n in range(1, 10)), "..."], lines)

    def test_finds_tests_within_suites_within_suites(self):
        self.runner("one", 0, JUNIT.format('<testsuite><testsuite><testcase name="deep"/></testsuite></testsuite>'))
        self.assert_tally(Tally(2, 0, 1))

    def test_takes_a_crash_after_good_tests_for_a_failure(self):
        self.runner("one", 134, JUNIT.format(""))
        self.assert_tally(Tally(1, 1, 1, ("one ended with exit code 134, though no test failed",)))

    def test_takes_a_missing_report_for_a_failure(self):
        self.runner("one", 0)
        self.assert_tally(Tally(failed=1, failures=("one ended with exit code 0 and left no report",)))

    def test_takes_half_a_report_for_a_failure(self):
        self.runner("one", 0, JUNIT.format("")[:-20])
        self.assertEqual((0, 1, 0), tally(self.folder)[:3])
        self.assertIn(
            "one ended with exit code 0 and left a report that cannot be read", tally(self.folder).failures[0]
        )

    def test_takes_no_test_for_a_failure(self):
        self.runner("one", 0, "<testsuites/>")
        self.assert_tally(Tally(failed=1, failures=("one ran no test",)))

    def test_takes_no_runner_for_a_failure(self):
        self.assert_tally(Tally(failed=1, failures=("no test was run",)))

    def test_takes_a_runner_that_never_ended_for_a_failure(self):
        self.runner("one", "", JUNIT.format(""))
        self.assert_tally(Tally(1, 1, 1, ("one ended with exit code unknown, though no test failed",)))

    def test_reads_reports_with_characters_that_xml_does_not_have(self):
        self.runner("one", 1, JUNIT.format('<testcase name="c"><failure message="&#x1b;[31mred\x1b"/></testcase>'))
        self.assert_tally(Tally(1, 1, 1, ("c: [31mred",)))


if __name__ == "__main__":
    unittest.main()

import unittest

from modules import circles, imports_of, modules_in

OF_THE_SHELL = {
    "fcntl",
    "multiprocessing",
    "resource",
    "select",
    "selectors",
    "signal",
    "socket",
    "socketserver",
    "ssl",
    "subprocess",
}
WORKER = imports_of(modules_in("src/workers/python"))


class WorkerModules(unittest.TestCase):
    def test_do_not_import_each_other_in_circles(self):
        self.assertGreater(len(WORKER), 15)
        self.assertEqual([], circles(WORKER))

    def test_are_all_found_by_those_that_import_them(self):
        own = {name.partition(".")[0] for name in WORKER}
        lost = [
            f"{name} imports {used}"
            for name, imports in WORKER.items()
            for used in imports
            if used.partition(".")[0] in own and used not in WORKER
        ]
        self.assertEqual([], lost)

    def test_of_the_core_know_no_shell_and_nothing_that_only_a_process_has(self):
        core = {name: imports for name, imports in WORKER.items() if name.startswith("workbook_worker.core")}
        found = [
            f"{name} imports {used}"
            for name, imports in core.items()
            for used in imports
            if used.partition(".")[0] in OF_THE_SHELL or used.startswith("workbook_worker.shell")
        ]
        self.assertGreater(len(core), 10)
        self.assertEqual([], found)


class TheCheck(unittest.TestCase):
    def test_finds_circles_however_they_are_closed(self):
        imports = imports_of(
            {
                "worker": "import rooms.a",
                "rooms": "",
                "rooms.a": "from . import b",
                "rooms.b": "from c import thing",
                "c": "def later():\n    from rooms.a import name",
                "rooms.deep": "",
                "rooms.deep.d": "from .. import a\nfrom ..b import name\nimport os",
            }
        )
        self.assertEqual(
            [
                "rooms.a -> rooms.b -> c -> rooms.a",
                "rooms.b -> c -> rooms.a -> rooms.b",
                "c -> rooms.a -> rooms.b -> c",
            ],
            circles(imports),
        )
        self.assertEqual(["os", "rooms.a", "rooms.b"], imports["rooms.deep.d"])


if __name__ == "__main__":
    unittest.main()

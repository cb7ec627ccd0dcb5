import asyncio
import base64
import hashlib
import json
import random
import sys
import threading
import unittest
from contextvars import ContextVar
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src" / "python"))
from async_workbook import DeadlockError, Run, RunLog, Runs, ScaledLoop, VirtualLoop, apart, play
from async_workbook.chess_simul import ChessSimul
from async_workbook.websocket import WebSocket

CELL = ContextVar("cell")
SHOWN_RUNS = Path(__file__).parents[1] / "shown-runs.json"
SPEC = Path(__file__).parents[2] / "data" / "p01-chess-simul.json"


def times(run):
    return [event["t"] for event in run["events"]]


class VirtualTime(unittest.IsolatedAsyncioTestCase):
    async def test_waits_add_up_exactly(self):
        async def program(log):
            for _ in range(10):
                await asyncio.sleep(0.1)
                log.add("waiter", "woke")

        run = await play(program, VirtualLoop())
        self.assertEqual(times(run), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])

    async def test_waits_side_by_side_end_by_due_time_and_then_in_the_order_of_setting(self):
        seconds = [random.Random(7).randint(1, 5) for _ in range(200)]

        async def program(log):
            async def wait(i):
                await asyncio.sleep(seconds[i])
                log.add(str(i), "woke")

            await asyncio.gather(*map(wait, range(len(seconds))))

        run = await play(program, VirtualLoop())
        expected = sorted(((t, str(i)) for i, t in enumerate(seconds)), key=lambda wait: wait[0])
        self.assertEqual([(event["t"], event["actor"]) for event in run["events"]], expected)

    async def test_everything_that_one_timer_makes_runnable_runs_before_the_next_timer(self):
        async def program(log):
            async def yield_twice(name):
                await asyncio.sleep(1)
                for step in range(3):
                    log.add(name, str(step))
                    await asyncio.sleep(0)

            await asyncio.gather(yield_twice("a"), yield_twice("b"))

        run = await play(program, VirtualLoop())
        steps = [event["actor"] + event["event"] for event in run["events"]]
        self.assertEqual(steps, ["a0", "a1", "a2", "b0", "b1", "b2"])

    async def test_the_rest_of_asyncio_follows_the_clock(self):
        async def program(log):
            loop = asyncio.get_running_loop()
            with self.assertRaises(TimeoutError):
                async with asyncio.timeout(2):
                    await asyncio.sleep(60)
            log.add("timeout", "fired")
            async with asyncio.timeout(2):
                await asyncio.sleep(1)
            log.add("timeout", "cancelled")
            loop.call_later(1, log.add, "call_later", "called")
            loop.call_later(1, self.fail, "a cancelled timer fired").cancel()
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(3))
            log.add("group", "done")

        run = await play(program, VirtualLoop())
        self.assertEqual(times(run), [2, 3, 4, 6])

    async def test_a_program_that_can_never_be_done_is_a_deadlock_and_no_hang(self):
        async def program(log):
            await asyncio.sleep(7)
            await asyncio.Event().wait()

        with self.assertRaisesRegex(DeadlockError, "^Deadlock at 7 s.*Waiting: .*record"):
            await play(program, VirtualLoop())

    async def test_an_interrupted_cell_stops_its_program(self):
        stopped = threading.Event()
        ticking = threading.Event()

        async def for_ever(log):
            try:
                while True:
                    await asyncio.sleep(1)
                    ticking.set()
            finally:
                stopped.set()

        cell = asyncio.create_task(play(for_ever, VirtualLoop()))
        await asyncio.to_thread(ticking.wait)
        cell.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await cell
        await asyncio.to_thread(stopped.wait)

    async def test_what_a_program_leaves_waiting_is_cancelled(self):
        ended = []

        async def program(log):
            async def forgotten():
                try:
                    await asyncio.sleep(60)
                finally:
                    ended.append("cancelled")

            log.task = asyncio.create_task(forgotten())
            await asyncio.sleep(1)

        await play(program, VirtualLoop())
        self.assertEqual(ended, ["cancelled"])

    async def test_a_program_keeps_the_context_of_its_cell(self):
        async def program(log):
            await asyncio.sleep(1)
            return {"cell": CELL.get()}

        CELL.set("cell 7")
        self.assertEqual((await play(program, VirtualLoop()))["results"], {"cell": "cell 7"})

    def test_it_is_a_loop_factory_like_any_other(self):
        async def program():
            await asyncio.sleep(43_200)
            return asyncio.get_running_loop().time()

        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            self.assertEqual(runner.run(program()), 43_200)


class ScaledTime(unittest.IsolatedAsyncioTestCase):
    async def test_the_same_program_does_the_same_things_later(self):
        simul = ChessSimul(boards=3, moves=2)
        plan = await play(simul.rounds, VirtualLoop())
        real = await play(simul.rounds, ScaledLoop(1 / 2000))
        events = [sorted((event["actor"], event["event"]) for event in run["events"]) for run in (plan, real)]
        self.assertEqual(*events)
        self.assertGreaterEqual(real["results"]["lastReply"], plan["results"]["lastReply"] - 0.001)

    def test_a_scale_is_a_positive_number(self):
        for scale in (0, -1, float("nan"), float("inf")):
            with self.assertRaisesRegex(ValueError, "1/1000"):
                ScaledLoop(scale)


class Apart(unittest.IsolatedAsyncioTestCase):
    async def test_what_runs_a_loop_of_its_own_runs_apart_from_the_one_that_runs(self):
        async def program(what):
            await asyncio.sleep(0)
            return what, asyncio.get_running_loop()

        def run(what):
            with asyncio.Runner() as runner:
                return runner.run(program(what))

        own = asyncio.get_running_loop()
        what, other = await apart(run, "apart")

        self.assertEqual(what, "apart")
        self.assertIsNot(other, own)
        self.assertIs(asyncio.get_running_loop(), own)

    async def test_what_it_raises_is_raised(self):
        with self.assertRaisesRegex(ValueError, "invalid literal"):
            await apart(int, "x")


class Play(unittest.IsolatedAsyncioTestCase):
    async def test_an_error_comes_out_as_it_was_or_becomes_the_outcome(self):
        error = LookupError("mine")

        async def fails(log):
            await asyncio.sleep(1)
            log.add("a", "fails")
            raise error

        with self.assertRaises(LookupError) as caught:
            await play(fails, VirtualLoop())
        self.assertIs(caught.exception, error)
        self.assertEqual(
            await play(fails, VirtualLoop(), record_error=True),
            {"results": {}, "events": [{"t": 1, "actor": "a", "event": "fails"}], "outcome": "LookupError: mine"},
        )

    async def test_results_have_names(self):
        async def program(log):
            return 42

        with self.assertRaisesRegex(TypeError, "by name"):
            await play(program, VirtualLoop())

    async def test_an_event_outside_a_loop_is_an_error(self):
        with self.assertRaises(RuntimeError):
            await asyncio.to_thread(RunLog().add, "a", "b")


class Shown(unittest.TestCase):
    def test_runs_are_shown_as_the_lines_that_all_three_languages_share(self):
        cases = json.loads(SHOWN_RUNS.read_text(encoding="utf-8"))
        runs = Runs({name: Run(**run) for name, run in cases["runs"].items()})
        self.assertEqual(repr(runs).split("\n"), cases["text"])
        self.assertTrue(runs._repr_html_().startswith("<ul><li>"))
        self.assertNotIn("<b>", runs._repr_html_())
        self.assertEqual(json.loads(json.dumps(runs)), cases["runs"])  # and shared whole

    def test_a_float_is_shown_as_the_number_that_it_is(self):
        self.assertEqual(repr(Run.of({"x": 43200.0, "list": [1.0]})), "completed: x = 43,200, list = [1] (0 events)")

    def test_a_value_is_shown_as_the_text_that_all_three_languages_share(self):
        for value, text in json.loads(SHOWN_RUNS.read_text(encoding="utf-8"))["values"]:
            self.assertEqual(repr(Run.of({"x": value})), f"completed: x = {text} (0 events)")

    def test_what_json_has_no_word_for_is_shown_too(self):
        infinity = float("inf")
        run = Run.of({"x": infinity - infinity, "y": -infinity, "list": [infinity], "huge": 10**400, "set": {1}})
        self.assertEqual(
            repr(run), 'completed: x = NaN, y = -Infinity, list = ["Infinity"], huge = Infinity, set = "{1}" (0 events)'
        )

    def test_a_run_has_its_results_by_name(self):
        for results in (None, 42, "text", [1]):
            with self.assertRaisesRegex(TypeError, "by name"):
                Run.of(results)

    def test_a_run_of_results_alone_and_one_that_was_not_run(self):
        self.assertEqual(Run.of({"x": 1}), {"results": {"x": 1}, "events": [], "outcome": "completed"})
        self.assertEqual(Run.not_run("needs 3.12").outcome, "not run: needs 3.12")


class Spec(unittest.IsolatedAsyncioTestCase):
    async def test_examples(self):
        spec = json.loads(SPEC.read_text(encoding="utf-8"))
        methods = {
            "oneAfterAnother": ChessSimul.one_after_another,
            "rounds": ChessSimul.rounds,
            "grandmasters": ChessSimul.grandmasters,
        }
        for example in spec["examples"]:
            with self.subTest(example["variant"], **example["parameters"]):
                program = methods[example["variant"]].__get__(ChessSimul(**example["parameters"]))
                run = await play(program, VirtualLoop())
                self.assertEqual(run["results"], example["results"])
                if "events" in example:
                    found = [[event["t"], event["actor"], event["event"]] for event in run["events"]]
                    self.assertEqual(*(sorted(events, key=lambda e: e[:2]) for events in (found, example["events"])))


class Sockets(unittest.IsolatedAsyncioTestCase):
    """Against a server that speaks the protocol by hand: it echoes in fragments, with a ping between them."""

    async def asyncSetUp(self):
        self.frames = []
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self.server.sockets[0].getsockname()[1]}/echo?run=1"

    async def asyncTearDown(self):
        self.server.close()
        await self.server.wait_closed()

    async def serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.request = head.splitlines()[0]
        key = next(line.split(": ")[1] for line in head.splitlines() if line.startswith("Sec-WebSocket-Key"))
        proof = base64.b64encode(hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()).decode()
        writer.write(f"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: {proof}\r\n\r\n".encode())
        kind = None
        while kind != 0x8:
            first, second = await reader.readexactly(2)
            kind, length = first & 0x0F, second & 0x7F
            if length > 125:
                length = int.from_bytes(await reader.readexactly(2 if length == 126 else 8), "big")
            mask = await reader.readexactly(4)
            payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(await reader.readexactly(length)))
            self.frames.append((kind, payload if kind != 0x1 else len(payload)))
            if kind == 0x1:
                half = len(payload) // 2
                writer.write(
                    self.frame(0x01, payload[:half]) + self.frame(0x89, b"there?") + self.frame(0x80, payload[half:])
                )
        writer.write(self.frame(0x88, payload))
        writer.close()

    @staticmethod
    def frame(first, payload):
        length = len(payload)
        size = (
            bytes([length])
            if length < 126
            else (b"\x7e" + length.to_bytes(2, "big") if length < 1 << 16 else b"\x7f" + length.to_bytes(8, "big"))
        )
        return bytes([first]) + size + payload

    async def test_messages_of_every_length_come_back_whole(self):
        socket = await WebSocket.connect(self.url)
        for text in ["", "e4", "é" * 63, "x" * 300, "y" * 140_000]:
            await socket.send(text)
            self.assertEqual(await socket.receive(), text)
        await socket.close()
        self.assertEqual(self.request, "GET /echo?run=1 HTTP/1.1")
        self.assertEqual(
            [frame for frame in self.frames if frame[0] == 0x1], [(0x1, n) for n in (0, 2, 126, 300, 140_000)]
        )
        self.assertEqual(self.frames.count((0xA, b"there?")), 5)
        self.assertEqual(self.frames[-1], (0x8, b"\x03\xe8"))

    async def test_what_is_no_websocket_is_said(self):
        async def plain(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 404 Not Found\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
            url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
            with self.assertRaisesRegex(ConnectionError, "is no websocket: HTTP/1.1 404 Not Found"):
                await WebSocket.connect(url)


if __name__ == "__main__":
    unittest.main()

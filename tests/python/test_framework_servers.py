import asyncio
import socket
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src" / "servers" / "frameworks" / "python"))

import serving


class Listening(unittest.TestCase):
    """What the servers of the frameworks that chapter 10 compares listen on."""

    def test_an_answer_that_is_written_in_parts_is_sent_at_once(self):
        async def main():
            accepted = asyncio.get_running_loop().create_future()
            server = await asyncio.start_server(lambda _, writer: accepted.set_result(writer), sock=serving.listen())
            _, client = await asyncio.open_connection(*server.sockets[0].getsockname())
            answering = await accepted
            at_once = answering.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            for writer in (answering, client):
                writer.close()
                await writer.wait_closed()
            server.close()
            await server.wait_closed()
            return at_once

        self.assertTrue(asyncio.run(main()), "asyncio sends what is written at once if the socket names its protocol")


if __name__ == "__main__":
    unittest.main()

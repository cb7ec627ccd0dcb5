"""A server on Tornado, which had coroutines before Python had, and runs on asyncio's loop today."""

import asyncio

import serving
from tornado import httpserver, web


class Hello(web.RequestHandler):
    def get(self):
        self.write(serving.HELLO)


class Player(web.RequestHandler):
    def get(self, number):
        self.write(serving.player(int(number)))


class Delay(web.RequestHandler):
    async def get(self, ms):
        await asyncio.sleep(int(ms) / 1000)
        self.write({"ms": int(ms)})


async def serve(listening):
    listening.setblocking(False)
    app = web.Application(
        [("/hello", Hello), (r"/players/(\d+)", Player), (r"/delay/(\d+)", Delay)],
        log_function=lambda handler: None,
    )
    httpserver.HTTPServer(app).add_sockets([listening])
    await asyncio.Event().wait()


serving.run(serve)

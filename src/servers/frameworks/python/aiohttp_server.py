"""A server on aiohttp, framework and HTTP server in one."""

import asyncio

import serving
from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/hello")
async def hello(request):
    return web.Response(text=serving.HELLO)


@routes.get(r"/players/{number:\d+}")
async def player(request):
    return web.json_response(serving.player(int(request.match_info["number"])))


@routes.get(r"/delay/{ms:\d+}")
async def delay(request):
    ms = int(request.match_info["ms"])
    await asyncio.sleep(ms / 1000)
    return web.json_response({"ms": ms})


async def serve(listening):
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    await asyncio.Event().wait()


serving.run(serve)

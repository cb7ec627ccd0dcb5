"""A server on Quart, which is Flask with await, and on Hypercorn, which speaks HTTP for it."""

import asyncio

import hypercorn.asyncio
import hypercorn.config
import serving
from quart import Quart

app = Quart(__name__)


@app.get("/hello")
async def hello():
    return serving.HELLO


@app.get("/players/<int:number>")
async def player(number):
    return serving.player(number)


@app.get("/delay/<int:ms>")
async def delay(ms):
    await asyncio.sleep(ms / 1000)
    return {"ms": ms}


async def serve(listening):
    config = hypercorn.config.Config()
    config.bind = [f"fd://{listening.fileno()}"]
    config.accesslog = config.errorlog = None
    await hypercorn.asyncio.serve(app, config, shutdown_trigger=asyncio.Event().wait)


serving.run(serve)

"""A server on FastAPI, which reads types of parameters, and on Uvicorn, which speaks HTTP for it."""

import asyncio

import serving
import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.get("/hello", response_class=PlainTextResponse)
async def hello():
    return serving.HELLO


@app.get("/players/{number}")
async def player(number: int):
    return serving.player(number)


@app.get("/delay/{ms}")
async def delay(ms: int):
    await asyncio.sleep(ms / 1000)
    return {"ms": ms}


async def serve(listening):
    config = uvicorn.Config(app, log_level="error", access_log=False)
    await uvicorn.Server(config).serve(sockets=[listening])


serving.run(serve)
